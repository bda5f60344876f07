import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver/node';
import { findingsOf, type PlacedFinding } from '../language/findings.ts';
import { fixesFor, type OfferedFix } from '../language/fixes.ts';
import { overlaps } from '../yaml/span.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { OpenDocument } from './open-documents.ts';
import type { Pages } from './pages.ts';
import { lspEdit } from './positions.ts';
import type { ServerSettings } from './settings.ts';

/** The quick fixes for the findings in `range`. Fixes that cannot be written are offered disabled, with the reason. */
export function codeActions(
  document: OpenDocument,
  range: Range,
  context: CodeActionContext,
  settings: ServerSettings,
  pages: Pages,
): CodeAction[] {
  if (!settings.enabled) return [];
  if (!wantsQuickFixes(context)) return [];
  const { text, language } = document;
  const span = { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
  return findingsOf(language, settings)
    .filter(({ finding }) => overlaps(finding.span, span))
    .flatMap(placed => {
      const diagnostic = diagnosticOf(document, placed, pages);
      const fixes = fixesFor(language, placed, settings.version).map(fix =>
        actionOf(document, fix, placed, diagnostic),
      );
      return [...fixes, ...explanation(placed, diagnostic, pages)];
    });
}

/** Whether the client asks for quick fixes among others. */
export function wantsQuickFixes({ only }: CodeActionContext): boolean {
  const { QuickFix } = CodeActionKind;
  return only === undefined || only.some(kind => QuickFix.startsWith(kind) || kind.startsWith(QuickFix));
}

function actionOf(
  { text }: OpenDocument,
  fix: OfferedFix,
  { finding }: PlacedFinding,
  diagnostic: Diagnostic,
): CodeAction {
  const common = {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    data: { code: finding.code },
  };
  if (fix.offer === 'disabled') return { ...common, disabled: { reason: fix.reason } };
  return {
    ...common,
    isPreferred: fix.kind === 'preferred',
    edit: { changes: { [text.uri]: fix.edits.map(edit => lspEdit(text, edit)) } },
  };
}

/** Shows the page of the code; only for a client that has the pages, and so the command. */
export function explanation(
  { finding }: Pick<PlacedFinding, 'finding'>,
  diagnostic: Diagnostic,
  pages: Pages,
): CodeAction[] {
  if (pages.of(finding.code) === undefined) return [];
  const title = `Explain \`${finding.code}\``;
  const command = { title, command: 'prometheusKubernetes.explainFinding', arguments: [finding.code] };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command }];
}

import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from 'vscode-languageserver/node';
import { jobPlaces } from '../../language/job-place.ts';
import { silencingEditIn } from '../../language/silence.ts';
import type { AccessCommands } from '../../protocol/access.ts';
import { overlaps } from '../../yaml/span.ts';
import type { Clock } from '../clock.ts';
import { explanation, wantsQuickFixes } from '../code-actions.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { Pages } from '../pages.ts';
import { lspEdit } from '../positions.ts';
import type { ServerSettings } from '../settings.ts';
import { configurationId } from '../targets/configuration-id.ts';
import { keyedParts } from '../targets/read-parts.ts';
import type { OfferedAccessFix } from './access-desk.ts';
import { accessDiagnostic } from './access-diagnostics.ts';
import type { ClientCommands } from './client-commands.ts';
import { type ShownFinding, shownFindings } from './document-findings.ts';
import type { WorkspaceAccess } from './workspace-access.ts';
import { type EditAbilities, workspaceEdit } from './workspace-edit.ts';

/** The other answers for the place wait no longer; what is worked out meanwhile is there at the next question. */
export const FIXES_WITHIN_MS = 1_500;

export interface ActionsRequest {
  readonly clock: Clock;
  readonly uri: string;
  readonly range: Range;
  readonly context: CodeActionContext;
  readonly settings: ServerSettings;
  readonly openAt: (uri: string) => OpenDocument | undefined;
  readonly access: WorkspaceAccess;
  readonly pages: Pages;
  readonly able: EditAbilities;
  readonly commands: ClientCommands;
}

/**
 * What can be done about the findings in `range` that needed more than one file, or an offer where there is nothing to
 * find fault with yet. Nothing is asked, and nobody waits, where nothing was found.
 */
export async function accessActions(request: ActionsRequest): Promise<CodeAction[]> {
  const { access, context, settings } = request;
  if (!settings.enabled || !wantsQuickFixes(context) || shownIn(request).length === 0) return [];
  const late = Promise.withResolvers<undefined>();
  const timer = request.clock.after(FIXES_WITHIN_MS, () => late.resolve(undefined));
  try {
    await Promise.race([access.settled(), late.promise]);
    const actions: CodeAction[] = [];
    for (const shown of shownIn(request)) actions.push(...(await actionsFor(request, shown, late.promise)));
    return actions;
  } finally {
    timer.cancel();
  }
}

function shownIn({ uri, range, settings, openAt, access }: ActionsRequest): readonly ShownFinding[] {
  const document = openAt(uri);
  const found = access.foundIn(uri);
  if (!document || !found) return [];
  const span = { start: document.text.offsetAt(range.start), end: document.text.offsetAt(range.end) };
  return shownFindings(document, found, settings).filter(({ finding }) => overlaps(finding.span, span));
}

async function actionsFor(
  request: ActionsRequest,
  shown: ShownFinding,
  late: Promise<undefined>,
): Promise<readonly CodeAction[]> {
  const { uri, openAt, access, pages, able } = request;
  const fixes = (await Promise.race([access.ask('fixes', shown.found), late])) ?? [];
  // An edit spends the document that it changes.
  const document = openAt(uri);
  if (!document) return [];
  const diagnostic = accessDiagnostic(document, shown, pages);
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], data: { code: shown.finding.code } };
  const silence = silencingEditIn(document.language, shown.finding);
  const title = `Silence \`${shown.finding.code}\` here with a comment`;
  return [
    ...fixes.map(fix => ({ ...common, ...offer(fix, uri, able) })),
    ...(silence ? [{ ...common, title, edit: { changes: { [uri]: [lspEdit(document.text, silence)] } } }] : []),
    ...explanation(shown, diagnostic, pages),
  ];
}

function offer(
  fix: OfferedAccessFix,
  uri: string,
  able: EditAbilities,
): Pick<CodeAction, 'title'> & Partial<CodeAction> {
  const { title } = fix;
  if (fix.kind === 'disabled') return { title, disabled: { reason: fix.reason } };
  const edit = workspaceEdit(fix, uri, able);
  if (!edit) return { title, disabled: { reason: 'This editor cannot create files by an edit.' } };
  return { title, isPreferred: fix.kind === 'preferred', edit };
}

/** On the name of a job whose bundle has no RBAC at all: it can be generated. A command of the client. */
export function generateOffers({
  uri,
  range,
  context,
  settings,
  openAt,
  access,
  commands,
}: ActionsRequest): CodeAction[] {
  const document = openAt(uri);
  const name = commands.generate;
  if (!document || name === undefined || !settings.enabled || !wantsQuickFixes(context)) return [];
  const { text, language } = document;
  const span = { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
  const without = new Set(access.news.withoutRbac);
  const title = 'Generate RBAC for this configuration…';
  return keyedParts(language).flatMap(({ key, part }) => {
    const configuration = configurationId(uri, key);
    if (!without.has(configuration) || !jobPlaces(part).some(job => overlaps(job.span, span))) return [];
    const argument: AccessCommands['generate'] = { configuration };
    const command = { title, command: name, arguments: [argument] };
    return [{ title, kind: CodeActionKind.QuickFix, command }];
  });
}

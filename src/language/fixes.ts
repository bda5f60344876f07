import { NOT_WRITABLE } from '../lint/phrases.ts';
import { lintOf } from '../lint/registry.ts';
import { readCachedConfig } from '../prometheus/config/read.ts';
import type { KnownVersion } from '../prometheus/version.ts';
import type { Fix } from '../schema/fix.ts';
import type { TextEdit } from '../yaml/edit.ts';
import type { ConfigPart, LanguageDocument } from './document.ts';
import type { PlacedFinding } from './findings.ts';
import { silencingEdit } from './silence.ts';

/** A quick fix as the editor offers it: with edits of the document, or disabled with the reason. */
export type OfferedFix =
  | { readonly offer: 'ready'; readonly title: string; readonly kind: Fix['kind']; readonly edits: readonly TextEdit[] }
  | { readonly offer: 'disabled'; readonly title: string; readonly reason: string };

/** What can be done about a finding: its right answers first, silencing it here last. */
export function fixesFor(
  document: LanguageDocument,
  placed: PlacedFinding,
  version: KnownVersion,
): readonly OfferedFix[] {
  const { part, inPart } = placed;
  if (!part) return [];
  const offered = ownFixes(part, inPart, version).map(fix => offer(part, fix));
  const silence = inPart.code.endsWith('/yaml-syntax')
    ? undefined
    : silencingEdit(document.file.text, part, placed.finding);
  if (silence) {
    const title = `Silence \`${inPart.code}\` here with a comment`;
    return [...offered, { offer: 'ready', title, kind: 'alternative', edits: [silence] }];
  }
  return offered;
}

function ownFixes(part: ConfigPart, finding: PlacedFinding['inPart'], version: KnownVersion): readonly Fix[] {
  const lint = lintOf(finding.code);
  if (!lint) return dataFixes(part, finding);
  const document = part.source.documents[0];
  if (!document) return [];
  const context = { file: part.source, document, version };
  const job = readCachedConfig(document, part.cache).scrapeConfigs.find(one =>
    lint
      .check(one, context)
      .some(
        ({ code, span }) => code === finding.code && span.start === finding.span.start && span.end === finding.span.end,
      ),
  );
  return job ? lint.fixes(finding, job, context) : [];
}

/** The fix that a load-time finding carries in its data: the text that the marked key or value should have. */
function dataFixes(part: ConfigPart, { span, data }: PlacedFinding['inPart']): readonly Fix[] {
  const replacement = data['replacement'];
  if (typeof replacement !== 'string') return [];
  const now = part.source.text.slice(span.start, span.end);
  return [
    { title: `Change \`${now}\` to \`${replacement}\``, kind: 'preferred', edits: [{ ...span, text: replacement }] },
  ];
}

function offer(part: ConfigPart, { title, kind, edits }: Fix): OfferedFix {
  const { embedded } = part;
  if (!embedded) return { offer: 'ready', title, kind, edits };
  const outer = edits.map(edit => embedded.toOuterEdit(edit));
  return outer.every(edit => edit !== undefined)
    ? { offer: 'ready', title, kind, edits: outer }
    : { offer: 'disabled', title, reason: NOT_WRITABLE };
}

import { withSeverity } from '../../language/findings.ts';
import { withoutSuppressed } from '../../language/suppression.ts';
import type { Finding } from '../../schema/finding.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { ServerSettings } from '../settings.ts';
import type { AccessFinding, ElsewherePlace } from './access-desk.ts';
import { movedSpan, type TextChange, textChange } from './moved-span.ts';

/** What was found in a document, and in which text. */
export interface FoundInText {
  readonly text: string;
  readonly findings: readonly AccessFinding[];
}

/** A finding as it stands in the text of now. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly elsewhere: readonly ElsewherePlace[];
  /** As it was found. */
  readonly found: AccessFinding;
}

/**
 * What of the findings is shown in the document as it is now: in the user's severities, without what comments silence, and
 * without what the edits since have touched or another tool judges. Until they are found anew, the others move with the text.
 */
export function shownFindings(
  { text: document }: OpenDocument,
  { text, findings }: FoundInText,
  settings: ServerSettings,
): readonly ShownFinding[] {
  if (!settings.enabled || findings.length === 0) return [];
  const now = document.getText();
  const change = textChange(text, now);
  const ours = settings.manifests === 'ours' ? findings : findings.filter(({ finding }) => !isOfManifest(finding));
  const moved = ours.flatMap(found => {
    const finding = movedFinding(found.finding, change);
    return finding ? [{ finding, elsewhere: found.elsewhere, found }] : [];
  });
  const wanted = moved.flatMap(one => withSeverity(one, settings.severities));
  return withoutSuppressed(now, wanted).toSorted((a, b) => a.finding.span.start - b.finding.span.start);
}

/** Whether the finding is about fields that another tool may judge as well. */
function isOfManifest({ code }: Finding): boolean {
  return code.startsWith('manifest/');
}

function movedFinding(finding: Finding, change: TextChange | undefined): Finding | undefined {
  if (!change) return finding;
  const span = movedSpan(finding.span, change);
  const related = finding.related.flatMap(one => {
    const place = movedSpan(one.span, change);
    return place ? [{ ...one, span: place }] : [];
  });
  return span && { ...finding, span, related };
}

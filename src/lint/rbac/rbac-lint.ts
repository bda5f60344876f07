import type { FindingCode, FindingData, Related, Severity } from '../../schema/finding.ts';
import type { ManifestPlace } from '../../workspace/bundle.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import type { Scene } from './scene.ts';

/** One thing about access that several files say together. Its doc comment and `docs/findings/<code>.md` say what and why. */
export interface RbacLint {
  readonly code: FindingCode;
  /** What the finding is shown as unless a setting says otherwise. Never `error`: the cluster may grant what no file does. */
  readonly severity: Exclude<Severity, 'error'>;
  /** One sentence for the list of codes in the settings and the README. */
  readonly summary: string;
  readonly check: (scene: Scene) => readonly RbacReport[];
  /** Changes that may settle a finding; whether they do is tried by the caller. Goes by its data. */
  readonly fixes: (finding: WorkspaceFinding, scene: Scene) => readonly WorkspaceFix[];
}

/** A place in another file, with what it has to do with the finding. */
export interface Elsewhere extends ManifestPlace {
  readonly message: string;
}

/** What a lint says at one place. */
export interface RbacReport {
  readonly place: ManifestPlace;
  readonly message: string;
  /** In whatever file. */
  readonly others: readonly Elsewhere[];
  readonly data: FindingData;
}

/** The report as a finding. */
export function workspaceFinding(
  { code, severity }: Pick<RbacLint, 'code' | 'severity'>,
  { place: { uri, span }, message, others, data }: RbacReport,
): WorkspaceFinding {
  const related: Related[] = others.flatMap(one => (one.uri === uri ? [{ span: one.span, message: one.message }] : []));
  return {
    uri,
    finding: { code, severity, span, message, related, data },
    elsewhere: others.filter(one => one.uri !== uri),
  };
}

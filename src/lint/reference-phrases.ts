import type { LabelReference } from './label-reference.ts';

/** What it means for the job that nothing sets the label. */
export function consequenceOf({ wanted, use }: LabelReference): string {
  if (wanted.kind === 'beginning') return 'This rule maps nothing in this job';
  return use === 'read'
    ? `\`${wanted.text}\` is always empty in this job`
    : `No target of this job has the label \`${wanted.text}\``;
}

/** The labels as an object of "sets". */
export function objectOf({ wanted }: LabelReference): string {
  return wanted.kind === 'beginning' ? `labels that begin with \`${wanted.text}\`` : 'it';
}

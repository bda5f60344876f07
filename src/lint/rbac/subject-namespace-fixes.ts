import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { isUnsaid } from './access-words.ts';
import { accountOf, bindingAt } from './fixed-account.ts';
import type { Scene } from './scene.ts';
import { fixOf, objectOf, setField } from './workspace-edits.ts';

/** Writes the namespace in which Prometheus runs. */
export function subjectNamespaceFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = bindingAt(finding, scene);
  const subject = found?.origin.subjects[Number(finding.finding.data['subject'])];
  if (!account || !found || !subject || isUnsaid(account)) return [];
  const edit = setField(objectOf(found.origin), subject, 'namespace', account.namespace);
  return fixOf(`Change the subject’s namespace to \`${account.namespace}\``, 'preferred', [edit]);
}

import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import type { Scene } from './scene.ts';
import { fixOf, objectOf, removeField } from './workspace-edits.ts';

/** Removes the names, so that the rule is about all objects. */
export function namesOnListFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  const edit = found && removeField(objectOf(found.bound.origin), found.written.node, 'resourceNames');
  return edit ? fixOf('Remove `resourceNames`', 'preferred', [edit]) : [];
}

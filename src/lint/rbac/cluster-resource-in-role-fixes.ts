import { namespaceOf } from '../../kubernetes/rbac/access-request.ts';
import { itemsOf } from '../../workspace/manifest-fields.ts';
import { startOf } from '../../yaml/source.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { deniedNeeds } from './denied-needs.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import { newRoleFixes } from './grant-fixes.ts';
import { roleOfClusterFixes } from './needs-cluster-binding-fixes.ts';
import { removal, removeRule } from './remove-item-fixes.ts';
import type { Scene } from './scene.ts';
import { fixOf } from './workspace-edits.ts';

/** Takes what a Role cannot grant out of it, and writes a ClusterRole for what of it is needed. */
export function clusterResourceFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  if (!account || !found) return [];
  const { start } = finding.finding.span;
  const index = itemsOf(found.written.node, 'resources').findIndex(({ node }) => startOf(node) === start);
  const edit = index < 0 ? removeRule(found) : removal(found, 'resources', index);
  const resource = finding.finding.data['resource'];
  const needed = deniedNeeds(account).flatMap(({ need: { access }, requests }) => {
    const ofCluster = requests.some(request => namespaceOf(request) === '');
    const isMeant =
      access.kind === 'path' ? resource === '' : resource !== '' && access.resource === String(resource).split('/')[0];
    return ofCluster && isMeant ? [access] : [];
  });
  if (needed.length === 0) return fixOf('Remove it from the Role', 'preferred', [edit]);
  const { role, bindings, rules } = found.bound;
  // Of a Role that is for nothing else, nothing would be left.
  const whole = rules.length === 1 && bindings[0] ? roleOfClusterFixes(scene, bindings[0], role) : [];
  return [...newRoleFixes(scene, account, needed, [edit]), ...whole];
}

import { fieldOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf, bindingAt } from './fixed-account.ts';
import type { Scene } from './scene.ts';
import { type FileEdit, fixOf, objectOf, removeField, setField } from './workspace-edits.ts';

/** Makes a ClusterRoleBinding of the RoleBinding, and a ClusterRole of its Role. */
export function needsClusterBindingFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = bindingAt(finding, scene);
  if (!account || !found) return [];
  const { binding, origin } = found;
  const edits = ofCluster(origin, 'ClusterRoleBinding');
  for (const [index, subject] of binding.subjects.entries()) {
    const node = origin.subjects[index];
    if (subject.kind !== 'ServiceAccount' || !node || textOfField(node, 'namespace')) continue;
    const { namespace } = origin.bundled;
    if (namespace === undefined) return [];
    edits.push(setField(objectOf(origin), node, 'namespace', namespace));
  }
  if (binding.roleRef.kind === 'ClusterRole') return fixOf('Make it a ClusterRoleBinding', 'preferred', edits);
  const role = account.held.grants.find(one => one.binding === binding)?.role;
  const roleOrigin = role && scene.rbac.originOf(role);
  if (!roleOrigin) return [];
  return fixOf('Make it a ClusterRoleBinding, and its Role a ClusterRole', 'alternative', [
    ...edits,
    setField(objectOf(origin), origin.roleRef, 'kind', 'ClusterRole'),
    ...ofCluster(roleOrigin, 'ClusterRole'),
  ]);
}

/** An object of the cluster has another kind, and no namespace. */
function ofCluster(origin: RbacOrigin, kind: string): FileEdit[] {
  const object = objectOf(origin);
  const namespace = removeField(object, fieldOf(origin.node, 'metadata'), 'namespace');
  return [setField(object, origin.node, 'kind', kind), ...(namespace ? [namespace] : [])];
}

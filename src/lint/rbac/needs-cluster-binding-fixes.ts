import type { Binding } from '../../kubernetes/rbac/grants.ts';
import type { ClusterRole, Role } from '../../kubernetes/rbac/role.ts';
import { fieldOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf, bindingAt } from './fixed-account.ts';
import { freeName } from './grant-fixes.ts';
import type { Scene } from './scene.ts';
import { type FileEdit, fixOf, objectOf, removeField, setField } from './workspace-edits.ts';
import { nameOf } from './written-place.ts';

/** Makes a ClusterRoleBinding of the RoleBinding, and a ClusterRole of its Role. */
export function needsClusterBindingFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = bindingAt(finding, scene);
  if (!account || !found) return [];
  const { binding, origin } = found;
  if (binding.roleRef.kind !== 'ClusterRole')
    return roleOfClusterFixes(scene, binding, account.held.grants.find(one => one.binding === binding)?.role);
  const edits = bindingOfCluster(scene, binding, origin);
  return edits ? fixOf(`Make ${nameOf(binding, origin)} a ClusterRoleBinding`, 'preferred', edits) : [];
}

/** Makes a ClusterRole of a Role, and of the binding that refers to it what that needs. */
export function roleOfClusterFixes(
  scene: Scene,
  binding: Binding,
  role: Role | ClusterRole | undefined,
): readonly WorkspaceFix[] {
  const { rbac } = scene;
  const origin = rbac.originOf(binding);
  const roleOrigin = role && rbac.originOf(role);
  const edits = origin && bindingOfCluster(scene, binding, origin);
  if (!edits || !roleOrigin || isThere(scene, 'ClusterRole', role.metadata.name)) return [];
  // What else is bound to the Role would lose it.
  if (rbac.objects.roleBindings.some(other => other !== binding && isOfRole(other, role))) return [];
  const title = `Make a ClusterRoleBinding of ${nameOf(binding, origin)}, and a ClusterRole of its Role`;
  return fixOf(title, 'alternative', [
    ...edits,
    setField(objectOf(origin), origin.roleRef, 'kind', 'ClusterRole'),
    ...ofCluster(roleOrigin, 'ClusterRole'),
  ]);
}

function isOfRole({ metadata, roleRef }: Binding, role: Role | ClusterRole): boolean {
  const isSame = roleRef.kind === 'Role' && roleRef.name === role.metadata.name;
  return isSame && metadata.namespace === role.metadata.namespace;
}

function isThere({ bundle }: Scene, kind: string, name: string): boolean {
  return bundle.objects.some(one => one.object.kind === kind && one.name === name);
}

function bindingOfCluster(scene: Scene, binding: Binding, origin: RbacOrigin): readonly FileEdit[] | undefined {
  const edits = ofCluster(origin, 'ClusterRoleBinding');
  if (isThere(scene, 'ClusterRoleBinding', binding.metadata.name)) {
    const name = freeName(scene, origin.bundled.object.name ?? '');
    edits.push(setField(objectOf(origin), fieldOf(origin.node, 'metadata'), 'name', name));
  }
  const { namespace } = origin.bundled;
  for (const [index, subject] of binding.subjects.entries()) {
    const node = origin.subjects[index];
    if (subject.kind !== 'ServiceAccount' || !node || textOfField(node, 'namespace')) continue;
    // Of the cluster nobody has the namespace of the binding.
    if (namespace === undefined) return undefined;
    edits.push(setField(objectOf(origin), node, 'namespace', namespace));
  }
  return edits;
}

/** An object of the cluster has another kind, and no namespace. */
function ofCluster(origin: RbacOrigin, kind: string): FileEdit[] {
  const object = objectOf(origin);
  const namespace = removeField(object, fieldOf(origin.node, 'metadata'), 'namespace');
  return [setField(object, origin.node, 'kind', kind), ...(namespace ? [namespace] : [])];
}

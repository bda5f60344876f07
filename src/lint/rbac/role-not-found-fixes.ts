import { RBAC_API_VERSION } from '../../kubernetes/rbac/rbac-objects.ts';
import { accessRules } from '../../prometheus/access/access-rules.ts';
import { withoutCovered } from '../../prometheus/access/merge-access.ts';
import { editDistance } from '../../schema/nearest.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf, bindingAt } from './fixed-account.ts';
import { documentsBehind } from './new-documents.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { fixOf, objectOf, setField } from './workspace-edits.ts';

type Found = NonNullable<ReturnType<typeof bindingAt>>;

/** Names a role that is there: the one of that name and another kind, or of a similar name. Else writes the role. */
export function roleNotFoundFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = bindingAt(finding, scene);
  if (!account || !found) return [];
  return [...kindFixes(found, scene), ...nameFixes(found, scene), ...writeFixes(found, scene, account)];
}

function kindFixes({ binding, origin }: Found, { rbac }: Scene): readonly WorkspaceFix[] {
  const { kind, name } = binding.roleRef;
  const { clusterRoles, roles } = rbac.objects;
  const other = kind === 'Role' ? 'ClusterRole' : 'Role';
  const names =
    other === 'ClusterRole' ? [...clusterRoles.keys()] : [...roles.values()].map(role => role.metadata.name);
  if (!names.includes(name) || (other === 'Role' && binding.kind === 'ClusterRoleBinding')) return [];
  const edit = setField(objectOf(origin), origin.roleRef, 'kind', other);
  return fixOf(`Refer to the ${other} \`${name}\``, 'preferred', [edit]);
}

function nameFixes({ binding, origin }: Found, { bundle }: Scene): readonly WorkspaceFix[] {
  const { kind, name } = binding.roleRef;
  const names = bundle.objects.filter(one => one.object.kind === kind).flatMap(one => one.object.name ?? []);
  const near = names.filter(one => editDistance(one, name, 3) <= 3);
  const candidates = near.length > 0 ? near : names.length === 1 ? names : [];
  return candidates.flatMap(one =>
    fixOf(`Refer to the ${kind} \`${one}\``, near.length === 1 ? 'preferred' : 'alternative', [
      setField(objectOf(origin), origin.roleRef, 'name', one),
    ]),
  );
}

/** The role that the binding names, with what the account does not have otherwise. */
function writeFixes({ binding, origin }: Found, scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  const { kind, name } = binding.roleRef;
  const { namespace } = binding.metadata;
  const needs = account.runs.flatMap(run => run.needs.filter(({ state }) => state.state !== 'allowed'));
  const accesses = withoutCovered(needs.map(({ need }) => need.access)).filter(
    access => kind === 'ClusterRole' || (access.kind === 'resource' && access.namespace === namespace),
  );
  if (accesses.length === 0) return [];
  const written = origin.bundled.object.namespace;
  const metadata = kind === 'Role' && written ? { name, namespace: written } : { name };
  const role = { apiVersion: RBAC_API_VERSION, kind, metadata, rules: accessRules(accesses, 'fine-grained') };
  return fixOf(`Write the ${kind} \`${name}\``, 'alternative', [
    documentsBehind(scene, origin.bundled.object.uri, [role]),
  ]);
}

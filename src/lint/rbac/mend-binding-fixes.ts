import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { RBAC_GROUP } from '../../kubernetes/rbac/rbac-group.ts';
import { clusterRoleCalled } from '../../kubernetes/rbac/rbac-objects.ts';
import { type RefusalReason, refusalReasons } from '../../kubernetes/rbac/refused-objects.ts';
import type { Subject } from '../../kubernetes/rbac/subject.ts';
import { editDistance } from '../../schema/nearest.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import type { WorkspaceFix } from '../workspace-finding.ts';
import { isUnsaid } from './access-words.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { type FileEdit, fixOf, objectOf, removeField, setField } from './workspace-edits.ts';
import { nameOf, writtenBindings } from './written-place.ts';

/** Mends bindings that may have been meant for an account: what the API server refuses, and subjects that miss it. */
export function mendBindingFixes(scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  if (account.account.kind !== 'service-account') return [];
  return writtenBindings(scene).flatMap(({ binding, origin }) => [
    ...takenFixes(scene, account, binding, origin),
    ...binding.subjects.flatMap((subject, index) => subjectFixes(scene, account, { binding, origin, subject, index })),
  ]);
}

/** Lets the API server take a binding of the account that it refuses. */
function takenFixes(
  scene: Scene,
  account: SceneAccount,
  binding: Binding,
  origin: RbacOrigin,
): readonly WorkspaceFix[] {
  const reasons = refusalReasons(binding);
  if (!binding.subjects.some(({ name }) => name === account.name)) return [];
  const edits = reasons.map(reason => mended(scene, account, { binding, origin, reason }));
  return fixOf(`Write ${nameOf(binding, origin)} so that the API server takes it`, 'preferred', edits);
}

interface Refused {
  readonly binding: Binding;
  readonly origin: RbacOrigin;
  readonly reason: RefusalReason;
}

function mended(scene: Scene, account: SceneAccount, { binding, origin, reason: { path } }: Refused): FileEdit {
  const object = objectOf(origin);
  const { uri } = object;
  const [of, where, field] = path;
  if (of === 'roleRef') {
    if (where === 'apiGroup') return setField(object, origin.roleRef, 'apiGroup', RBAC_GROUP);
    const isThere = clusterRoleCalled(binding.roleRef.name, scene.rbac.objects) !== undefined;
    return where === 'kind' && isThere
      ? setField(object, origin.roleRef, 'kind', 'ClusterRole')
      : { uri, edit: undefined };
  }
  const index = Number(where);
  const [subject, node] = [binding.subjects[index], origin.subjects[index]];
  if (!subject || !node) return { uri, edit: undefined };
  if (field === 'kind' && subject.name === account.name) return setField(object, node, 'kind', 'ServiceAccount');
  if (field !== 'apiGroup') return { uri, edit: undefined };
  if (subject.kind !== 'ServiceAccount') return setField(object, node, 'apiGroup', RBAC_GROUP);
  return removeField(object, node, 'apiGroup') ?? { uri, edit: undefined };
}

interface BoundSubject {
  readonly binding: Binding;
  readonly origin: RbacOrigin;
  readonly subject: Subject;
  readonly index: number;
}

/** A user who is called like the account, or an account of a similar name that is nowhere: the account was meant. */
function subjectFixes(
  scene: Scene,
  account: SceneAccount,
  { binding, origin, subject, index }: BoundSubject,
): readonly WorkspaceFix[] {
  const node = origin.subjects[index];
  const object = objectOf(origin);
  if (!node || isUnsaid(account)) return [];
  const namespace = [setField(object, node, 'namespace', account.namespace)];
  const title = `Bind ${nameOf(binding, origin)} to the service account \`${account.shown}\``;
  if (subject.kind === 'User' && subject.name === account.name) {
    const group = removeField(object, node, 'apiGroup');
    const kind = setField(object, node, 'kind', 'ServiceAccount');
    return fixOf(title, 'preferred', [kind, ...(group ? [group] : []), ...namespace]);
  }
  const own = subject.namespace || binding.metadata.namespace;
  if (!isMisspelt(subject, account.name) || isSomebody(scene, subject.name)) return [];
  return fixOf(title, 'preferred', [
    setField(object, node, 'name', writtenName(scene, account)),
    ...(own === account.namespace ? [] : namespace),
  ]);
}

function isMisspelt({ kind, name }: Subject, meant: string): boolean {
  const distance = editDistance(name, meant, 2);
  return kind === 'ServiceAccount' && distance > 0 && distance <= 2;
}

/** Whether any file has an account of that name, or pods run as it: then it was meant. */
function isSomebody({ model, accounts }: Scene, name: string): boolean {
  return accounts.some(one => one.name === name) || model.objectsNamed('ServiceAccount', name).length > 0;
}

/** As the files call it, before kustomize does. */
function writtenName({ rbac }: Scene, { name, namespace }: SceneAccount): string {
  const own = rbac.accounts.find(
    ({ account: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
  );
  return own?.origin.object.name ?? name;
}

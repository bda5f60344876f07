import { type Account, accountRequester } from '../../kubernetes/rbac/account.ts';
import type { Bundle, BundledObject } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import { bringsBinding, namesInText } from '../../workspace/manifest-text.ts';
import { accountNameOf, podSpecOf } from '../../workspace/workload.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';

/** Roles that Kubernetes itself binds to everybody: who binds them again grants nothing that the bundle could lack. */
const EVERYBODYS: ReadonlySet<string> = new Set(
  ['basic-user', 'discovery', 'public-info-viewer', 'service-account-issuer-discovery'].map(one => `system:${one}`),
);

/**
 * Whether a binding in a file that is not the bundle's names an account of that name, in whatever namespace, or the user or
 * a group of theirs: it may be applied beside the bundle. A bundle that has the service account itself, or runs pods as
 * it, is another installation, as for another cluster: its bindings are its own. A file that cannot be read, as a
 * chart's, is searched for the name.
 */
export function isNamedElsewhere(model: WorkspaceModel, bundle: Bundle, account: Account): boolean {
  const own = new Set(bundle.files);
  return model.bundles.some(other => {
    if (other === bundle) return false;
    const isBound =
      other.objects.some(one => !own.has(one.object.uri) && isBindingOf(one, account)) ||
      other.files.some(uri => !own.has(uri) && mayBind(model, uri, account));
    if (!isBound) return false;
    if (account.kind === 'user' || account.name === 'default') return true;
    return !other.objects.some(one => isAccountOrRunBy(one, account.name));
  });
}

function isBindingOf({ object }: BundledObject, account: Account): boolean {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return false;
  const root = rootOf(object);
  const { user, groups } = accountRequester(account);
  const isEverybodys = EVERYBODYS.has(textOfField(root, 'roleRef', 'name') ?? '');
  return itemsOf(root, 'subjects').some(subject => {
    const kind = textOfField(subject, 'kind');
    const name = textOfField(subject, 'name') ?? '';
    if (kind === 'User') return name === user;
    if (kind === 'Group') return groups.includes(name) && !isEverybodys;
    return account.kind === 'service-account' && kind === 'ServiceAccount' && name === account.name;
  });
}

function mayBind({ files }: WorkspaceModel, uri: string, { name }: Account): boolean {
  const file = files.get(uri);
  if (!file || file.unread.length === 0) return false;
  return bringsBinding(file.file.text) && namesInText(file.file.text).includes(name);
}

function isAccountOrRunBy({ object, names }: BundledObject, account: string): boolean {
  if (object.kind === 'ServiceAccount') return names.includes(account);
  const podSpec = podSpecOf(object);
  return podSpec !== undefined && accountNameOf(object.uri, podSpec)?.text === account;
}

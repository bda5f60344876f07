import type { Account } from '../../kubernetes/rbac/account.ts';
import type { Bundle, BundledObject } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import { accountNameOf, podSpecOf } from '../../workspace/workload.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';

/**
 * Whether a binding in a file that is not the bundle's names an account of that name, in whatever namespace, or the user or
 * a group of theirs: it may be applied beside the bundle. A bundle that has the service account itself, or runs pods as
 * it, is another installation, as for another cluster: its bindings are its own.
 */
export function isNamedElsewhere(model: WorkspaceModel, bundle: Bundle, account: Account): boolean {
  const own = new Set(bundle.files);
  return model.bundles.some(other => {
    if (other === bundle) return false;
    if (!other.objects.some(one => !own.has(one.object.uri) && isBindingOf(one, account))) return false;
    if (account.kind === 'user' || account.name === 'default') return true;
    return !other.objects.some(one => isAccountOrRunBy(one, account.name));
  });
}

function isBindingOf({ object }: BundledObject, account: Account): boolean {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return false;
  return itemsOf(rootOf(object), 'subjects').some(subject => {
    const kind = textOfField(subject, 'kind');
    const name = textOfField(subject, 'name') ?? '';
    if (account.kind === 'service-account') return kind === 'ServiceAccount' && name === account.name;
    return kind === 'User' ? name === account.name : kind === 'Group' && account.groups.includes(name);
  });
}

function isAccountOrRunBy({ object, names }: BundledObject, account: string): boolean {
  if (object.kind === 'ServiceAccount') return names.includes(account);
  const podSpec = podSpecOf(object);
  return podSpec !== undefined && accountNameOf(object.uri, podSpec)?.text === account;
}

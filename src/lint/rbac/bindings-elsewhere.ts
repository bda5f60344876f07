import type { Bundle, BundledObject } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import { accountNameOf, podSpecOf } from '../../workspace/workload.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';

/**
 * Whether a binding in a file that is not the bundle's names an account of that name, in whatever namespace: it may be
 * applied beside the bundle. A bundle that has the account itself, or runs pods as it, is another installation, as for
 * another cluster: its bindings are its own.
 */
export function isNamedElsewhere(model: WorkspaceModel, bundle: Bundle, account: string): boolean {
  const own = new Set(bundle.files);
  return model.bundles.some(other => {
    if (other === bundle) return false;
    const names = other.objects.some(one => !own.has(one.object.uri) && isBindingOf(one, account));
    return names && (account === 'default' || !other.objects.some(one => isAccountOrRunBy(one, account)));
  });
}

function isBindingOf({ object }: BundledObject, account: string): boolean {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return false;
  const subjects = itemsOf(rootOf(object), 'subjects');
  return subjects.some(one => textOfField(one, 'kind') === 'ServiceAccount' && textOfField(one, 'name') === account);
}

function isAccountOrRunBy({ object, names }: BundledObject, account: string): boolean {
  if (object.kind === 'ServiceAccount') return names.includes(account);
  const podSpec = podSpecOf(object);
  return podSpec !== undefined && accountNameOf(object.uri, podSpec)?.text === account;
}

import type { Bundle, BundledObject } from '../../workspace/bundle.ts';
import type { BundleRbac } from '../../workspace/rbac-of-bundle.ts';
import { accountNameOf, podSpecOf } from '../../workspace/workload.ts';

/**
 * The service accounts of a namespace to which roles are bound and as which nothing of the bundle runs: they were written
 * for something, and what they are for may have been forgotten to say so.
 */
export function spareAccounts(bundle: Bundle, rbac: BundleRbac, namespace: string): readonly BundledObject[] {
  const { roleBindings, clusterRoleBindings } = rbac.objects;
  const subjects = [...roleBindings, ...clusterRoleBindings].flatMap(binding => binding.subjects);
  return rbac.accounts.flatMap(({ account: { metadata }, origin }) => {
    const isBound = subjects.some(
      ({ kind, name, namespace: of }) =>
        kind === 'ServiceAccount' && name === metadata.name && of === metadata.namespace,
    );
    const isUsed = bundle.objects.some(one => isRunBy(one, origin));
    return metadata.namespace === namespace && isBound && !isUsed ? [origin] : [];
  });
}

/** Also what is no workload may run as it, such as a Prometheus of the operator. */
function isRunBy({ object }: BundledObject, account: BundledObject): boolean {
  const podSpec = podSpecOf(object);
  if (!podSpec) return object.apiVersion?.startsWith('monitoring.coreos.com/') ?? false;
  const name = accountNameOf(object.uri, podSpec)?.text;
  return name !== undefined && account.names.includes(name);
}

import type { BundledObject } from '../../workspace/bundle.ts';
import { itemsOf, rootOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import { isPrometheusImage } from '../../workspace/reads-config.ts';
import { accountNameOf, isWorkload, podSpecOf } from '../../workspace/workload.ts';
import type { BoundRole } from './bound-roles.ts';
import { isDecided } from './decided-needs.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { writtenBindings } from './written-place.ts';

/**
 * Whether all is known that the role is for: it is for Prometheus alone, and what the configurations need is decided by
 * their text.
 */
export function knownPurpose(scene: Scene, account: SceneAccount, bound: BoundRole): boolean {
  return isForPrometheusAlone(scene, account, bound) && isDecided(account);
}

/**
 * Whether the role is bound to that account alone, and only pods with nothing but a Prometheus in them run as it, in these
 * files and in those that have no account of that name themselves.
 */
export function isForPrometheusAlone(scene: Scene, account: SceneAccount, { role, bindings }: BoundRole): boolean {
  if (account.evidence === 'open' || account.askers.length === 0) return false;
  const isAlone = bindings.every(({ subjects }) => subjects.length === 1);
  const others = writtenBindings(scene).filter(
    ({ binding }) => binding.roleRef.kind === role.kind && binding.roleRef.name === role.metadata.name,
  );
  if (!isAlone || others.some(({ binding }) => !bindings.includes(binding))) return false;
  if (isAggregated(scene, role)) return false;
  const workloads = runsAsAccount(scene, account);
  return workloads.every(one => isPlainPrometheus(one, account)) && !isSharedElsewhere(scene, account);
}

/** Whether its rules may be those of another role too: of one in the files, or of a built-in one as `view`. */
function isAggregated({ rbac }: Scene, { metadata: { labels } }: BoundRole['role']): boolean {
  if ([...labels.keys()].some(key => key.startsWith('rbac.authorization.k8s.io/aggregate-to-'))) return true;
  return labels.size > 0 && [...rbac.objects.clusterRoles.values()].some(one => one.aggregationRule !== undefined);
}

/** Everything of the bundle that names the account: also what is no workload, as a Prometheus of the operator. */
function runsAsAccount({ bundle }: Scene, { name }: SceneAccount): readonly BundledObject[] {
  return bundle.objects.filter(({ object }) => {
    if (!isWorkload(object)) return object.apiVersion?.startsWith('monitoring.coreos.com/') ?? false;
    return runsAs(object) === name;
  });
}

/** The name of the account that the object's pods run as, or the operator's Prometheus; undefined where there are none. */
function runsAs(object: ManifestObject): string | undefined {
  const podSpec = podSpecOf(object);
  if (podSpec) return accountNameOf(object.uri, podSpec)?.text ?? 'default';
  const isOfOperator = object.apiVersion?.startsWith('monitoring.coreos.com/') ?? false;
  return isOfOperator ? textOfField(rootOf(object), 'spec', 'serviceAccountName') : undefined;
}

function isSharedElsewhere({ model, bundle }: Scene, { namespace, name }: SceneAccount): boolean {
  const own = new Set(bundle.files);
  return model.bundles.some(({ objects }) => {
    const others = objects.filter(one => !own.has(one.object.uri));
    const runs = others.some(
      one => (one.namespace === undefined || one.namespace === namespace) && runsAs(one.object) === name,
    );
    return runs && !others.some(one => one.object.kind === 'ServiceAccount' && one.names.includes(name));
  });
}

function isPlainPrometheus({ object }: BundledObject, { askers }: SceneAccount): boolean {
  const isAsker = askers.some(({ workload }) => rootOf(workload.object)?.node === object.node);
  const podSpec = podSpecOf(object);
  const [only, ...others] = [...itemsOf(podSpec, 'containers'), ...itemsOf(podSpec, 'initContainers')];
  return isAsker && only !== undefined && others.length === 0 && isPrometheusImage(only);
}

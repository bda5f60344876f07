import { compareUtf8 } from '../utf8-order.ts';
import type { Access, ResourceAccess } from './access.ts';

/** A rule of a role, as it is written. See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/ */
export type WrittenRule =
  | {
      readonly apiGroups: readonly string[];
      readonly resources: readonly string[];
      readonly resourceNames?: readonly string[];
      readonly verbs: readonly string[];
    }
  | { readonly nonResourceURLs: readonly string[]; readonly verbs: readonly string[] };

/**
 * Which Kubernetes asks: since 1.33 kubelets ask for `nodes/pods`, `nodes/healthz` and `nodes/configz`, before they asked
 * for `nodes/proxy`, which allows to run commands in pods.
 * See https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
 */
export type KubeletChecks = 'fine-grained' | 'coarse';

const GROUPS = ['', 'discovery.k8s.io', 'networking.k8s.io', 'apps', 'batch'];
const RESOURCES = ['nodes', 'namespaces', 'services', 'endpoints', 'pods'];
const VERBS = ['get', 'list', 'watch'];

/**
 * The rules of one role that grant the accesses and nothing else, their namespaces aside. Resources that need the same are
 * one rule; in the order in which people write them: the core first, paths last.
 */
export function accessRules(accesses: readonly Access[], kubelet: KubeletChecks): readonly WrittenRule[] {
  const resources = accesses.filter(access => access.kind === 'resource');
  const paths = accesses.filter(access => access.kind === 'path').map(({ path }) => path);
  return [
    ...resourceRules(resources, kubelet),
    ...(paths.length > 0 ? [{ nonResourceURLs: [...new Set(paths)].sort(compareUtf8), verbs: ['get'] }] : []),
  ];
}

/** The resource as a rule names it. */
export function ruleResource({ resource, subresource, coarser }: ResourceAccess, kubelet: KubeletChecks): string {
  const asked = kubelet === 'coarse' && coarser !== '' ? coarser : subresource;
  return asked === '' ? resource : `${resource}/${asked}`;
}

function resourceRules(accesses: readonly ResourceAccess[], kubelet: KubeletChecks): readonly WrittenRule[] {
  const alike = Map.groupBy(accesses, ({ group, verbs, names }) => JSON.stringify([group, verbs, names]));
  const rules = [...alike.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const resources = new Set([first, ...others].map(access => ruleResource(access, kubelet)));
    return [{ first, resources: [...resources].sort(byRank(RESOURCES, one => one.split('/')[0] ?? '')) }];
  });
  const inOrder = byRank<string>(GROUPS, group => group);
  const ordered = rules.sort((one, other) => {
    const byGroup = inOrder(one.first.group, other.first.group);
    const names = one.first.names.length - other.first.names.length;
    return byGroup || names || compareUtf8(other.first.verbs.join(), one.first.verbs.join());
  });
  return ordered.map(({ first, resources }) => ({
    apiGroups: [first.group],
    resources,
    ...(first.names.length > 0 ? { resourceNames: [...first.names].sort(compareUtf8) } : {}),
    verbs: VERBS.filter(verb => first.verbs.some(one => one === verb)),
  }));
}

/** By the place of `keyOf` in `known`, what is not in it behind, equals by their text. */
function byRank<T extends string>(known: readonly string[], keyOf: (value: T) => string) {
  const rank = (value: T) => (known.includes(keyOf(value)) ? known.indexOf(keyOf(value)) : known.length);
  return (one: T, other: T) => rank(one) - rank(other) || compareUtf8(one, other);
}

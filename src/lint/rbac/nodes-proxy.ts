import { type GrantedItem, grantedItems, grantsOnItem, itemData } from './granted-resource.ts';
import { nodesProxyFixes } from './nodes-proxy-fixes.ts';
import { type NodesProxyUse, nodesProxyUse } from './nodes-proxy-use.ts';
import type { RbacLint } from './rbac-lint.ts';
import { placeIn } from './written-place.ts';

/**
 * `nodes/proxy` lets its holder run commands in every pod of the node, through the kubelet. What Prometheus scrapes of
 * kubelets needs `nodes/metrics`.
 * See https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes
 */
export const NODES_PROXY: RbacLint = {
  code: 'rbac/nodes-proxy',
  severity: 'hint',
  summary: 'An account of Prometheus that may use `nodes/proxy`, by which commands are run in pods.',
  check: scene =>
    grantedItems(scene)
      .filter(one => one.text === 'nodes/proxy' && allowsCommands(one))
      .map(one => ({
        place: placeIn(one.bound.origin, one.item),
        message: `\`${one.account.shown}\` may run commands in every pod: \`nodes/proxy\` allows that too. ${WAYS_OUT[nodesProxyUse(scene, one.account, one.bound)]}`,
        others: [],
        data: itemData(scene, one),
      })),
  fixes: nodesProxyFixes,
};

/** Commands are run by POST or, over a WebSocket, by GET. Only a ClusterRoleBinding grants anything on nodes. */
function allowsCommands(one: GrantedItem): boolean {
  const isOfEvery = one.written.rule.resourceNames.length === 0;
  return isOfEvery && grantsOnItem(one, ['get', 'create']).some(({ scope }) => scope.kind === 'cluster');
}

const WAYS_OUT: Readonly<Record<NodesProxyUse, string>> = {
  'through-api-server': 'Scrape kubelets directly, with `nodes/metrics`, in place of going through the API server.',
  'of-kubelets': 'Scrape of kubelets only what `nodes/metrics` allows, such as `/metrics/cadvisor`.',
  none: 'Remove it: the metrics of kubelets need `nodes/metrics`.',
  unknown: 'The metrics of kubelets need `nodes/metrics` alone. Remove it unless something else needs it.',
};

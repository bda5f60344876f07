import { grantedItems, itemData } from './granted-resource.ts';
import { needsNodesProxy } from './needs-nodes-proxy.ts';
import { nodesProxyFixes } from './nodes-proxy-fixes.ts';
import type { RbacLint } from './rbac-lint.ts';
import type { SceneAccount } from './scene.ts';
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
      .filter(one => one.text === 'nodes/proxy')
      .map(one => ({
        place: placeIn(one.bound.origin, one.item),
        message: `\`${one.account.shown}\` may run commands in every pod: \`nodes/proxy\` allows that too. ${wayOut(one.account)}`,
        others: [],
        data: itemData(scene, one),
      })),
  fixes: nodesProxyFixes,
};

function wayOut(account: SceneAccount): string {
  return needsNodesProxy(account)
    ? 'Scrape kubelets directly, with `nodes/metrics`, in place of going through the API server.'
    : 'Remove it: the metrics of kubelets need `nodes/metrics`.';
}

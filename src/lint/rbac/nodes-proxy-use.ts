import type { Access } from '../../prometheus/access/access.ts';
import type { BoundRole } from './bound-roles.ts';
import { knownPurpose } from './known-purpose.ts';
import type { Scene, SceneAccount } from './scene.ts';

/**
 * What an account that runs Prometheus needs `nodes/proxy` for:
 *
 * - `through-api-server`: jobs reach kubelets through the API server
 * - `of-kubelets`: a path of kubelets needs it
 * - `none`: all is known that its role is for, and nothing of that needs it
 * - `unknown`: no job is known to need it
 */
export type NodesProxyUse = 'through-api-server' | 'of-kubelets' | 'none' | 'unknown';

/** What `nodes/proxy` in a role of the account is for. */
export function nodesProxyUse(scene: Scene, account: SceneAccount, bound: BoundRole): NodesProxyUse {
  const needs = account.runs.flatMap(({ required }) => required.needs.filter(({ access }) => isNodesProxy(access)));
  const reasons = needs.flatMap(need => need.reasons.map(({ why }) => why.of));
  if (reasons.includes('api-server-proxy')) return 'through-api-server';
  if (needs.length > 0) return 'of-kubelets';
  return knownPurpose(scene, account, bound) ? 'none' : 'unknown';
}

function isNodesProxy(access: Access): boolean {
  return (
    access.kind === 'resource' && access.resource === 'nodes' && [access.subresource, access.coarser].includes('proxy')
  );
}

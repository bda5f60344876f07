import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf } from './fixed-account.ts';
import { needsNodesProxy } from './needs-nodes-proxy.ts';
import { removeItemFixes } from './remove-item-fixes.ts';
import type { Scene } from './scene.ts';

/** Removes it, unless a job needs it. */
export function nodesProxyFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  return account && !needsNodesProxy(account) ? removeItemFixes(finding, scene) : [];
}

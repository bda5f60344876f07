import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { accountOf, ruleAt } from './fixed-account.ts';
import { nodesProxyUse } from './nodes-proxy-use.ts';
import { removeItemFixes } from './remove-item-fixes.ts';
import type { Scene } from './scene.ts';

/** Removes it, unless a job is known to need it. */
export function nodesProxyFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  const found = account && ruleAt(finding, scene, account);
  if (!found) return [];
  const use = nodesProxyUse(scene, account, found.bound);
  return use === 'none' || use === 'unknown' ? removeItemFixes(finding, scene) : [];
}

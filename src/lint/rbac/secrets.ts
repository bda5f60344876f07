import { grantedItems, grantsOnItem, itemData } from './granted-resource.ts';
import { isForPrometheusAlone } from './known-purpose.ts';
import type { RbacLint } from './rbac-lint.ts';
import { removeItemFixes } from './remove-item-fixes.ts';
import { placeIn } from './written-place.ts';

/**
 * The account that runs Prometheus may read Secrets. Discovery never does: whoever gets at its token has the passwords and
 * keys of the cluster.
 */
export const SECRETS: RbacLint = {
  code: 'rbac/secrets',
  severity: 'hint',
  summary: 'An account of Prometheus that may read Secrets.',
  check: scene =>
    grantedItems(scene)
      .filter(one => one.text === 'secrets' && grantsOnItem(one, ['get', 'list', 'watch']).length > 0)
      .map(one => ({
        place: placeIn(one.bound.origin, one.item),
        message: `\`${one.account.shown}\` may read Secrets, which Prometheus never asks for. Remove them from this rule${
          isForPrometheusAlone(scene, one.account, one.bound) ? '' : ', unless something else needs them'
        }.`,
        others: [],
        data: itemData(scene, one),
      })),
  fixes: removeItemFixes,
};

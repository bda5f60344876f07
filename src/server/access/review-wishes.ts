import { accountRequester } from '../../kubernetes/rbac/account.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import { askerKey } from '../../workspace/other-askers.ts';
import type { ReviewWish } from './access-desk.ts';
import { accountsBehind } from './account-of.ts';
import { type DecidedConfiguration, needId } from './configuration-access.ts';

/** What a cluster is to be asked of the configuration, by its credentials; nothing of those whose account is not known. */
export function reviewWishes({ access, accounts, needs }: DecidedConfiguration): readonly ReviewWish[] {
  const byCredentials = Map.groupBy(needs, ({ asker }) => askerKey(asker));
  return [...byCredentials.values()].flatMap(same => {
    const [first] = same;
    const [account, ...more] = (first && accountsBehind(accounts, first.asker)) ?? [];
    if (!account || more.length > 0) return [];
    const reviewed = same.map(need => {
      const coarser = coarserAccess(need.access);
      const ways = coarser ? [need.access, coarser] : [need.access];
      return { id: needId(need), ways: ways.map(accessRequests) };
    });
    return [{ configuration: access.configuration, ...accountRequester(account), needs: reviewed }];
  });
}

import { serviceAccountRequester } from '../../kubernetes/rbac/requester.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import type { ReviewWish } from './access-desk.ts';
import { type DecidedConfiguration, needId } from './configuration-access.ts';

/** What a cluster is to be asked of the configuration; nothing where it is not known as whom it runs. */
export function reviewWishes({ access, askers, needs }: DecidedConfiguration): readonly ReviewWish[] {
  const account = askers.kind === 'said' ? askers.comment : askers.kind === 'found' ? askers.candidates[0] : undefined;
  if (access.account.state !== 'known' || account?.namespace === undefined) return [];
  const own = needs.filter(({ asker }) => asker.kind === 'own-account');
  return [
    {
      configuration: access.configuration,
      ...serviceAccountRequester(account.namespace, account.name),
      needs: own.map(need => {
        const coarser = coarserAccess(need.access);
        const ways = coarser ? [need.access, coarser] : [need.access];
        return { id: needId(need), ways: ways.map(accessRequests) };
      }),
    },
  ];
}

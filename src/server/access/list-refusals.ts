import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { Requester } from '../../kubernetes/rbac/requester.ts';
import type { AccessNeed } from '../../prometheus/access/access.ts';
import { accessRequests } from '../../prometheus/access/access-requests.ts';
import type { ListRefusals, RefusedRequest } from './access-desk.ts';
import { type DecidedConfiguration, needId } from './configuration-access.ts';
import { reviewWishes } from './review-wishes.ts';

/**
 * What the files certainly refuse of the lists that a configuration's discovery keeps, each list and each watch by itself:
 * who may only list gets targets all the same. Nothing where it is not known who runs it; nothing is refused to whoever asks
 * with other credentials than those of the pod.
 */
export function listRefusals(decided: DecidedConfiguration): readonly ListRefusals[] {
  const { access, accounts, needs } = decided;
  const { account, configuration } = access;
  if (account.state === 'unknown') return [];
  const name = account.state === 'known' ? account.name : account.names.join(' or ');
  const plain = { configuration, account: name };
  if (accounts.main.kind !== 'own-account') return [{ ...plain, requester: null, refused: [] }];
  const refused = needs.flatMap(need => refusedOf(need, decided));
  return [{ ...plain, requester: ownRequester(decided), refused }];
}

/** The own account of the configuration as a cluster knows it. */
function ownRequester(decided: DecidedConfiguration): Requester | null {
  const own = new Set(decided.needs.filter(({ asker }) => asker.kind === 'own-account').map(needId));
  const wish = reviewWishes(decided).find(({ needs }) => needs.some(({ id }) => own.has(id)));
  return wish ? { user: wish.user, groups: wish.groups } : null;
}

/** Tells a request from others. */
export function requestKey(request: AccessRequest): string {
  if (request.kind === 'path') return JSON.stringify([request.verb, request.path]);
  const { verb, group, resource, subresource, namespace, name } = request;
  return JSON.stringify([verb, group, resource, subresource, namespace, name]);
}

function refusedOf(need: AccessNeed, { verdicts }: DecidedConfiguration): readonly RefusedRequest[] {
  const { access, asker } = need;
  if (asker.kind !== 'own-account' || access.kind === 'path' || !access.verbs.includes('list')) return [];
  return access.verbs.flatMap(verb => {
    const alone = { ...access, verbs: [verb] };
    if (verdicts.of({ ...need, access: alone }).state !== 'denied') return [];
    return accessRequests(alone).map(request => ({ key: requestKey(request), why: noRule(verdicts.fileNames) }));
  });
}

function noRule(files: readonly string[]): string {
  const [only] = files;
  if (only === undefined) return 'no file has a rule for it';
  return files.length === 1 ? `no rule in ${only} allows it` : `no rule in ${files.join(' or ')} allows it`;
}

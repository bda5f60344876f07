import { decideByGrants } from '../../../../src/kubernetes/rbac/decide-access.ts';
import { type Grants, grantsOf } from '../../../../src/kubernetes/rbac/grants.ts';
import type { RbacObjects } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import type { Access } from '../../../../src/prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../../../src/prometheus/access/access-requests.ts';
import { type PairSets, pairOf } from '../access-case.ts';
import type { ScrapeCase } from './scrape-cases.ts';
import { WORLD_NAMESPACES } from './scrape-world.ts';

/** What we say that scraping asks for in the world of the test, and what of it is missing. */
export function ourScrapes({ name, namespace, needed }: ScrapeCase, roles: RbacObjects): PairSets {
  const held = grantsOf(serviceAccountRequester(namespace, name), roles);
  const asked = new Map(needed.flatMap(inWorld).map(access => [wordsOf(access), isAllowed(access, held)]));
  return {
    asked: [...asked.keys()].sort(),
    forbidden: [...asked].flatMap(([words, allowed]) => (allowed ? [] : [words])).sort(),
  };
}

/** What is needed in all namespaces is asked for in each that has something. */
function inWorld(access: Access): readonly Access[] {
  const isEverywhere = access.kind === 'resource' && access.resource !== 'nodes' && access.namespace === '';
  return isEverywhere ? WORLD_NAMESPACES.map(namespace => ({ ...access, namespace })) : [access];
}

function isAllowed(access: Access, held: Grants): boolean {
  const coarser = coarserAccess(access);
  const isGranted = accessRequests(access).every(request => decideByGrants(request, held).access === 'allowed');
  return isGranted || (coarser !== undefined && isAllowed(coarser, held));
}

function wordsOf(access: Access): string {
  if (access.kind === 'path') return `get ${access.path}`;
  const coarser = coarserAccess(access);
  const pairs = [access, ...(coarser ? [coarser] : [])].map(({ group, resource, subresource, namespace }) =>
    pairOf(group, `${resource}/${subresource}`, namespace),
  );
  return `get ${pairs.join(' or ')}`;
}

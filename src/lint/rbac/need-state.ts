import { isNamespaceName } from '../../kubernetes/namespace-name.ts';
import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { decideByGrants } from '../../kubernetes/rbac/decide-access.ts';
import type { Doubt, Grants } from '../../kubernetes/rbac/grants.ts';
import type { Access, AccessNeed } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';

/** Whether an access is there: all of its requests, or all of those that would do instead. */
export type NeedState =
  | { readonly state: 'allowed' }
  /** `requests`: those that nothing allows. */
  | { readonly state: 'denied'; readonly requests: readonly AccessRequest[] }
  | { readonly state: 'unknown'; readonly doubts: readonly Doubt[] };

/** Whether the account has the access; unknown as soon as any doubt may allow it. */
export function needState(access: Access, held: Grants): NeedState {
  const own = stateOf(access, held);
  const coarser = own.state === 'allowed' ? undefined : coarserAccess(access);
  if (!coarser) return own;
  const instead = stateOf(coarser, held);
  return instead.state === 'denied' ? own : instead;
}

function stateOf(access: Access, held: Grants): NeedState {
  const decisions = accessRequests(access).map(request => ({ request, decision: decideByGrants(request, held) }));
  const denied = decisions.filter(({ decision }) => decision.access === 'denied');
  if (denied.length > 0) return { state: 'denied', requests: denied.map(({ request }) => request) };
  const unsure = decisions.flatMap(({ decision }) => (decision.access === 'unknown' ? decision.because : []));
  if (unsure.length === 0) return { state: 'allowed' };
  return { state: 'unknown', doubts: unsure.flatMap(one => (one.kind === 'namespace not named' ? [] : [one])) };
}

/** Paths that every cluster allows to whoever has credentials. See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles */
const OPEN_PATHS = /^\/(?:healthz|livez|readyz|version\/?|(?:apis?|openapi)(?:\/.*)?)$/;

/**
 * Whether it is certain that the access is asked for: a component behind a job may do without, some paths are open, and a
 * namespace such as `${NAMESPACE}` is still to be replaced.
 */
export function isCertain({ access, reasons }: AccessNeed): boolean {
  if (!isNameable(access)) return false;
  if (access.kind === 'path' && OPEN_PATHS.test(access.path)) return false;
  return reasons.some(({ why }) => why.of !== 'secured-component');
}

/** Whether the access is in all namespaces, or in one that can be. */
export function isNameable(access: Access): boolean {
  return access.kind === 'path' || access.namespace === '' || isNamespaceName(access.namespace);
}

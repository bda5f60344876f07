import { type AccessRequest, namespaceOf } from './access-request.ts';
import { isOutOfScope } from './bootstrap-roles.ts';
import { type Doubt, type Grant, type GrantScope, type Grants, grantsOf } from './grants.ts';
import type { RbacObjects } from './rbac-objects.ts';
import { MASTERS_GROUP, type Requester } from './requester.ts';
import { ruleAllows } from './rule-allows.ts';

/** Whether somebody may do something. */
export type AccessDecision =
  | { readonly access: 'allowed'; readonly by: AllowedBy }
  /** `notFound` are the bindings in a cluster that would have been asked, had their role been there. */
  | { readonly access: 'denied'; readonly notFound: readonly Doubt[] }
  /** No file allows it, but something that the files point to may. */
  | { readonly access: 'unknown'; readonly because: readonly Uncertainty[] };

/** A grant, or the group whose members may do everything. */
export type AllowedBy = ({ readonly kind: 'grant' } & Grant) | { readonly kind: 'masters' };

/** Why access is unknown: a doubt about a role, or a RoleBinding that would allow it and names no namespace. */
export type Uncertainty = Doubt | ({ readonly kind: 'namespace not named' } & Grant);

/**
 * Whether the API server allows the request, as its RBAC authorizer decides it: some rule of some binding must allow it,
 * and nothing can deny. From files, `unknown` where that hangs on what is not in them.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function decideAccess(request: AccessRequest, who: Requester, rbac: RbacObjects): AccessDecision {
  return decideByGrants(request, grantsOf(who, rbac));
}

/** As {@link decideAccess}, for several requests of the same requester. */
export function decideByGrants(request: AccessRequest, held: Grants): AccessDecision {
  if (held.who.groups.includes(MASTERS_GROUP)) return { access: 'allowed', by: { kind: 'masters' } };
  const [first] = allowingGrants(request, held);
  if (first) return { access: 'allowed', by: { kind: 'grant', ...first } };
  const namespace = namespaceOf(request);
  const doubts = held.doubts.filter(
    doubt =>
      scopeCovers(doubt.scope, namespace) !== 'no' && !(doubt.kind === 'built-in' && isOutOfScope(doubt.role, request)),
  );
  if (held.source === 'cluster') return { access: 'denied', notFound: doubts };
  const unplaced = held.grants
    .filter(grant => scopeCovers(grant.scope, namespace) === 'perhaps' && ruleAllows(grant.rule, request))
    .map(grant => ({ kind: 'namespace not named' as const, ...grant }));
  const because = [...doubts, ...unplaced];
  return because.length === 0 ? { access: 'denied', notFound: [] } : { access: 'unknown', because };
}

/** Every grant that allows the request by itself. */
export function allowingGrants(request: AccessRequest, { grants }: Grants): readonly Grant[] {
  const namespace = namespaceOf(request);
  return grants.filter(({ scope, rule }) => scopeCovers(scope, namespace) === 'yes' && ruleAllows(rule, request));
}

/** Whether what is granted in the scope counts for a request in the namespace, '' for the whole cluster. */
function scopeCovers(scope: GrantScope, namespace: string): 'yes' | 'no' | 'perhaps' {
  switch (scope.kind) {
    case 'cluster':
      return 'yes';
    case 'namespace':
      return scope.namespace === namespace ? 'yes' : 'no';
    case 'unknown namespace':
      return namespace === '' ? 'no' : 'perhaps';
  }
}

import {
  ANONYMOUS_USER,
  AUTHENTICATED_GROUP,
  type Requester,
  serviceAccountOf,
  serviceAccountRequester,
  UNAUTHENTICATED_GROUP,
} from './requester.ts';

/** Somebody to whom roles can be bound. */
export type Account =
  | { readonly kind: 'service-account'; readonly namespace: string; readonly name: string }
  /** `groups`: those that the user's credentials say; not those that the API server adds. */
  | { readonly kind: 'user'; readonly name: string; readonly groups: readonly string[] };

/**
 * The account as the API server knows it, with the groups that it adds by itself.
 * See https://kubernetes.io/docs/reference/access-authn-authz/authentication/
 */
export function accountRequester(account: Account): Requester {
  if (account.kind === 'service-account') return serviceAccountRequester(account.namespace, account.name);
  const { name, groups } = account;
  const own = name === ANONYMOUS_USER ? UNAUTHENTICATED_GROUP : AUTHENTICATED_GROUP;
  const isSaid = groups.includes(AUTHENTICATED_GROUP) || groups.includes(UNAUTHENTICATED_GROUP);
  return { user: name, groups: isSaid ? groups : [...groups, own] };
}

/**
 * The account of a user who is known by the name alone, as of whom somebody wants to be: a service account's name brings
 * its groups with it. See https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function accountOfUser(name: string, groups: readonly string[]): Account {
  const account = groups.length === 0 ? serviceAccountOf(name) : undefined;
  return account ? { kind: 'service-account', ...account } : { kind: 'user', name, groups };
}

/** How people call it: `monitoring/prometheus`, `user jane`. */
export function accountInWords(account: Account): string {
  return account.kind === 'service-account' ? `${account.namespace}/${account.name}` : `user ${account.name}`;
}

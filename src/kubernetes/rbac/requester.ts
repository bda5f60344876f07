/** Who asks the API server: what it knows of them once it has taken their credentials. */
export interface Requester {
  readonly user: string;
  readonly groups: readonly string[];
}

/** The groups of everybody who has credentials that the API server takes. */
export const AUTHENTICATED_GROUP = 'system:authenticated';

/** The group of everybody who has none. */
export const UNAUTHENTICATED_GROUP = 'system:unauthenticated';

/** Who asks without credentials. */
export const ANONYMOUS_USER = 'system:anonymous';

/** Whoever is in this group may do everything, whatever the roles say. */
export const MASTERS_GROUP = 'system:masters';

const ACCOUNTS = 'system:serviceaccounts';
const USER_PREFIX = 'system:serviceaccount:';

/** The name of the user that a service account is. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `${USER_PREFIX}${namespace}:${name}`;
}

/**
 * A service account as the API server knows it, with the groups that it is in by itself.
 * See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
 */
export function serviceAccountRequester(namespace: string, name: string): Requester {
  return {
    user: serviceAccountUser(namespace, name),
    groups: [ACCOUNTS, `${ACCOUNTS}:${namespace}`, AUTHENTICATED_GROUP],
  };
}

/** The service account that a user name stands for, undefined for any other user. */
export function serviceAccountOf(user: string): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(USER_PREFIX)) return undefined;
  const [namespace = '', name = '', ...more] = user.slice(USER_PREFIX.length).split(':');
  return namespace === '' || name === '' || more.length > 0 ? undefined : { namespace, name };
}

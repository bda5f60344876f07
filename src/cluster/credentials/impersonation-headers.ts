import type { Impersonation } from '../kubeconfig/cluster-access.ts';

/**
 * The headers that ask for [another identity](https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/),
 * in lower case, each with its values.
 */
export function impersonationHeaders(impersonate: Impersonation | undefined): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, readonly string[]>();
  if (!impersonate) return headers;
  const { user, uid, groups, extra } = impersonate;
  if (user === '' && uid === '' && groups.length === 0 && extra.size === 0) return headers;
  headers.set('impersonate-user', [user]);
  if (uid !== '') headers.set('impersonate-uid', [uid]);
  if (groups.length > 0) headers.set('impersonate-group', groups);
  for (const [key, values] of extra) {
    const name = `impersonate-extra-${escapedKey(key).toLowerCase()}`;
    headers.set(name, [...(headers.get(name) ?? []), ...values]);
  }
  return headers;
}

/** As client-go: every byte that a header name cannot have, and the percent sign, as %XX. */
function escapedKey(key: string): string {
  return [...Buffer.from(key)]
    .map(byte => {
      const character = String.fromCharCode(byte);
      return /^[!#$&'*+.^_`|~0-9A-Za-z-]$/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

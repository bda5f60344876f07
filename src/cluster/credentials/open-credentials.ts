import { ApiError } from '../api/api-failure.ts';
import type { ServerAddress } from '../api/server-address.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import { ANONYMOUS, basicLogin, bearerLogin, type Credentials, FixedCredentials } from './credentials.ts';

/** The way to log in that counts, in client-go's order. Throws an `ApiError` when the kubeconfig names two. */
export function openCredentials(access: ClusterAccess, server: ServerAddress): Credentials {
  const { token, basic } = access.user;
  if (token && basic) {
    const message = 'The kubeconfig gives this user a token and a password; only one of them may be set.';
    throw new ApiError({ kind: 'credentials', message, advice: '' });
  }
  if (server.userInfo) return new FixedCredentials(basicLogin(server.userInfo.name, server.userInfo.password));
  if (token) return new FixedCredentials(bearerLogin(token.text, undefined));
  if (basic) return new FixedCredentials(basicLogin(basic.username, basic.password));
  return new FixedCredentials(ANONYMOUS);
}

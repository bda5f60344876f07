import { ApiError } from '../api/api-failure.ts';
import type { ConnectionOptions } from '../api/connection-options.ts';
import type { ServerAddress } from '../api/server-address.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import { ANONYMOUS, basicLogin, bearerLogin, type Credentials, FixedCredentials } from './credentials.ts';
import { ExecCredentials } from './exec-credentials.ts';
import { TokenFileCredentials } from './token-file-credentials.ts';

/**
 * The way to log in that counts, in client-go's order: a plugin is not run for a user who has anything else. Throws an
 * `ApiError` when the kubeconfig names a token and a password.
 */
export function openCredentials(access: ClusterAccess, server: ServerAddress, options: ConnectionOptions): Credentials {
  const { basic, certificate, exec } = access.user;
  const token = access.user.token?.text === '' && !access.user.token.file ? undefined : access.user.token;
  if (token && basic) {
    const message = 'The kubeconfig gives this user a token and a password; only one of them may be set.';
    throw new ApiError({ kind: 'credentials', message, advice: '' });
  }
  if (server.userInfo) return new FixedCredentials(basicLogin(server.userInfo.name, server.userInfo.password));
  if (token?.file) return new TokenFileCredentials(token.file, token.text, options.clock);
  if (token) return new FixedCredentials(bearerLogin(token.text, undefined));
  if (basic) return new FixedCredentials(basicLogin(basic.username, basic.password));
  if (exec && !certificate) return new ExecCredentials(exec, access.context, options);
  return new FixedCredentials(ANONYMOUS);
}

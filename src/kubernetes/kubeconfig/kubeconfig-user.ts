import { type Account, accountOfUser } from '../rbac/account.ts';
import { ANONYMOUS_USER } from '../rbac/requester.ts';
import { accountOfToken } from '../rbac/token-account.ts';
import type { Kubeconfig, UserEntry } from './kubeconfig.ts';
import type { KubeconfigFiles } from './kubeconfig-files.ts';
import { userFaults } from './user-faults.ts';

/** What says who asks with the current context of a kubeconfig. Holds no secret; paths are as written. */
export type KubeconfigUser =
  | { readonly state: 'account'; readonly account: Account }
  /** The subject of a client certificate. */
  | { readonly state: 'certificate'; readonly pem: Uint8Array }
  | { readonly state: 'certificate-file'; readonly file: string }
  /** A token in a file. Where that is empty, `otherwise` counts, the one in the kubeconfig. */
  | { readonly state: 'token-file'; readonly file: string; readonly otherwise: Account | undefined }
  /** `why`: a clause behind "It is not known who asks: ". */
  | { readonly state: 'unknown'; readonly why: string };

/** Nothing is known of the files that it names. */
const ALL_THERE: KubeconfigFiles = { read: () => ({ state: 'read', bytes: new Uint8Array() }) };

/**
 * Who asks with the current context, as client-go takes its user: somebody to be, else a certificate, which an API server
 * looks at first, else a token; plugins only without any of them.
 * See https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function kubeconfigUser(kubeconfig: Kubeconfig): KubeconfigUser {
  const { currentContext, contexts, clusters, users } = kubeconfig;
  if (currentContext === '') return unknown('the kubeconfig has no current context');
  const context = contexts.get(currentContext);
  if (!context) return unknown('its current context is not there');
  const cluster = clusters.get(context.cluster);
  if (!cluster || cluster.server === '') return unknown('its context names no cluster with a server');
  const user = users.get(context.user);
  if (!user) return anonymous();
  if (userFaults(context.user, user, ALL_THERE).length > 0 || hasTwoMethods(user))
    return unknown('clients refuse the user of its context');
  if (user.impersonate !== '') return impersonated(user);
  if (!/^https:\/\/[^/@]+(?:\/|$)/i.test(cluster.server))
    return unknown('its server is not reached over TLS alone, so that other credentials than those of the user count');
  return ofCredentials(user);
}

/** Clients say so only when they connect. */
function hasTwoMethods({ token, tokenFile, username }: UserEntry): boolean {
  return username !== '' && (token !== '' || tokenFile !== '');
}

/** See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonated({ impersonate, impersonateGroups }: UserEntry): KubeconfigUser {
  return { state: 'account', account: accountOfUser(impersonate, impersonateGroups) };
}

function ofCredentials(user: UserEntry): KubeconfigUser {
  const hasKey = user.keyData.length > 0 || user.keyFile !== '';
  if (hasKey && user.certData.length > 0) return { state: 'certificate', pem: user.certData };
  if (hasKey && user.certFile !== '') return { state: 'certificate-file', file: user.certFile };
  const account = accountOf(user.token);
  if (user.tokenFile !== '') return { state: 'token-file', file: user.tokenFile, otherwise: account };
  if (user.token !== '') return account ? { state: 'account', account } : unknown('its token does not say whose it is');
  if (user.username !== '') return unknown('it has a password, which API servers do not take any more');
  if (user.exec) return unknown('a program gives its credentials');
  return user.authProvider ? unknown('a provider gives its credentials') : anonymous();
}

function accountOf(token: string): Account | undefined {
  const found = accountOfToken(token);
  return found && { kind: 'service-account', ...found };
}

function anonymous(): KubeconfigUser {
  return { state: 'account', account: { kind: 'user', name: ANONYMOUS_USER, groups: [] } };
}

function unknown(why: string): KubeconfigUser {
  return { state: 'unknown', why };
}

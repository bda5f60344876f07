import { type Account, accountOfUser } from '../rbac/account.ts';
import { accountOfToken } from '../rbac/token-account.ts';
import type { Kubeconfig, UserEntry } from './kubeconfig.ts';
import type { KubeconfigFiles } from './kubeconfig-files.ts';
import { userFaults } from './user-faults.ts';

/** What says who asks with the current context of a kubeconfig. Holds no secret; paths are as written. */
export type KubeconfigUser =
  /** The first of them that says somebody, in this order; nobody where none does. */
  | { readonly state: 'said'; readonly by: readonly UserSource[] }
  /** `why`: a clause behind "who is not known: ". */
  | { readonly state: 'unknown'; readonly why: string };

/** What may say who asks. A file has to be read for it. */
export type UserSource =
  | { readonly kind: 'account'; readonly account: Account }
  /** The subject of a client certificate. */
  | { readonly kind: 'certificate'; readonly pem: Uint8Array }
  | { readonly kind: 'certificate-file'; readonly file: string }
  | { readonly kind: 'token-file'; readonly file: string };

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
  if (!user) return { state: 'said', by: [] };
  if (userFaults(context.user, user, ALL_THERE).length > 0 || hasTwoMethods(user))
    return unknown('clients refuse the user of its context');
  if (user.impersonate !== '')
    return { state: 'said', by: [accountSource(accountOfUser(user.impersonate, user.impersonateGroups))] };
  if (!/^https:\/\/[^/@]+(?:\/|$)/i.test(cluster.server))
    return unknown('its server is not reached over TLS alone, so that other credentials than those of the user count');
  return ofCredentials(user);
}

/** Clients say so only when they connect. */
function hasTwoMethods({ token, tokenFile, username }: UserEntry): boolean {
  return username !== '' && (token !== '' || tokenFile !== '');
}

function ofCredentials(user: UserEntry): KubeconfigUser {
  const { token, tokenFile } = user;
  const account = accountOfToken(token);
  const isOpaque = token !== '' && !account && tokenFile === '';
  const certificates = ofCertificate(user);
  if (isOpaque && certificates.length === 0) return unknown('its token does not say whose it is');
  const by: readonly UserSource[] = [
    ...certificates,
    ...(tokenFile === '' ? [] : [{ kind: 'token-file' as const, file: tokenFile }]),
    ...(account ? [accountSource({ kind: 'service-account', ...account })] : []),
  ];
  if (by.length > 0) return { state: 'said', by };
  if (user.username !== '') return unknown('it has a password, which API servers do not take any more');
  if (user.exec) return unknown('a program gives its credentials');
  return user.authProvider ? unknown('a provider gives its credentials') : { state: 'said', by };
}

/** An API server looks at the certificate before any token. */
function ofCertificate({ certData, certFile, keyData, keyFile }: UserEntry): readonly UserSource[] {
  if (keyData.length === 0 && keyFile === '') return [];
  if (certData.length > 0) return [{ kind: 'certificate', pem: certData }];
  return certFile === '' ? [] : [{ kind: 'certificate-file', file: certFile }];
}

function accountSource(account: Account): UserSource {
  return { kind: 'account', account };
}

function unknown(why: string): KubeconfigUser {
  return { state: 'unknown', why };
}

import type { AccessFault, FaultKind } from '../../kubernetes/kubeconfig/access-fault.ts';
import type { ClusterEntry, UserEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { KubeconfigFiles } from '../../kubernetes/kubeconfig/kubeconfig-files.ts';
import { providerToken } from './auth-provider.ts';
import type { Impersonation, Material, UserCredentials } from './cluster-access.ts';
import { hasCertificate, isKeyPair } from './credentials-material.ts';
import { execPlugin } from './exec-plugin.ts';
import type { ResolveMeans } from './resolve-context.ts';

export type CredentialsReading =
  | { readonly ok: true; readonly user: UserCredentials; readonly ca: Material | undefined }
  | { readonly ok: false; readonly stage: 'config' | 'transport'; readonly faults: readonly AccessFault[] };

interface NamedUser {
  readonly name: string;
  readonly user: UserEntry;
}

/**
 * The credentials of a validated user for a server with TLS, as client-go's transport uses them: a token, a password or a
 * certificate goes before a plugin, which then is never run. Faults are those that client-go tells when it makes the
 * transport, in its order.
 */
export function readUserCredentials(
  { name, user }: NamedUser,
  cluster: ClusterEntry,
  means: ResolveMeans,
): CredentialsReading {
  const token = tokenOf(user);
  const tokenFile = user.token === '' ? tokenFileState(user.tokenFile, means.files) : 'fine';
  if (tokenFile === 'unreadable') {
    const message = `The token file of the user "${name}" cannot be read: ${user.tokenFile}.`;
    return { ok: false, stage: 'config', faults: [{ kind: 'token-file', message }] };
  }
  const ca = bytesOf(cluster.caData, cluster.caFile, means.files);
  const exec = user.exec === undefined ? undefined : execPlugin(user.exec, cluster, ca, means.path);
  const certificate = certificateOf(user);
  const basic = basicOf(user);
  const hasOwn = token !== undefined || basic !== undefined || certificate !== undefined;
  const provided = user.authProvider === undefined ? undefined : providerToken(name, user.authProvider, means.now);
  const faults: AccessFault[] = [];
  const add = (kind: FaultKind, message: string) => faults.push({ kind, message });
  if (user.exec !== undefined && exec === undefined) add('exec-api-version-unsupported', unsupported(name));
  if (provided?.ok === false && (provided.fault.kind !== 'oidc-token' || !hasToken(token, basic))) {
    faults.push(provided.fault);
  }
  faults.push(...tlsFaults({ name, user }, cluster, ca, means.files));
  if (basic !== undefined && token !== undefined) {
    add('several-methods', `The user "${name}" has both a token and a user name with password. Remove one.`);
  }
  if (tokenFile === 'empty') add('token-file', `The token file of the user "${name}" is empty: ${user.tokenFile}.`);
  if (faults.length > 0) return { ok: false, stage: 'transport', faults };
  const ownToken =
    token ?? (provided?.ok && basic === undefined ? { text: provided.token, file: undefined } : undefined);
  return {
    ok: true,
    ca: material(cluster.caData, cluster.caFile),
    user: { certificate, token: ownToken, basic, exec: hasOwn ? undefined : exec, impersonate: impersonationOf(user) },
  };
}

/** Whose name is asked for beside one's own; nobody's without `as`. */
export function impersonationOf(user: UserEntry): Impersonation | undefined {
  if (user.impersonate === '') return undefined;
  return {
    user: user.impersonate,
    uid: user.impersonateUid,
    groups: user.impersonateGroups,
    extra: user.impersonateExtra,
  };
}

function hasToken(token: UserCredentials['token'], basic: UserCredentials['basic']): boolean {
  return token !== undefined || basic !== undefined;
}

/** What `token` says. Its file, if there is one, is read when a request is sent, so that a renewal changes nothing here. */
function tokenOf({ token, tokenFile }: UserEntry): UserCredentials['token'] {
  if (token === '' && tokenFile === '') return undefined;
  return { text: token, file: tokenFile === '' ? undefined : tokenFile };
}

function tokenFileState(file: string, files: KubeconfigFiles): 'fine' | 'unreadable' | 'empty' {
  if (file === '') return 'fine';
  const content = files.read(file);
  if (content.state !== 'read') return 'unreadable';
  return Buffer.from(content.bytes).toString('utf8').trim() === '' ? 'empty' : 'fine';
}

/** A password without a name counts for nothing. */
function basicOf({ username, password }: UserEntry): UserCredentials['basic'] {
  return username === '' ? undefined : { username, password };
}

function certificateOf(user: UserEntry): UserCredentials['certificate'] {
  const cert = material(user.certData, user.certFile);
  const key = material(user.keyData, user.keyFile);
  return cert === undefined || key === undefined ? undefined : { cert, key };
}

function material(data: Uint8Array, file: string): Material | undefined {
  if (data.length > 0) return { from: 'data', pem: Buffer.from(data).toString('utf8') };
  return file === '' ? undefined : { from: 'file', path: file };
}

function tlsFaults(
  { name, user }: NamedUser,
  cluster: ClusterEntry,
  ca: Uint8Array,
  files: KubeconfigFiles,
): readonly AccessFault[] {
  const faults: AccessFault[] = [];
  const hasAuthority = cluster.caData.length > 0 || cluster.caFile !== '';
  if (hasAuthority && cluster.insecureSkipTlsVerify) {
    const message = 'The cluster has both a certificate authority and insecure-skip-tls-verify. Remove one.';
    return [{ kind: 'ca-with-insecure', message }];
  }
  if (ca.length > 0 && !hasCertificate(ca)) {
    faults.push({ kind: 'ca-garbage', message: 'The certificate authority of the cluster holds no certificate.' });
  }
  const isReloaded = user.certData.length === 0 && user.keyData.length === 0;
  // Files may be renewed: they are looked at when they are sent.
  if (certificateOf(user) !== undefined && !isReloaded) {
    const cert = bytesOf(user.certData, user.certFile, files);
    const key = bytesOf(user.keyData, user.keyFile, files);
    if (!isKeyPair(cert, key)) {
      const message = `The client certificate and key of the user "${name}" cannot be read, or do not belong together.`;
      faults.push({ kind: 'key-pair', message });
    }
  }
  return faults;
}

function bytesOf(data: Uint8Array, file: string, files: KubeconfigFiles): Uint8Array {
  if (data.length > 0 || file === '') return data;
  const content = files.read(file);
  return content.state === 'read' ? content.bytes : data;
}

function unsupported(name: string): string {
  const way = 'Use client.authentication.k8s.io/v1 or v1beta1 with a newer version of the plugin.';
  return `The exec of the user "${name}" has an apiVersion that clients do not support any more. ${way}`;
}

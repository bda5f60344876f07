import path from 'node:path';
import { kubeconfigUser, type UserSource } from '../../kubernetes/kubeconfig/kubeconfig-user.ts';
import { parseKubeconfig } from '../../kubernetes/kubeconfig/parse-kubeconfig.ts';
import type { Account } from '../../kubernetes/rbac/account.ts';
import { ANONYMOUS_USER } from '../../kubernetes/rbac/requester.ts';
import { accountOfToken } from '../../kubernetes/rbac/token-account.ts';
import type { HttpCredentials } from '../../prometheus/access/http-credentials.ts';
import type { CredentialsHolder, OtherCredentials } from '../../workspace/known-accounts.ts';
import { certificateUser } from './certificate-subject.ts';
import type { ReadCredentials } from './credential-file.ts';

/** Where the credentials of a configuration are looked for. */
export interface CredentialPlace {
  /** The folder of the configuration; undefined where it is read somewhere else, as in a pod. */
  readonly folder: string | undefined;
  readonly read: ReadCredentials;
}

/**
 * Whose credentials a configuration names, as far as files of the workspace say. Of keys and tokens nothing is kept: of a
 * certificate its public subject is read, of a token the service account that it says itself.
 */
export async function credentialsHolder(
  credentials: OtherCredentials,
  place: CredentialPlace,
): Promise<CredentialsHolder> {
  switch (credentials.kind) {
    case 'kubeconfig':
      return ofKubeconfig(credentials.file, place);
    case 'api-server':
      return ofEntry(credentials, place);
    case 'job-credentials':
      return ofHttp(credentials.credentials, 'with the credentials of the job', place);
  }
}

/** The way out where credentials do not say whose they are. */
const SAY_IT = 'A comment in the entry can say it: `# prometheus-kubernetes-account: user NAME`.';

async function ofKubeconfig(file: string, place: CredentialPlace): Promise<CredentialsHolder> {
  const whose = `It is asked for as the user of the kubeconfig ${file}`;
  const found = resolved(file, place.folder);
  const bytes = found === undefined ? undefined : await place.read(found);
  if (found === undefined || bytes === undefined) return unknown(`${whose}, which is not in the workspace. ${SAY_IT}`);
  const reading = parseKubeconfig(bytes);
  if (!reading.ok) return unknown(`${whose}, which clients refuse. ${SAY_IT}`);
  const user = kubeconfigUser(reading.kubeconfig);
  if (user.state === 'unknown') return unknown(`${whose}, who is not known: ${user.why}. ${SAY_IT}`);
  const account = await firstOf(user.by, { ...place, folder: path.dirname(found) });
  const unclear = 'its credentials are not in the workspace, or do not say whose they are';
  return account
    ? { state: 'known', account, from: `the kubeconfig ${file}` }
    : unknown(`${whose}, who is not known: ${unclear}. ${SAY_IT}`);
}

/** Undefined as soon as one of them cannot be told. */
async function firstOf(sources: readonly UserSource[], place: CredentialPlace): Promise<Account | undefined> {
  for (const source of sources) {
    const said = await saidBy(source, place);
    if (said !== 'nobody') return said;
  }
  return { kind: 'user', name: ANONYMOUS_USER, groups: [] };
}

/** `nobody`: what is behind it counts. Undefined where it cannot be told. */
async function saidBy(source: UserSource, place: CredentialPlace): Promise<Account | 'nobody' | undefined> {
  switch (source.kind) {
    case 'account':
      return source.account;
    case 'certificate':
      return certificateUser(source.pem);
    case 'certificate-file':
      return ofCertificate(source.file, place);
    case 'token-file':
      return ofToken(source.file, place);
  }
}

async function ofEntry(
  { address, credentials }: Extract<OtherCredentials, { readonly kind: 'api-server' }>,
  place: CredentialPlace,
): Promise<CredentialsHolder> {
  const holder = await ofHttp(credentials, `with the credentials for ${address}`, place);
  return holder.state === 'known' ? holder : unknown(`${holder.why} ${SAY_IT}`);
}

async function ofHttp(http: HttpCredentials, whose: string, place: CredentialPlace): Promise<CredentialsHolder> {
  const unclear = (why: string) => unknown(`It is asked for ${whose}: ${why}, so that it is not known who asks.`);
  switch (http.kind) {
    case 'none':
      return unclear('there are none, and whoever answers there decides');
    case 'own-token':
      return unclear('they are those of its pods, which another cluster need not know');
    case 'other':
      return unclear(`${OTHER[http.what]} does not say whose it is`);
    case 'account-token':
      return {
        state: 'known',
        account: { kind: 'service-account', namespace: http.namespace, name: http.name },
        from: 'its token',
      };
    case 'certificate-file':
    case 'token-file': {
      const { kind, file } = http;
      const account = await (kind === 'token-file' ? ofToken : ofCertificate)(file, place);
      const what = kind === 'token-file' ? 'token' : 'certificate';
      if (account && account !== 'nobody') return { state: 'known', account, from: `the ${what} ${file}` };
      return unclear(`the ${what} ${file} is not in the workspace, or does not say whose it is`);
    }
  }
}

const OTHER: Readonly<Record<Extract<HttpCredentials, { kind: 'other' }>['what'], string>> = {
  certificate: 'a certificate in the text',
  password: 'a user name with a password',
  oauth2: 'a token that OAuth gives',
  headers: 'a header',
  token: 'its token',
};

async function ofCertificate(file: string, place: CredentialPlace): Promise<Account | 'nobody' | undefined> {
  const bytes = await bytesOf(file, place);
  return bytes && certificateUser(bytes);
}

async function ofToken(file: string, place: CredentialPlace): Promise<Account | 'nobody' | undefined> {
  const bytes = await bytesOf(file, place);
  if (!bytes) return undefined;
  const text = Buffer.from(bytes).toString('utf8').trim();
  const found = accountOfToken(text);
  return found ? { kind: 'service-account', ...found } : text === '' ? 'nobody' : undefined;
}

async function bytesOf(file: string, { folder, read }: CredentialPlace): Promise<Uint8Array | undefined> {
  const found = resolved(file, folder);
  return found === undefined ? undefined : read(found);
}

function resolved(file: string, folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : path.resolve(folder, file);
}

function unknown(why: string): CredentialsHolder {
  return { state: 'unknown', why };
}

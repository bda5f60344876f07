import path from 'node:path';
import type { PlacedCase } from './case-folder.ts';
import type { AccessImage, NamesImage, ResolvedImage } from './resolved-image.ts';

/** The answer of the oracle's op `kubeconfig`. */
export interface OracleResolution {
  readonly stage: 'load' | 'config' | 'transport' | 'ok';
  readonly errors: readonly string[];
  readonly missing?: boolean;
  readonly raw?: NamesImage;
  readonly config?: OracleConfig;
  readonly namespace?: string;
  readonly proxy?: string;
  readonly url?: string;
  readonly execRuns?: boolean;
  readonly error?: string;
}

interface OracleConfig {
  readonly host: string;
  readonly token: string;
  readonly tokenFile: string;
  readonly username: string;
  readonly password: string;
  readonly insecure: boolean;
  readonly serverName: string;
  readonly disableCompression: boolean;
  readonly impersonate: {
    readonly user: string;
    readonly uid: string;
    readonly groups: readonly string[] | null;
    readonly extra: Readonly<Record<string, readonly string[] | null>> | null;
  };
  readonly caFile: string;
  readonly caData: string;
  readonly certFile: string;
  readonly certData: string;
  readonly keyFile: string;
  readonly keyData: string;
  readonly exec: OracleExec | null;
}

interface OracleExec {
  readonly command: string;
  readonly args: readonly string[] | null;
  readonly env: readonly { readonly name: string; readonly value: string }[] | null;
  readonly apiVersion: string;
  readonly interactiveMode: string;
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly config: unknown;
}

/** The question of a case for the oracle's ops `kubeconfig` and `kubeconfig-request`. */
export function oracleRequest(op: string, one: PlacedCase): object {
  const { env, folder, explicit, context } = one;
  return { op, Env: env, Cwd: folder, Explicit: explicit, Context: context };
}

export function theirResolution(one: PlacedCase, answer: OracleResolution): ResolvedImage {
  if (answer.error !== undefined) throw new Error(`the oracle on "${one.id}": ${answer.error}`);
  if (answer.stage === 'load') {
    return answer.missing === true
      ? { outcome: 'missing' }
      : { outcome: 'refused', files: answer.errors.map(text => refusedFile(text, one.folder)) };
  }
  const names = answer.raw ?? { clusters: [], users: [], contexts: [], current: '' };
  if (answer.stage !== 'ok') {
    const faults = faultsOf(answer.errors);
    if (faults[0] === 'empty') return { outcome: 'empty', names };
    return { outcome: 'unusable', stage: answer.stage, faults, names };
  }
  if (answer.config === undefined) throw new Error(`the oracle has no configuration for "${one.id}"`);
  return { outcome: 'usable', names, access: accessImage(answer, answer.config) };
}

function refusedFile(text: string, folder: string): string {
  const name = /^error loading config file "([^"]*)"/.exec(text)?.[1] ?? text;
  return path.relative(folder, path.resolve(folder, name));
}

/** client-go's words → our kinds of faults. A context that is missing hides what else is said. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^context .* does not exist$|^context was not found for specified context/, 'unknown-context'],
  [/^no configuration has been provided/, 'empty'],
  [/^cluster has no server defined/, 'no-such-cluster'],
  [/^(?:default cluster has no server defined|no server found for cluster)/, 'no-server'],
  [/^invalid 'proxy-url'/, 'proxy-url'],
  [/^certificate-authority-data and certificate-authority are both/, 'ca-twice'],
  [/^unable to read certificate-authority/, 'ca-unreadable'],
  [/^specifying a root certificates file with the insecure flag/, 'ca-with-insecure'],
  [/^unable to load root certificates/, 'ca-garbage'],
  [/^client-cert-data and client-cert are both/, 'cert-twice'],
  [/^client-key-data and client-key are both/, 'key-twice'],
  [/^client-key-data or client-key must be specified/, 'key-missing'],
  [/^unable to read client-cert/, 'cert-unreadable'],
  [/^unable to read client-key/, 'key-unreadable'],
  [/^tls: /, 'key-pair'],
  [/^(?:open|read) .*: (?:no such file|is a directory)|^read empty token from file/, 'token-file'],
  [/^more than one authentication method|^username\/password or bearer token may be set/, 'several-methods'],
  [/^requesting uid, groups or user-extra/, 'impersonation-without-user'],
  [/^authProvider cannot be provided in combination/, 'exec-and-auth-provider'],
  [/^command must be specified/, 'exec-command'],
  [/^apiVersion must be specified/, 'exec-api-version'],
  [/^exec plugin: invalid apiVersion/, 'exec-api-version-unsupported'],
  [/^env variable name must be specified/, 'exec-env-name'],
  [/^interactiveMode must be specified/, 'exec-mode-missing'],
  [/^invalid interactiveMode/, 'exec-mode-invalid'],
  [/auth plugin has been removed/, 'auth-provider-removed'],
  [/^no Auth Provider found/, 'auth-provider-unknown'],
  [/^Must provide/, 'oidc-settings'],
  [/^host must be a URL|^parse "/, 'server-url'],
];

function faultsOf(errors: readonly string[]): readonly string[] {
  const faults = errors.map(text => FAULTS.find(([pattern]) => pattern.test(text))?.[1] ?? `unknown: ${text}`);
  return faults.includes('unknown-context') ? ['unknown-context'] : faults;
}

function accessImage(answer: OracleResolution, config: OracleConfig): AccessImage {
  const { user, uid, groups, extra } = config.impersonate;
  const hasCertificate = config.certFile !== '' || config.certData !== '';
  const url = new URL(answer.url ?? '');
  const inUrl: AccessImage['basic'] =
    url.username === '' ? null : [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  // What a file holds is trimmed when it is sent.
  const text = config.tokenFile === '' ? config.token : config.token.trim();
  const token: AccessImage['token'] = text === '' && config.tokenFile === '' ? null : [text, config.tokenFile];
  return {
    url: (answer.url ?? '').replace(/\/\/[^/]*@/, '//'),
    namespace: answer.namespace ?? '',
    ca: config.caData === '' ? config.caFile : config.caData,
    insecure: config.insecure,
    serverName: config.serverName,
    proxy: answer.proxy ?? '',
    disableCompression: config.disableCompression,
    certificate: hasCertificate ? [config.certData || config.certFile, config.keyData || config.keyFile] : null,
    // net/http lets what stands in the URL go first.
    token: inUrl === null ? token : null,
    // A password without a name is in the configuration, and never sent.
    basic: inUrl ?? (config.username === '' ? null : [config.username, config.password]),
    impersonate: user === '' ? null : { user, uid, groups: groups ?? [], extra: lists(extra ?? {}) },
    exec: answer.execRuns === true && config.exec !== null ? execImage(config.exec) : null,
  };
}

function execImage(exec: OracleExec): AccessImage['exec'] {
  return {
    // The plugin's runner cleans the name.
    command: path.normalize(exec.command).replace(/(?<=.)\/$/, ''),
    args: exec.args ?? [],
    env: Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value])),
    apiVersion: exec.apiVersion,
    interactiveMode: exec.interactiveMode,
    installHint: exec.installHint,
    clusterConfig: exec.provideClusterInfo ? exec.config : undefined,
  };
}

function lists(extra: Readonly<Record<string, readonly string[] | null>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(extra).map(([key, values]) => [key, values ?? []]));
}

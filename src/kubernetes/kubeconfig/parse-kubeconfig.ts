import { Fields } from './decode-fields.ts';
import type { ClusterEntry, ContextEntry, ExecEntry, Kubeconfig, UserEntry } from './kubeconfig.ts';
import { EMPTY_KUBECONFIG } from './kubeconfig.ts';
import { type JsonObject, type JsonValue, readYamlAsJson } from './yaml-json.ts';

export type KubeconfigReading =
  | { readonly ok: true; readonly kubeconfig: Kubeconfig }
  /** Why clients refuse the whole file: sentences without any value of it. */
  | { readonly ok: false; readonly faults: readonly string[] };

const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/**
 * Reads one kubeconfig as client-go's clientcmd.Load does. What is empty has no entries; what is no kubeconfig is refused as
 * a whole. @kubernetes/client-node is not used for this: it takes numbers for names, throws for empty files and for one
 * unfinished entry, and drops `tokenFile`, `as-uid`, `as-groups` and `as-user-extra`.
 */
export function parseKubeconfig(bytes: Uint8Array): KubeconfigReading {
  if (bytes.length === 0) return { ok: true, kubeconfig: EMPTY_KUBECONFIG };
  const text = decode(bytes);
  if (text === undefined) return { ok: false, faults: ['It is not text in UTF-8 or UTF-16.'] };
  const reading = readYamlAsJson(text);
  if (!reading.ok) return { ok: false, faults: [`${reading.message} (line ${reading.line}).`] };
  const faults: string[] = [];
  checkKind(reading.value, faults);
  const duplicates: string[] = [];
  const kubeconfig = readConfig(new Fields(reading.value, '', faults), duplicates);
  if (faults.length > 0) return { ok: false, faults };
  // Looked for when all names can be read.
  return duplicates.length === 0 ? { ok: true, kubeconfig } : { ok: false, faults: duplicates };
}

/** As go-yaml: UTF-16 by its mark, which `>` of older PowerShells writes, else UTF-8; undefined when it is neither. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The type, which Go's own JSON package reads: in any case of letters, the last of the sorted keys counts. */
function checkKind(value: JsonValue, faults: string[]): void {
  if (!(value instanceof Map)) return;
  const found = { kind: '', apiversion: '' };
  for (const key of [...(value as JsonObject).keys()].sort()) {
    const name = key.toLowerCase();
    const inner = (value as JsonObject).get(key) ?? null;
    if ((name !== 'kind' && name !== 'apiversion') || inner === null) continue;
    if (typeof inner === 'string') found[name] = inner;
    // In its own spelling it is told with the other fields.
    else if (key !== 'kind' && key !== 'apiVersion') faults.push(`${key} must be text.`);
  }
  if (found.kind !== '' && found.kind !== 'Config') faults.push('kind must be Config: this is another object.');
  if (!['', '/', 'v1', '/v1'].includes(found.apiversion)) faults.push('apiVersion must be v1.');
}

function readConfig(fields: Fields, duplicates: string[]): Kubeconfig {
  fields.text('kind');
  fields.text('apiVersion');
  const preferences = fields.inner('preferences');
  preferences.bool('colors');
  extensions(preferences, 'preferences', duplicates);
  extensions(fields, 'the file', duplicates);
  return {
    clusters: named(fields, 'clusters', duplicates, one => readCluster(one.inner('cluster'), duplicates)),
    users: named(fields, 'users', duplicates, one => readUser(one.inner('user'), duplicates)),
    contexts: named(fields, 'contexts', duplicates, one => readContext(one.inner('context'), duplicates)),
    currentContext: fields.text('current-context'),
  };
}

function named<T>(
  fields: Fields,
  list: string,
  duplicates: string[],
  read: (one: Fields) => T,
): ReadonlyMap<string, T> {
  const entries = new Map<string, T>();
  for (const one of fields.each(list)) {
    const name = one.text('name');
    if (entries.has(name)) duplicates.push(`Two of the ${list} have the name "${name}".`);
    entries.set(name, read(one));
  }
  return entries;
}

/** Extensions by name. Two of one name are refused, wherever they are, unless the first holds nothing. */
function extensions(fields: Fields, where: string, duplicates: string[]): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  for (const one of fields.each('extensions')) {
    const name = one.text('name');
    if ((found.get(name) ?? null) !== null) duplicates.push(`Two extensions of ${where} have the name "${name}".`);
    found.set(name, one.raw('extension'));
  }
  return found;
}

function readCluster(fields: Fields, duplicates: string[]): ClusterEntry {
  const config = extensions(fields, 'a cluster', duplicates).get(EXEC_EXTENSION);
  return {
    server: fields.text('server'),
    tlsServerName: fields.text('tls-server-name'),
    insecureSkipTlsVerify: fields.bool('insecure-skip-tls-verify'),
    caFile: fields.text('certificate-authority'),
    caData: fields.bytes('certificate-authority-data'),
    proxyUrl: fields.text('proxy-url'),
    disableCompression: fields.bool('disable-compression'),
    execConfig: config ?? undefined,
  };
}

function readUser(fields: Fields, duplicates: string[]): UserEntry {
  extensions(fields, 'a user', duplicates);
  const provider = fields.inner('auth-provider');
  return {
    certFile: fields.text('client-certificate'),
    certData: fields.bytes('client-certificate-data'),
    keyFile: fields.text('client-key'),
    keyData: fields.bytes('client-key-data'),
    token: fields.text('token'),
    tokenFile: fields.text('tokenFile'),
    username: fields.text('username'),
    password: fields.text('password'),
    impersonate: fields.text('as'),
    impersonateUid: fields.text('as-uid'),
    impersonateGroups: fields.texts('as-groups'),
    impersonateExtra: fields.textsMap('as-user-extra'),
    authProvider: fields.has('auth-provider')
      ? { name: provider.text('name'), config: provider.textMap('config') }
      : undefined,
    exec: fields.has('exec') ? readExec(fields.inner('exec')) : undefined,
  };
}

function readExec(fields: Fields): ExecEntry {
  const apiVersion = fields.text('apiVersion');
  const isOld = /^client\.authentication\.k8s\.io\/v1(?:alpha1|beta1)$/.test(apiVersion);
  const mode = fields.text('interactiveMode');
  return {
    command: fields.text('command'),
    args: fields.texts('args'),
    env: fields.each('env').map(one => ({ name: one.text('name'), value: one.text('value') })),
    apiVersion,
    installHint: fields.text('installHint'),
    provideClusterInfo: fields.bool('provideClusterInfo'),
    interactiveMode: mode === '' && isOld ? 'IfAvailable' : mode,
  };
}

function readContext(fields: Fields, duplicates: string[]): ContextEntry {
  extensions(fields, 'a context', duplicates);
  return { cluster: fields.text('cluster'), user: fields.text('user'), namespace: fields.text('namespace') };
}

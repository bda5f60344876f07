/** One folder of files, and how kubectl would be called there. `{dir}` stands for the folder; other marks for certificates. */
export interface KubeconfigCase {
  readonly id: string;
  /** Name in the folder → content. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** The variable KUBECONFIG; '' for none. */
  readonly variable: string;
  /** As --kubeconfig; '' for none. */
  readonly explicit: string;
  /** As --context; '' for none. */
  readonly context: string;
  /** Further variables. HOME is the folder. */
  readonly env: Readonly<Record<string, string>>;
}

const NOTHING_ELSE = { variable: '{dir}/config', explicit: '', context: '', env: {} } as const;

/** A single kubeconfig, `config`, by KUBECONFIG. */
export function single(id: string, text: string | Uint8Array, files: KubeconfigCase['files'] = {}): KubeconfigCase {
  return { id, files: { config: text, ...files }, ...NOTHING_ELSE };
}

/** The same with another context than the current one. */
export function pinned(id: string, context: string, text: string): KubeconfigCase {
  return { ...single(id, text), context };
}

/** Several files with what names them. */
export function several(
  id: string,
  variable: string,
  files: KubeconfigCase['files'],
  env: KubeconfigCase['env'] = {},
): KubeconfigCase {
  return { ...NOTHING_ELSE, id, variable, files, env };
}

/** A file that is named as --kubeconfig. */
export function explicit(id: string, name: string, files: KubeconfigCase['files']): KubeconfigCase {
  return { ...NOTHING_ELSE, id, files, explicit: name };
}

/** A kubeconfig of one context `k`, of the cluster `c` and the user `u`, whose fields are given in flow style. */
export function config(cluster: string, user: string, context = 'cluster: c, user: u'): string {
  return `apiVersion: v1
kind: Config
clusters:
- name: c
  cluster: {${cluster}}
users:
- name: u
  user: {${user}}
contexts:
- name: k
  context: {${context}}
current-context: k
`;
}

/** `config` with the usual server. */
export function user(fields: string): string {
  return config('server: https://127.0.0.1:6443', fields);
}

/** `config` with a user that has a token. */
export function cluster(fields: string): string {
  return config(fields, 'token: t');
}

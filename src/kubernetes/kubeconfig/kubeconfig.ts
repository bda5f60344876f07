import type { JsonValue } from './yaml-json.ts';

/** A cluster as its kubeconfig says it. Absent text is ''; paths are as written until they are resolved. */
export interface ClusterEntry {
  readonly server: string;
  readonly tlsServerName: string;
  readonly insecureSkipTlsVerify: boolean;
  readonly caFile: string;
  /** Decoded; empty for none. */
  readonly caData: Uint8Array;
  readonly proxyUrl: string;
  readonly disableCompression: boolean;
  /** What the extension `client.authentication.k8s.io/exec` holds for credential plugins; undefined without one. */
  readonly execConfig: JsonValue | undefined;
}

export interface ExecEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly apiVersion: string;
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: string;
}

export interface UserEntry {
  readonly certFile: string;
  readonly certData: Uint8Array;
  readonly keyFile: string;
  readonly keyData: Uint8Array;
  readonly token: string;
  readonly tokenFile: string;
  readonly username: string;
  readonly password: string;
  readonly impersonate: string;
  readonly impersonateUid: string;
  readonly impersonateGroups: readonly string[];
  readonly impersonateExtra: ReadonlyMap<string, readonly string[]>;
  readonly authProvider: { readonly name: string; readonly config: ReadonlyMap<string, string> } | undefined;
  readonly exec: ExecEntry | undefined;
}

export interface ContextEntry {
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
}

/**
 * One kubeconfig, or several that are merged: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/. Holds
 * secrets. Entries may be unusable; that shows only when one is used.
 */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  /** '' when there is none. */
  readonly currentContext: string;
}

export const EMPTY_KUBECONFIG: Kubeconfig = {
  clusters: new Map(),
  users: new Map(),
  contexts: new Map(),
  currentContext: '',
};

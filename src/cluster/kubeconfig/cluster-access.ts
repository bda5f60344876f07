/** PEM text given in the kubeconfig itself, or the absolute path of a file that is read when it is needed. */
export type Material =
  | { readonly from: 'data'; readonly pem: string }
  | { readonly from: 'file'; readonly path: string };

/** How to run a credential plugin: `users[].user.exec`. */
export interface ExecPlugin {
  /** A path that is absolute already, or a name to look up in PATH. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly apiVersion: 'client.authentication.k8s.io/v1' | 'client.authentication.k8s.io/v1beta1';
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always';
  readonly installHint: string;
  /** What `provideClusterInfo` asks for: the `spec.cluster` of KUBERNETES_EXEC_INFO; undefined when it is off. */
  readonly clusterInfo: Readonly<Record<string, unknown>> | undefined;
}

export interface Impersonation {
  readonly user: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: ReadonlyMap<string, readonly string[]>;
}

export interface UserCredentials {
  readonly certificate: { readonly cert: Material; readonly key: Material } | undefined;
  /** A file is read anew as it changes; `text` is used while it cannot be read, '' for none beside the file. */
  readonly token: { readonly text: string; readonly file: string | undefined } | undefined;
  readonly basic: { readonly username: string; readonly password: string } | undefined;
  readonly exec: ExecPlugin | undefined;
  readonly impersonate: Impersonation | undefined;
}

/** A context of a kubeconfig with everything that a connection needs, as client-go's rest.Config. Holds secrets. */
export interface ClusterAccess {
  readonly context: string;
  /** The namespace of the context, `default` when it names none. */
  readonly namespace: string;
  /** Absolute URL; a path before the API's own is kept. */
  readonly server: string;
  readonly ca: Material | undefined;
  readonly insecureSkipTlsVerify: boolean;
  /** '' for the host of the server. */
  readonly tlsServerName: string;
  /** `proxy-url`; '' asks the environment, as Go does. */
  readonly proxyUrl: string;
  readonly disableCompression: boolean;
  readonly user: UserCredentials;
}

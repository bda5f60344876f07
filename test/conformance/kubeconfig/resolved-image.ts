/** What both sides are reduced to before they are compared. */
export type ResolvedImage =
  /** An explicit file is not there. */
  | { readonly outcome: 'missing' }
  /** Files that are refused, by name in the folder. */
  | { readonly outcome: 'refused'; readonly files: readonly string[] }
  /** No context or cluster is to be found. */
  | { readonly outcome: 'empty'; readonly names: NamesImage }
  /** `faults` are all of them at the stage config, and the first at transport, where client-go stops. */
  | {
      readonly outcome: 'unusable';
      readonly stage: 'config' | 'transport';
      readonly faults: readonly string[];
      readonly names: NamesImage;
    }
  | { readonly outcome: 'usable'; readonly names: NamesImage; readonly access: AccessImage };

export interface NamesImage {
  readonly clusters: readonly string[];
  readonly users: readonly string[];
  readonly contexts: readonly string[];
  readonly current: string;
}

/** Data by its hash, files by their name, what is absent by '' or null. */
export interface AccessImage {
  readonly url: string;
  readonly namespace: string;
  readonly ca: string;
  readonly insecure: boolean;
  readonly serverName: string;
  readonly proxy: string;
  readonly disableCompression: boolean;
  readonly certificate: readonly [cert: string, key: string] | null;
  readonly token: readonly [text: string, file: string] | null;
  readonly basic: readonly [username: string, password: string] | null;
  readonly impersonate: ImpersonationImage | null;
  /** Null when no plugin is ever run. */
  readonly exec: ExecImage | null;
}

export interface ImpersonationImage {
  readonly user: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

export interface ExecImage {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  readonly interactiveMode: string;
  readonly installHint: string;
  /** What the plugin is told of the cluster beyond the cluster itself; undefined when it is told nothing. */
  readonly clusterConfig: unknown;
}

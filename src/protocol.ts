/** What LSP does not have between the extension and the language server, as types. Nothing here runs. */

/** What the server took a document for. */
export type DocumentKind =
  /** A prometheus.yml. */
  | { readonly kind: 'config' }
  /** Kubernetes objects of which some hold a prometheus.yml; `keys` names them (`prometheus-config / prometheus.yml`). */
  | { readonly kind: 'manifest'; readonly keys: readonly string[] }
  /** Looks like Prometheus and is not: Promtail, Alertmanager, the OpenTelemetry Collector… */
  | { readonly kind: 'look-alike'; readonly product: string }
  /** Holds template directives: what it will be is unknown, so nothing is checked. */
  | { readonly kind: 'templated' }
  | { readonly kind: 'other' };

/** Server to client, after each analysis of an open document: notification `prometheusKubernetes/documentStatus`. */
export interface DocumentStatus {
  readonly uri: string;
  readonly document: DocumentKind;
  /** As the user would write it (`3.16`), or null while it is not known. */
  readonly prometheusVersion: string | null;
}

/** The user's settings, as the client hands them over: section `prometheusKubernetes`. */
export interface Settings {
  readonly enable: boolean;
  /** A release such as `3.16`; empty when not set. */
  readonly prometheusVersion: string;
  /** By code (`sd/no-filter`) or area (`sd`): a severity or `off`. */
  readonly severities: Readonly<Record<string, string>>;
}

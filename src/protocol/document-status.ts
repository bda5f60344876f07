import type { AccessCommandNames } from './access.ts';
import type { ManifestTool } from './manifest-tool.ts';

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

/** What the extension says when it starts the server. Another editor may leave any of it out. */
export interface InitializationOptions {
  /** The section `prometheusKubernetes` of the settings, for clients that cannot be asked. */
  readonly settings: unknown;
  /**
   * URI of the folder with the pages that explain findings, by code. Who gives it also has the command
   * `prometheusKubernetes.explainFinding`, which takes a code.
   */
  readonly pages: string;
  readonly otherManifestTool: ManifestTool;
  /** The commands of access that the client has. */
  readonly accessCommands: AccessCommandNames;
}

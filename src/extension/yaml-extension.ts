import { type Disposable, extensions, type LogOutputChannel, Uri, workspace } from 'vscode';
import type { DocumentStatus } from '../protocol/document-status.ts';
import { hasPrometheusTopLevel } from './look.ts';

const ID = 'redhat.vscode-yaml';
const SCHEME = 'prometheus-kubernetes-tools';
const SCHEMA = `${SCHEME}://schema/prometheus-configuration`;
/** Accepts everything and proposes nothing: what is right in these files, our language server says. */
const PERMISSIVE = '{}';

/** What the YAML extension exports: https://github.com/redhat-developer/vscode-yaml/wiki/Extension-API */
interface YamlExtensionApi {
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string,
    label?: string,
  ): boolean;
}

/**
 * Keeps the Red Hat YAML extension, where it is installed, from contradicting us in the files that are a prometheus.yml:
 * it is given a schema for them that accepts everything. Other files, manifests with an embedded configuration among
 * them, keep whatever schema they have.
 */
export class YamlExtension implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #kinds = new Map<string, DocumentStatus['document']['kind']>();
  readonly #listener: Disposable;
  #registered: Promise<void> | undefined;

  constructor(log: LogOutputChannel) {
    this.#log = log;
    this.#listener = extensions.onDidChange(() => void this.register());
  }

  noteDocument(status: DocumentStatus): void {
    this.#kinds.set(status.uri, status.document.kind);
  }

  /**
   * Registers with the YAML extension, once, if it is there. Before anything else: a document that it has validated
   * already keeps those findings until its next change.
   */
  register(): Promise<void> {
    if (!this.#registered && extensions.getExtension(ID)) this.#registered = this.#register();
    return this.#registered ?? Promise.resolve();
  }

  async #register(): Promise<void> {
    try {
      const api: unknown = await extensions.getExtension(ID)?.activate();
      if (!isApi(api)) {
        this.#log.warn('The YAML extension has no contributor API: its findings may contradict ours');
        return;
      }
      const taken = api.registerContributor(
        SCHEME,
        resource => (this.#owns(resource) ? SCHEMA : undefined),
        () => PERMISSIVE,
      );
      this.#log.info(
        taken ? 'Registered with the YAML extension' : 'The YAML extension has a contributor of our name already',
      );
    } catch (error) {
      this.#log.warn('The YAML extension could not be asked to accept prometheus.yml', error);
    }
  }

  /** Asked at any time, also before the server has answered: then the text decides. */
  #owns(resource: string): boolean {
    if (!workspace.getConfiguration('prometheusKubernetes', Uri.parse(resource)).get('enable', true)) return false;
    const known = this.#kinds.get(resource);
    if (known !== undefined) return known === 'config';
    const open = workspace.textDocuments.find(document => document.uri.toString() === resource);
    return open !== undefined && hasPrometheusTopLevel(open.getText());
  }

  dispose(): void {
    this.#listener.dispose();
  }
}

function isApi(value: unknown): value is YamlExtensionApi {
  return (
    typeof value === 'object' &&
    value !== null &&
    'registerContributor' in value &&
    typeof value.registerContributor === 'function'
  );
}

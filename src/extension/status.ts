import {
  type Disposable,
  EventEmitter,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  window,
} from 'vscode';
import type { DocumentKind, DocumentStatus } from '../protocol/document-status.ts';

/**
 * The language status item (behind `{}` in the status bar): what the active file was taken for and which Prometheus
 * version counts.
 */
export class FileStatus implements Disposable {
  readonly #known = new Map<string, DocumentStatus>();
  readonly #listener = window.onDidChangeActiveTextEditor(() => this.#render());
  readonly #changed = new EventEmitter<void>();
  #item: LanguageStatusItem | undefined;

  /** A document has been taken for something. */
  readonly onDidChange = this.#changed.event;

  show(status: DocumentStatus): void {
    this.#known.set(status.uri, status);
    this.#render();
    this.#changed.fire();
  }

  /** Whether a document that was open is a configuration, or holds one. */
  isPrometheus(uri: string): boolean {
    const status = this.#known.get(uri);
    return status !== undefined && isChecked(status.document);
  }

  /** A file that is none of our business gets no item at all. */
  #render(): void {
    const uri = window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : this.#known.get(uri);
    if (!status || status.document.kind === 'other') {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= languages.createLanguageStatusItem('prometheusKubernetes.file', { language: 'yaml' });
    this.#item.name = 'Prometheus';
    this.#item.severity = LanguageStatusSeverity.Information;
    this.#item.text = textOf(status.document);
    this.#item.detail = detailOf(status);
    this.#item.command = isChecked(status.document)
      ? { command: 'prometheusKubernetes.selectVersion', title: 'Select Version' }
      : { command: 'prometheusKubernetes.showLog', title: 'Show Log' };
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
    this.#item?.dispose();
  }
}

function isChecked(document: DocumentKind): boolean {
  return document.kind === 'config' || document.kind === 'manifest';
}

function textOf(document: DocumentKind): string {
  switch (document.kind) {
    case 'config':
      return 'Prometheus configuration';
    case 'manifest':
      return document.keys.length === 1
        ? 'Prometheus configuration in a manifest'
        : 'Prometheus configurations in a manifest';
    case 'look-alike':
      return `Not Prometheus: ${document.product}`;
    case 'templated':
      return 'Prometheus: templated, not checked';
    case 'other':
      return '';
  }
}

function detailOf(status: DocumentStatus): string {
  if (!isChecked(status.document)) return 'Prometheus: nothing is checked here';
  const version = status.prometheusVersion
    ? `Prometheus ${status.prometheusVersion}`
    : 'Prometheus version not set, checked as 3.16';
  return status.document.kind === 'manifest' ? `${status.document.keys.join(', ')} · ${version}` : version;
}

import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { findingsOf, type PlacedFinding } from '../language/findings.ts';
import type { DocumentStatus } from '../protocol/document-status.ts';
import type { Severity } from '../schema/finding.ts';
import type { OpenDocument } from './open-documents.ts';
import type { Pages } from './pages.ts';
import { rangeOf } from './positions.ts';
import type { ServerSettings } from './settings.ts';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Analyses a document and publishes what was found, and what the document was taken for. */
export class DiagnosticsPublisher {
  readonly #connection: Connection;
  readonly #pages: Pages;
  readonly #published = new Set<string>();
  /** The last status of each open document, as JSON. */
  readonly #told = new Map<string, string>();

  constructor(connection: Connection, pages: Pages) {
    this.#connection = connection;
    this.#pages = pages;
  }

  /** `more`: what other files have to do with. */
  publish(uri: string, document: OpenDocument, settings: ServerSettings, more: readonly Diagnostic[]): void {
    const findings = settings.enabled ? findingsOf(document.language, settings) : [];
    const own = findings.map(placed => diagnosticOf(document, placed, this.#pages));
    const diagnostics = [...own, ...more];
    // A file that is none of our business hears nothing from us.
    if (diagnostics.length > 0 || this.#published.has(uri)) {
      this.#published.add(uri);
      void this.#connection.sendDiagnostics({ uri, version: document.text.version, diagnostics });
    }
    this.#tellStatus(statusOf(uri, document, settings));
  }

  /** Only what is new: most edits leave a document what it was. */
  #tellStatus(status: DocumentStatus): void {
    const text = JSON.stringify(status);
    if (this.#told.get(status.uri) === text) return;
    this.#told.set(status.uri, text);
    this.#connection.console.debug(`${status.uri}: ${status.document.kind}`);
    void this.#connection.sendNotification('prometheusKubernetes/documentStatus', status);
  }

  clear(uri: string): void {
    this.#told.delete(uri);
    if (this.#published.delete(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }
}

/** The LSP form of a finding: its code is a link to the page that explains it, where there are pages. */
export function diagnosticOf(
  document: OpenDocument,
  { finding }: Pick<PlacedFinding, 'finding'>,
  pages: Pages,
): Diagnostic {
  const { text } = document;
  const link = pages.of(finding.code);
  return {
    range: rangeOf(text, finding.span),
    severity: SEVERITY[finding.severity],
    code: finding.code,
    ...(link === undefined ? {} : { codeDescription: { href: link } }),
    source: 'Prometheus',
    message: finding.message,
    relatedInformation: finding.related.map(({ span, message }) => ({
      location: { uri: text.uri, range: rangeOf(text, span) },
      message,
    })),
  };
}

function statusOf(uri: string, { language }: OpenDocument, settings: ServerSettings): DocumentStatus {
  const { classification } = language;
  const prometheusVersion = settings.versionText === '' ? null : settings.versionText;
  if (!settings.enabled) return { uri, document: { kind: 'other' }, prometheusVersion };
  if (classification.kind !== 'manifest') return { uri, document: classification, prometheusVersion };
  const keys = language.parts.map(part => part.name);
  return { uri, document: keys.length > 0 ? { kind: 'manifest', keys } : { kind: 'other' }, prometheusVersion };
}

import type { Diagnostic } from 'vscode-languageserver/node';
import { diagnosticOf } from '../diagnostics.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { Pages } from '../pages.ts';
import type { ServerSettings } from '../settings.ts';
import { type ShownFinding, shownFindings } from './document-findings.ts';
import type { WorkspaceAccess } from './workspace-access.ts';

/** What is shown in a document of what needed more than one file. */
export function accessDiagnostics(
  document: OpenDocument,
  settings: ServerSettings,
  access: WorkspaceAccess,
  pages: Pages,
): readonly Diagnostic[] {
  const found = access.foundIn(document.text.uri);
  return found ? shownFindings(document, found, settings).map(shown => accessDiagnostic(document, shown, pages)) : [];
}

/** The LSP form of a finding, with its places in other files. */
export function accessDiagnostic(document: OpenDocument, shown: ShownFinding, pages: Pages): Diagnostic {
  const diagnostic = diagnosticOf(document, shown, pages);
  const elsewhere = shown.elsewhere.map(({ uri, range, message }) => ({ location: { uri, range }, message }));
  return { ...diagnostic, relatedInformation: [...(diagnostic.relatedInformation ?? []), ...elsewhere] };
}

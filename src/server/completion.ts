import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import { complete } from '../language/complete.ts';
import { completeManifest } from '../language/manifest/complete-manifest.ts';
import type { Told } from '../language/manifest/manifest-at.ts';
import type { Proposal } from '../language/proposal.ts';
import type { OpenDocument } from './open-documents.ts';
import { rangeOf } from './positions.ts';
import type { ServerSettings } from './settings.ts';

const KIND: Readonly<Record<Proposal['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  label: CompletionItemKind.Field,
  snippet: CompletionItemKind.Snippet,
};

/** What can be written at a position: keys, values, meta labels, snippets. `told`: what other files say of the document. */
export function completion(
  document: OpenDocument,
  position: Position,
  settings: ServerSettings,
  told: Told,
): CompletionItem[] | null {
  if (!settings.enabled) return null;
  const { text, language } = document;
  const offset = text.offsetAt(position);
  const ofManifest = settings.manifests === 'ours' ? completeManifest(language, offset, told) : [];
  return [...complete(language, offset, settings.version), ...ofManifest].map((proposal, index) => ({
    label: proposal.label,
    kind: KIND[proposal.kind],
    detail: proposal.detail,
    documentation: { kind: MarkupKind.Markdown, value: proposal.documentation },
    sortText: String(index).padStart(4, '0'),
    filterText: proposal.filter,
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: rangeOf(text, proposal.replaces), newText: proposal.snippet },
  }));
}

import type { TextEdit as LspTextEdit, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../yaml/edit.ts';
import type { Span } from '../yaml/span.ts';

/** The LSP range of a span. */
export function rangeOf(text: TextDocument, span: Span): Range {
  return { start: text.positionAt(span.start), end: text.positionAt(span.end) };
}

/** The LSP form of an edit. */
export function lspEdit(text: TextDocument, edit: TextEdit): LspTextEdit {
  return { range: rangeOf(text, edit), newText: edit.text };
}

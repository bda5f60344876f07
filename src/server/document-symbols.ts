import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import { type ConfigSymbol, symbolsOf } from '../language/symbols.ts';
import type { OpenDocument } from './open-documents.ts';
import { rangeOf } from './positions.ts';

const KIND: Readonly<Record<ConfigSymbol['kind'], SymbolKind>> = {
  config: SymbolKind.File,
  section: SymbolKind.Namespace,
  job: SymbolKind.Module,
  discovery: SymbolKind.Interface,
  rules: SymbolKind.Array,
  rule: SymbolKind.Function,
};

/** The outline: configurations, sections, jobs, their discovery and relabel rules. */
export function documentSymbols(document: OpenDocument): DocumentSymbol[] {
  return symbolsOf(document.language).map(symbol => symbolOf(document, symbol));
}

function symbolOf(document: OpenDocument, symbol: ConfigSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: KIND[symbol.kind],
    range: rangeOf(document.text, symbol.span),
    selectionRange: rangeOf(document.text, symbol.selection),
    children: symbol.children.map(child => symbolOf(document, child)),
  };
}

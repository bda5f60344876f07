import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { hoverAt } from '../language/hover.ts';
import type { OpenDocument } from './open-documents.ts';
import { rangeOf } from './positions.ts';
import type { ServerSettings } from './settings.ts';

/** What is known about the key, value or label at a position. */
export function hover(document: OpenDocument, position: Position, settings: ServerSettings): Hover | null {
  if (!settings.enabled) return null;
  const { text, language } = document;
  const found = hoverAt(language, text.offsetAt(position));
  return found
    ? { range: rangeOf(text, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } }
    : null;
}

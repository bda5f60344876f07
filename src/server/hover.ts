import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { hoverAt } from '../language/hover.ts';
import { hoverManifest } from '../language/manifest/hover-manifest.ts';
import type { Told } from '../language/manifest/manifest-at.ts';
import type { OpenDocument } from './open-documents.ts';
import { rangeOf } from './positions.ts';
import type { ServerSettings } from './settings.ts';

/** What is known about the key, value or label at a position. `told`: what other files say of the document. */
export function hover(document: OpenDocument, position: Position, settings: ServerSettings, told: Told): Hover | null {
  if (!settings.enabled) return null;
  const { text, language } = document;
  const offset = text.offsetAt(position);
  const ofManifest = settings.manifests === 'ours' ? hoverManifest(language, offset, told) : undefined;
  const found = hoverAt(language, offset) ?? ofManifest;
  return found
    ? { range: rangeOf(text, found.span), contents: { kind: MarkupKind.Markdown, value: found.markdown } }
    : null;
}

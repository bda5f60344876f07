import { itemsOf, type ManifestNode, textOfField } from '../../workspace/manifest-fields.ts';
import type { ObjectHeader } from '../../workspace/object-header.ts';
import { documentSpan, startOf, type YamlDocument } from '../../yaml/source.ts';

const LINE = /^["']?(apiVersion|kind)["']?[ \t]{0,8}:[ \t]+["']?([\w./-]{1,200})/gm;

/**
 * The header of a document's object. A key that is half-typed swallows the one below it: then the lines of the text count.
 */
export function headerOf(text: string, document: YamlDocument): ObjectHeader {
  const top = rootOf(document);
  const read = { apiVersion: textOfField(top, 'apiVersion'), kind: textOfField(top, 'kind') };
  if (read.apiVersion !== undefined && read.kind !== undefined) return read;
  const { start, end } = documentSpan(document);
  const lines = new Map(
    [...text.slice(start, end).matchAll(LINE)].reverse().map(([, key = '', value = '']) => [key, value]),
  );
  return { apiVersion: read.apiVersion ?? lines.get('apiVersion'), kind: read.kind ?? lines.get('kind') };
}

/** Of a list: the item at an offset. */
export function itemAt(document: YamlDocument, offset: number): ManifestNode | undefined {
  return itemsOf(rootOf(document), 'items').findLast(({ node }) => startOf(node) <= offset);
}

function rootOf(document: YamlDocument): ManifestNode | undefined {
  return document.root?.kind === 'map' ? { document, node: document.root } : undefined;
}

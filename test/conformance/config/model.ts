import { resolveAlias } from '../../../src/yaml/anchors.ts';
import type { ScalarNode, YamlNode } from '../../../src/yaml/node.ts';
import { parseSource, spanOf, type YamlDocument } from '../../../src/yaml/source.ts';

/** A YAML value that can be changed and printed. */
export type Model = MapModel | SeqModel | RawModel;

export interface MapModel {
  readonly kind: 'map';
  readonly pairs: { key: string; value: Model }[];
}

export interface SeqModel {
  readonly kind: 'seq';
  readonly items: Model[];
}

/** A scalar or a flow collection as it is written, on one line. */
export interface RawModel {
  readonly kind: 'raw';
  readonly text: string;
}

export function raw(text: string): RawModel {
  return { kind: 'raw', text };
}

/** Reads the first document of a text; aliases are written out, comments lost. Undefined without content. */
export function readModel(text: string): Model | undefined {
  const [document] = parseSource(text, 'prometheus').documents;
  return document?.root && modelOf(document, document.root, text);
}

function modelOf(document: YamlDocument, node: YamlNode, text: string): Model {
  const target = resolveAlias(document, node);
  if (target === undefined) return raw('null');
  if (target.kind === 'seq') return { kind: 'seq', items: target.items.map(item => modelOf(document, item, text)) };
  if (target.kind === 'scalar') return raw(scalarText(target, text));
  const pairs = target.pairs.map(({ key, value }) => ({
    key: key.kind === 'scalar' ? scalarText(key, text) : 'complex',
    value: modelOf(document, value, text),
  }));
  return { kind: 'map', pairs };
}

function scalarText(node: ScalarNode, text: string): string {
  const { start, end } = spanOf(node);
  const written = text.slice(start, end);
  const tag = node.tag === undefined ? '' : `${node.tag} `;
  return tag + (written.includes('\n') ? JSON.stringify(node.text) : written);
}

/** A changeable copy. */
export function copyModel(model: Model): Model {
  if (model.kind === 'raw') return model;
  if (model.kind === 'seq') return { kind: 'seq', items: model.items.map(copyModel) };
  return { kind: 'map', pairs: model.pairs.map(({ key, value }) => ({ key, value: copyModel(value) })) };
}

/** The value in block style. */
export function printModel(model: Model): string {
  return model.kind === 'raw' ? `${model.text}\n` : printBlock(model, '');
}

function printBlock(model: MapModel | SeqModel, indent: string): string {
  if (model.kind === 'map')
    return model.pairs.map(({ key, value }) => `${indent}${key}:${printValue(value, indent)}`).join('');
  return model.items.map(item => `${indent}-${printItem(item, indent)}`).join('');
}

function printValue(value: Model, indent: string): string {
  if (value.kind === 'raw') return value.text === '' ? '\n' : ` ${value.text}\n`;
  const empty = value.kind === 'map' ? value.pairs.length === 0 : value.items.length === 0;
  if (empty) return value.kind === 'map' ? ' {}\n' : ' []\n';
  return `\n${printBlock(value, `${indent}  `)}`;
}

/** The first line of a collection in a list stands behind its dash. */
function printItem(item: Model, indent: string): string {
  if (item.kind === 'raw') return printValue(item, indent);
  const printed = printValue(item, indent);
  return printed.startsWith('\n') ? ` ${printed.slice(1 + indent.length + 2)}` : printed;
}

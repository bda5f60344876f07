import type { ScalarNode, YamlNode } from '../yaml/node.ts';
import { nodeAt, spanOf, type YamlDocument } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { CursorStep } from './cursor.ts';
import { fieldPage, valuePage } from './manual-page.ts';
import type { Shape } from './shape.ts';
import { shapeAt } from './shape-at.ts';
import { enumValue } from './validate-scalar.ts';

export interface Hover {
  readonly markdown: string;
  /** The key or value that it is about. */
  readonly span: Span;
}

/** What the manual says about the key or value at an offset; undefined where it says nothing. Never throws. */
export function hoverIn(document: YamlDocument, offset: number, root: Shape): Hover | undefined {
  const steps = nodeAt(document, offset).path;
  const last = steps.at(-1);
  if (last?.node.kind !== 'scalar') return undefined;
  const path: CursorStep[] = [];
  let around: YamlNode | undefined = document.root;
  for (const step of steps) {
    if (step.kind === 'item') path.push({ kind: 'item' });
    else path.push({ kind: 'key', name: keyText(around, step.index) });
    around = step.node;
  }
  return last.kind === 'key' ? keyHover(last.node, path, root) : valueHover(last.node, path, root);
}

function keyText(around: YamlNode | undefined, index: number): string {
  const key = around?.kind === 'map' ? around.pairs[index]?.key : undefined;
  return key?.kind === 'scalar' ? key.text : '';
}

function keyHover(node: ScalarNode, path: readonly CursorStep[], root: Shape): Hover | undefined {
  const found = shapeAt(root, path);
  if (found?.field?.name !== node.text) return undefined;
  return { markdown: fieldPage(found.field, found.trail.at(-1)), span: spanOf(node) };
}

function valueHover(node: ScalarNode, path: readonly CursorStep[], root: Shape): Hover | undefined {
  const found = shapeAt(root, path);
  const value = found?.shape.kind === 'enum' ? enumValue(found.shape, node.text) : undefined;
  return value && { markdown: valuePage(value, found?.field), span: spanOf(node) };
}

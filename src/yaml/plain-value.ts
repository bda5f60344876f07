import { resolveAlias, type Target } from './anchors.ts';
import { entriesOf } from './mapping.ts';
import type { ScalarNode } from './node.ts';
import { resolveScalar } from './scalar.ts';
import type { YamlDocument } from './source.ts';

/** Values that are read of one object: aliases of aliases make small texts large. */
const MOST_VALUES = 50_000;
const DEEPEST = 100;

/** What a key of a mapping is called in the plain value: its text, or what it was meant to be. */
export type KeyName = (key: ScalarNode) => string;

export const WRITTEN_KEY: KeyName = key => key.text;

/**
 * The value as JSON text would hold it, in the dialect of manifests: what the API server gets of it. What is beyond 50,000
 * values or 100 levels is null. Never throws.
 */
export function plainValue(document: YamlDocument, node: Target, nameOf: KeyName): unknown {
  return valueOfNode({ document, nameOf, left: MOST_VALUES }, node, 0);
}

interface Walk {
  readonly document: YamlDocument;
  readonly nameOf: KeyName;
  left: number;
}

function valueOfNode(walk: Walk, node: Target, depth: number): unknown {
  if (walk.left-- <= 0 || depth > DEEPEST) return null;
  if (node.kind === 'scalar') return valueOfScalar(node);
  if (node.kind === 'seq')
    return node.items.map(item => {
      const target = resolveAlias(walk.document, item);
      return target ? valueOfNode(walk, target, depth + 1) : null;
    });
  const values = new Map<string, unknown>();
  for (const { key, value } of entriesOf(walk.document, node, 'manifest')) {
    const name = walk.nameOf(key);
    if (!values.has(name)) values.set(name, valueOfNode(walk, value, depth + 1));
  }
  return Object.fromEntries(values);
}

function valueOfScalar(node: ScalarNode): unknown {
  const resolved = resolveScalar(node, 'manifest');
  if (resolved.type === 'null' || resolved.type === 'refused') return null;
  return resolved.type === 'int' ? Number(resolved.value) : resolved.value;
}

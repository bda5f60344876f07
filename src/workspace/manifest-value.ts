import { resolveAlias } from '../yaml/anchors.ts';
import { entriesOf } from '../yaml/mapping.ts';
import type { ScalarNode } from '../yaml/node.ts';
import { resolveScalar } from '../yaml/scalar.ts';
import type { ManifestNode } from './manifest-fields.ts';

/** Values that are read of one object: aliases of aliases make small texts large. */
const MOST_VALUES = 50_000;
const DEEPEST = 100;

/**
 * The value as JSON text would hold it, for the readers of Kubernetes objects: what the API server gets of the manifest.
 * What is beyond 50,000 values or 100 levels is null.
 */
export function jsonOf(from: ManifestNode): unknown {
  return plainValue(from, { left: MOST_VALUES }, 0);
}

function plainValue({ document, node }: ManifestNode, count: { left: number }, depth: number): unknown {
  if (count.left-- <= 0 || depth > DEEPEST) return null;
  if (node.kind === 'scalar') return scalarOf(node);
  if (node.kind === 'seq')
    return node.items.map(item => {
      const target = resolveAlias(document, item);
      return target ? plainValue({ document, node: target }, count, depth + 1) : null;
    });
  const values = new Map<string, unknown>();
  for (const { key, value } of entriesOf(document, node, 'manifest'))
    if (!values.has(key.text)) values.set(key.text, plainValue({ document, node: value }, count, depth + 1));
  return Object.fromEntries(values);
}

function scalarOf(node: ScalarNode): unknown {
  const resolved = resolveScalar(node, 'manifest');
  if (resolved.type === 'null' || resolved.type === 'refused') return null;
  return resolved.type === 'int' ? Number(resolved.value) : resolved.value;
}

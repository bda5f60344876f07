import { resolveAlias } from './anchors.ts';
import type { YamlNode } from './node.ts';
import type { YamlDocument } from './source.ts';

/* The limits of go-yaml, v2 and v3: https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go (allowedAliasRatio). */
const RANGE_LOW = 400_000;
const RANGE_HIGH = 4_000_000;
/** Aliases of aliases: so long a chain is beyond the limits as a whole. */
const DEEPEST = 1000;

/**
 * Whether decoding the document would go through so many values behind aliases that go-yaml refuses it. Walks no further
 * than go-yaml does.
 */
export function isExcessivelyAliased(document: YamlDocument): boolean {
  const count: Count = { document, decoded: 0, aliased: 0 };
  return document.root !== undefined && exceeds(count, document.root, 0);
}

interface Count {
  readonly document: YamlDocument;
  decoded: number;
  aliased: number;
}

function exceeds(count: Count, node: YamlNode, depth: number): boolean {
  if (depth > DEEPEST) return true;
  count.decoded++;
  if (depth > 0) count.aliased++;
  if (count.aliased > 100 && count.decoded > 1000 && count.aliased / count.decoded > allowedRatio(count.decoded))
    return true;
  switch (node.kind) {
    case 'alias': {
      const target = resolveAlias(count.document, node);
      return target !== undefined && exceeds(count, target, depth + 1);
    }
    case 'map':
      return node.pairs.some(({ key, value }) => exceeds(count, key, depth) || exceeds(count, value, depth));
    case 'seq':
      return node.items.some(item => exceeds(count, item, depth));
    default:
      return false;
  }
}

function allowedRatio(decoded: number): number {
  if (decoded <= RANGE_LOW) return 0.99;
  if (decoded >= RANGE_HIGH) return 0.1;
  return 0.99 - 0.89 * ((decoded - RANGE_LOW) / (RANGE_HIGH - RANGE_LOW));
}

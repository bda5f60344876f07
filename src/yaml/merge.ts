import { resolveAlias } from './anchors.ts';
import { absoluteSpan } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import type { MapNode, YamlNode, YamlProblem } from './node.ts';
import type { YamlDocument } from './source.ts';

/** Whether the key merges its value into the mapping: a plain `<<`, or one with the tag `!!merge`. */
export function isMergeKey(key: YamlNode, dialect: Dialect): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false;
  if (key.tag === '!!merge') return true;
  if (key.style === 'plain') return key.tag === undefined || key.tag === '!';
  return key.tag === '!' && dialect !== 'rules';
}

/**
 * The mappings that the value of a `<<` brings, in the order in which the decoder sets their keys. What is no mapping is
 * left out.
 */
export function mergedMaps(document: YamlDocument, value: YamlNode, dialect: Dialect): readonly MapNode[] {
  if (value.kind !== 'seq') {
    const map = resolveAlias(document, value);
    return map?.kind === 'map' ? [map] : [];
  }
  const maps = value.items.map(item => resolveAlias(document, item)).filter(item => item?.kind === 'map');
  // In go-yaml v2 the first is set last, so that it wins.
  return dialect === 'rules' ? maps : maps.toReversed();
}

/** What the decoder refuses in the merges of a mapping: a value that is no mapping and no list of mappings. */
export function mergeProblems(document: YamlDocument, map: MapNode, dialect: Dialect): readonly YamlProblem[] {
  const merges = map.pairs.filter(pair => isMergeKey(pair.key, dialect));
  // go-yaml v3 looks at the last one only.
  const read = dialect === 'rules' ? merges.slice(-1) : merges;
  return read.flatMap(({ key, value }) => {
    const parts = value.kind === 'seq' ? value.items : [value];
    const wrong = parts.find(part => !isMap(document, part));
    if (wrong === undefined) return [];
    const span = absoluteSpan(wrong);
    const message = '`<<` merges a mapping or a list of mappings, and this is none.';
    return [{ code: 'yaml/merge', message, span: span.start === span.end ? absoluteSpan(key) : span }];
  });
}

/** An alias of nothing is a problem of its own. */
function isMap(document: YamlDocument, node: YamlNode): boolean {
  const target = resolveAlias(document, node);
  return target === undefined || target.kind === 'map';
}

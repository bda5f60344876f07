import { resolveAlias } from '../../src/yaml/anchors.ts';
import type { Dialect } from '../../src/yaml/dialect.ts';
import { duplicateKeys, entriesOf, refusedKeys } from '../../src/yaml/mapping.ts';
import type { MapNode, ScalarNode, YamlNode } from '../../src/yaml/node.ts';
import { resolveScalar } from '../../src/yaml/scalar.ts';
import type { YamlDocument } from '../../src/yaml/source.ts';

/** What the oracle shows of a decoded value: the type by name, the value as text or as a list. */
export interface Image {
  readonly '!': string;
  readonly v?: string | number | readonly Image[] | readonly (readonly [Image, Image])[];
}

/** A node as the program decodes it when it does not know what to expect. */
export function imageOf(document: YamlDocument, node: YamlNode | undefined, dialect: Dialect): Image {
  if (node === undefined) return { '!': 'null' };
  const target = resolveAlias(document, node);
  if (target === undefined) return { '!': 'alias of nothing' };
  if (target.kind === 'scalar') return scalarImage(target, dialect);
  if (target.kind === 'seq') return { '!': 'seq', v: target.items.map(item => imageOf(document, item, dialect)) };
  return mapImage(document, target, dialect);
}

/** Whether some mapping of the document has a key that the program refuses, beyond what the YAML itself tells. */
export function hasRefusedKey(document: YamlDocument, node: YamlNode | undefined, dialect: Dialect): boolean {
  if (node?.kind === 'seq') return node.items.some(item => hasRefusedKey(document, item, dialect));
  if (node?.kind !== 'map') return false;
  if (refusedKeys(document, node, dialect).length > 0) return true;
  if (dialect !== 'manifest' && duplicateKeys(document, node, 'any', dialect).length > 0) return true;
  return node.pairs.some(
    ({ key, value }) => hasRefusedKey(document, key, dialect) || hasRefusedKey(document, value, dialect),
  );
}

function mapImage(document: YamlDocument, map: MapNode, dialect: Dialect): Image {
  const pairs = new Map<string, readonly [Image, Image]>();
  const seen = new Set<string>();
  for (const { key, value } of entriesOf(document, map, dialect)) {
    // Of one name the first counts; of two names for one value, `1` and `01`, the last.
    const name = dialect === 'manifest' ? key.text : `${key.style} ${key.text}`;
    if (seen.has(name)) continue;
    seen.add(name);
    const image = keyImage(key, dialect);
    pairs.set(JSON.stringify(image), [image, imageOf(document, value, dialect)]);
  }
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  return { '!': 'map', v: sorted };
}

function keyImage(key: ScalarNode, dialect: Dialect): Image {
  if (dialect !== 'manifest') return scalarImage(key, dialect);
  // JSON's keys are strings.
  const image = scalarImage(key, 'prometheus');
  return { '!': 'str', v: String(image.v ?? '') };
}

function scalarImage(node: ScalarNode, dialect: Dialect): Image {
  const resolved = resolveScalar(node, dialect);
  switch (resolved.type) {
    case 'null':
      return { '!': 'null' };
    case 'bool':
    case 'int':
      return { '!': resolved.type, v: String(resolved.value) };
    case 'float':
      return { '!': 'float', v: resolved.value };
    case 'timestamp':
      return dialect === 'rules' ? { '!': 'time', v: instant(resolved.value) } : { '!': 'str', v: resolved.value };
    case 'refused':
      return { '!': 'refused' };
    default:
      return { '!': 'str', v: resolved.value };
  }
}

/** A timestamp in any of YAML's notations as milliseconds, so that notations compare. */
export function instant(text: string): number {
  const [date = '', time = '00:00:00', fraction = '', zone = 'Z'] =
    /^([\d-]+)(?:[Tt ]([\d:]+)(\.\d+)?(Z|[-+][\d:]+)?)?$/.exec(text)?.slice(1) ?? [];
  const two = (part: string) => part.padStart(2, '0');
  const iso = `${date.split('-').map(two).join('-')}T${time.split(':').map(two).join(':')}${fraction.slice(0, 4)}${zone}`;
  return Date.parse(iso);
}

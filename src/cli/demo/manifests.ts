import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JsonObject, objectOf, textOf } from '../../kubernetes/objects/json.ts';
import { resolveAlias } from '../../yaml/anchors.ts';
import { entriesOf } from '../../yaml/mapping.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { resolveScalar } from '../../yaml/scalar.ts';
import { parseSource, type YamlDocument } from '../../yaml/source.ts';

/** The objects of all manifests in these folders, as JSON, in the order of their files' names. */
export function readManifests(folder: string, parts: readonly string[]): readonly JsonObject[] {
  const files = parts.flatMap(part => globSync(`${part}/**/*.yaml`, { cwd: folder })).toSorted();
  return files.flatMap(file => {
    const { documents } = parseSource(readFileSync(path.join(folder, file), 'utf8'), 'manifest');
    return documents.flatMap(document => (document.root ? [objectOf(jsonOf(document, document.root))] : []));
  });
}

export function ofKind(manifests: readonly JsonObject[], ...kinds: readonly string[]): readonly JsonObject[] {
  return manifests.filter(({ kind }) => kinds.includes(textOf(kind)));
}

/** What stands at the end of these keys; undefined when one of them is not there. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce((inner, key) => objectOf(inner)[key], value);
}

function jsonOf(document: YamlDocument, node: YamlNode): unknown {
  const target = resolveAlias(document, node);
  if (target?.kind === 'seq') return target.items.map(item => jsonOf(document, item));
  if (target?.kind === 'map') {
    const entries = entriesOf(document, target, 'manifest');
    return Object.fromEntries(entries.map(({ key, value }) => [key.text, jsonOf(document, value)]));
  }
  const scalar = target && resolveScalar(target, 'manifest');
  if (scalar?.type === 'int') return Number(scalar.value);
  return scalar && 'value' in scalar ? scalar.value : null;
}

import { resolveAlias } from '../../yaml/anchors.ts';
import { entriesOf, refusedKeys } from '../../yaml/mapping.ts';
import type { MapNode, ScalarNode, YamlNode } from '../../yaml/node.ts';
import { resolveScalar } from '../../yaml/scalar.ts';
import { parseSource, problemsOf, type YamlDocument } from '../../yaml/source.ts';

/** A value of JSON; objects are maps, so that no key is special. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = ReadonlyMap<string, JsonValue>;

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  /** What is wrong with the YAML; says nothing of what stands there, which may be a secret. `line` counts from 1. */
  | { readonly ok: false; readonly message: string; readonly line: number };

/**
 * Reads a text as sigs.k8s.io/yaml's YAMLToJSON does, which clients read kubeconfigs with: go-yaml v2, the first document
 * only, of a key that is there twice the last, keys as text; nothing is null. It is not the reading of manifests, which
 * are split into documents by lines first. https://pkg.go.dev/sigs.k8s.io/yaml#YAMLToJSON
 */
export function readYamlAsJson(text: string): JsonReading {
  const file = parseSource(text, 'prometheus');
  const [problem] = problemsOf(file);
  if (problem !== undefined) {
    return { ok: false, message: 'It is not YAML that can be read', line: lineAt(text, problem.span.start) };
  }
  const [document] = file.documents;
  if (document?.root === undefined) return { ok: true, value: null };
  try {
    return { ok: true, value: convert(document, document.root) };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, message: error.message, line: 1 };
    throw error;
  }
}

/** Ends a conversion half way; never leaves this file. */
class NotJson extends Error {}

function convert(document: YamlDocument, node: YamlNode): JsonValue {
  const target = resolveAlias(document, node);
  if (target === undefined) throw new NotJson('An alias in it stands for nothing');
  if (target.kind === 'scalar') return scalarValue(target);
  if (target.kind === 'seq') return target.items.map(item => convert(document, item));
  return objectValue(document, target);
}

function objectValue(document: YamlDocument, map: MapNode): JsonObject {
  if (refusedKeys(document, map, 'manifest').length > 0) throw new NotJson('A key in it is null or a collection');
  const object = new Map<string, JsonValue>();
  for (const { key, value } of entriesOf(document, map, 'manifest')) {
    const name = keyText(key);
    // Of one name, the entry that counts comes first.
    if (!object.has(name)) object.set(name, convert(document, value));
  }
  return object;
}

function keyText(key: ScalarNode): string {
  const resolved = resolveScalar(key, 'prometheus');
  return resolved.type === 'bool' || resolved.type === 'int' ? String(resolved.value) : key.text;
}

function scalarValue(node: ScalarNode): JsonValue {
  const resolved = resolveScalar(node, 'manifest');
  switch (resolved.type) {
    case 'null':
      return null;
    case 'int':
      return Number(resolved.value);
    case 'refused':
      throw new NotJson('A value in it contradicts its tag, or is no number of JSON');
    default:
      return resolved.value;
  }
}

/** The line of an offset, from 1. */
function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The value as plain data for JSON.stringify, keys in the order of Go's encoding/json. */
export function plainJson(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plainJson);
  if (!(value instanceof Map)) return value;
  const entries = [...(value as JsonObject)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainJson(inner)]));
}

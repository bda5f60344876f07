import { type JsonValue, readYamlAsJson } from '../../../src/kubernetes/kubeconfig/yaml-json.ts';
import type { Manifest } from '../../cluster/admin-api.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The objects of a file as kubectl reads it: documents are split by lines first, what begins as JSON is read as that, and
 * lists are their items.
 */
export function readManifests(text: string, file: string): readonly Manifest[] {
  const documents = text.split(/^---(?:[ \t].*)?$/m);
  return documents.flatMap(document => {
    const value = /^\s*\{/.test(document) ? JSON.parse(document) : fromYaml(document, file);
    return unwrapped(value, file);
  });
}

function fromYaml(text: string, file: string): unknown {
  const reading = readYamlAsJson(text);
  if (!reading.ok) throw new Error(`${file}: ${reading.message}`);
  return plain(reading.value);
}

function plain(value: JsonValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [key, plain(one as JsonValue)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

function unwrapped(value: unknown, file: string): readonly Manifest[] {
  if (value === null || value === undefined) return [];
  const object = value as Fields;
  const { apiVersion, kind, items, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') throw new Error(`${file}: an object without kind`);
  if (kind.endsWith('List') && Array.isArray(items)) {
    const ofItems = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
    return items.flatMap(item => unwrapped({ ...ofItems, ...(item as Fields) }, file));
  }
  const { name } = (metadata ?? {}) as Fields;
  if (typeof name !== 'string') throw new Error(`${file}: a ${kind} without name`);
  return [object as unknown as Manifest];
}

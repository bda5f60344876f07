import type { KnownKind } from '../../../src/kubernetes/shapes/kinds.ts';
import type { ObjectShape, ScalarShape, Shape, TextFormat } from '../../../src/schema/shape.ts';
import type { Random } from '../random.ts';
import type { Json, JsonObject } from './json-tree.ts';

/** Texts of each format, most of them right. */
const TEXTS: { readonly [format in TextFormat]?: readonly string[] } = {
  'dns-label': ['main', 'a', 'web-1'],
  'dns-name': ['main', 'example.com'],
  'label-key': ['app', 'example.com/app'],
  'label-value': ['shop', ''],
  'annotation-key': ['note', 'example.com/Note'],
  'config-key': ['a', 'b.yml'],
  'env-name': ['A', 'b.c'],
  'port-name': ['http', 'dns'],
  'resource-name': ['cpu', 'memory', 'ephemeral-storage'],
  'local-path': ['a', 'a/b'],
  'absolute-path': ['/a', '/a/b'],
  'host-path': ['/a', '/a/b'],
  'domain-path': ['example.com/a'],
  finalizer: ['example.com/a'],
  'search-domain': ['example.com'],
  'header-name': ['X-A'],
  sysctl: ['net.core.somaxconn'],
  iqn: ['iqn.2001-04.com.example:a'],
  schedule: ['*/5 * * * *', '@daily', '0 0 1 jan mon'],
  ip: ['192.0.2.1', '2001:db8::1'],
  cidr: ['192.0.2.0/24', '2001:db8::/32'],
  quantity: ['1', '500m', '1Gi', '0.5'],
  timestamp: ['2026-01-31T12:00:00Z'],
  base64: ['aGVsbG8=', ''],
  'count-or-percentage': ['25%', '100%'],
  'port-or-name': ['http', 'dns'],
  string: ['main', 'shop', 'http', '', 'a/b', '/x', 'v1', 'In', 'Exists', 'cpu', 'metadata.name'],
};

const NUMBERS: { readonly [format in TextFormat]?: readonly number[] } = {
  port: [80, 8080, 65_535],
  'port-or-none': [0, 8080],
  'port-or-name': [80, 8080],
  percentage: [1, 50, 100],
  positive: [1, 5],
  deadline: [1, 600],
  'file-mode': [0, 420, 511],
  'up-to-255': [0, 3],
  'user-id': [0, 1000],
  'count-or-percentage': [0, 1, 3],
};

/** A random object of a kind: what is needed, some of what else there is, and values that are right more often than not. */
export function randomObject(
  random: Random,
  { apiVersion, kind }: KnownKind,
  shape: ObjectShape,
  namespace: string,
): JsonObject {
  const metadata = { name: 'random', ...(namespace === '' ? {} : { namespace }) };
  const rest: Record<string, Json> = {};
  for (const [name, field] of shape.fields) {
    if (['apiVersion', 'kind', 'metadata', 'status'].includes(name)) continue;
    const value = randomValue(random, field.shape, 0);
    if (value !== undefined) rest[name] = value;
  }
  return { apiVersion, kind, metadata, ...rest };
}

function randomValue(random: Random, shape: Shape, depth: number): Json | undefined {
  switch (shape.kind) {
    case 'object':
      return randomMapping(random, shape, depth);
    case 'list': {
      const items = random.list(1, 2, () => randomValue(random, shape.item, depth + 1));
      return items.filter(item => item !== undefined);
    }
    case 'map': {
      const value = randomValue(random, shape.value, depth + 1);
      const key = random.pick(TEXTS[shape.keys] ?? ['a', 'b']);
      return value === undefined ? {} : { [key]: value };
    }
    case 'enum':
      return random.pick(shape.values).value;
    case 'scalar':
      return randomScalar(random, shape);
    case 'any':
      return undefined;
  }
}

function randomMapping(random: Random, shape: ObjectShape, depth: number): JsonObject {
  const values: Record<string, Json> = {};
  for (const [name, field] of shape.fields) {
    const isWanted = field.required !== 'no' ? !random.happens(1, 200) : random.happens(1, 5 + 5 * depth);
    if (!isWanted || name === 'status' || (field.required === 'no' && depth > 8)) continue;
    const value = randomValue(random, field.shape, depth + 1);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function randomScalar(random: Random, { type, format }: ScalarShape): Json {
  if (type === 'bool') return random.happens(1, 2);
  const text = () => random.pick(TEXTS[format] ?? ['main', 'a']);
  const number = () => random.pick(NUMBERS[format] ?? [0, 1, 2, 5]);
  if (type === 'text') return text();
  if (type === 'int-or-text' || type === 'number-or-text') return random.happens(1, 2) ? text() : number();
  return number();
}

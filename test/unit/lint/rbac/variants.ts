import {
  type CreateNodeOptions,
  type DocumentOptions,
  parse,
  parseAllDocuments,
  type SchemaOptions,
  stringify,
  type ToStringOptions,
} from 'yaml';
import type { Random } from '../../../conformance/random.ts';
import type { FixtureTexts } from './fixture-texts.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * The same objects written otherwise: indentation, flow and block, quotes, List kinds, JSON, documents in one file or
 * several, comments, blank lines, line breaks.
 */
export function variantOf(random: Random, { name, texts }: FixtureTexts): FixtureTexts {
  const isKustomized = [...texts.keys()].some(path => path.endsWith('kustomization.yaml'));
  const varied = new Map<string, string>();
  const arranged = isKustomized ? texts : arrangedFiles(random, texts);
  const hasWindowsBreaks = random.happens(1, 4);
  for (const [path, text] of arranged) {
    const written = isManifests(path) ? variedText(random, text) : text;
    varied.set(path, hasWindowsBreaks ? written.replaceAll('\n', '\r\n') : written);
  }
  return { name, texts: varied };
}

function isManifests(path: string): boolean {
  return !path.endsWith('kustomization.yaml') && !path.endsWith('prometheus.yml');
}

/** The files as they are, all in one, or each object in one of its own. */
function arrangedFiles(random: Random, texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folders = new Set([...texts.keys()].map(path => path.slice(0, path.lastIndexOf('/') + 1)));
  const [folder = ''] = folders;
  if (folders.size > 1 || random.happens(1, 2)) return texts;
  const all = [...texts.values()].map(text => text.trim().replace(/^---\n|\n---$/g, ''));
  if (random.happens(1, 2)) return new Map([[`${folder}all.yaml`, `${all.join('\n---\n')}\n`]]);
  const documents = all.flatMap(text => text.split(/^---$/m)).filter(text => text.trim() !== '');
  return new Map(documents.map((text, index) => [`${folder}${index}.yaml`, `${text.trim()}\n`]));
}

function variedText(random: Random, text: string): string {
  if (random.happens(1, 4)) return withNoise(random, text);
  const documents = parseAllDocuments(text, { version: '1.1' });
  const hasAliases = /[&*][a-z]/.test(text);
  const objects = documents.map(one => one.toJS() as Json | null).filter(one => one !== null);
  if (hasAliases || objects.length === 0 || documents.some(({ errors }) => errors.length > 0)) return text;
  const restyled = objects.map(one => withConfiguration(random, one));
  const whole = random.happens(1, 4) ? [listOf(restyled)] : restyled;
  const [only] = whole;
  if (whole.length === 1 && random.happens(1, 3)) return `${JSON.stringify(only, null, random.pick([0, 2, 4]))}\n`;
  const written = whole.map(one => stringify(one, styleOf(random))).join('---\n');
  const started = random.happens(1, 5) ? `---\n${written}` : written;
  const noisy = random.happens(1, 2) ? withNoise(random, started) : started;
  return random.happens(1, 6) ? noisy.trimEnd() : noisy;
}

/** Items of a List of its own kind where they are all alike. */
function listOf(objects: readonly Json[]): Json {
  const items = objects.flatMap(one => (Array.isArray(one['items']) ? (one['items'] as readonly Json[]) : [one]));
  const kinds = new Set(items.map(({ kind }) => kind));
  const [first] = items;
  if (kinds.size > 1 || !first) return { apiVersion: 'v1', kind: 'List', items };
  return { apiVersion: first['apiVersion'], kind: `${String(first['kind'])}List`, items };
}

function styleOf(random: Random): DocumentOptions & SchemaOptions & CreateNodeOptions & ToStringOptions {
  return {
    version: '1.1',
    indent: random.pick([2, 4, 3]),
    indentSeq: random.happens(1, 2),
    lineWidth: random.pick([0, 0, 60]),
    collectionStyle: random.happens(1, 6) ? 'flow' : 'any',
    defaultStringType: random.pick(['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']),
    defaultKeyType: 'PLAIN',
    flowCollectionPadding: random.happens(1, 2),
  };
}

/** The configuration in a ConfigMap in another style, unless it has a comment that says something. */
function withConfiguration(random: Random, object: Json): Json {
  const data = object['data'];
  if (object['kind'] !== 'ConfigMap' || typeof data !== 'object' || data === null || random.happens(1, 2))
    return object;
  const restyled = Object.entries(data).map(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string' || value.includes('#') || /[&*][a-z]/.test(value)) return [key, value];
    return [key, stringify(parse(value, { version: '1.1' }), styleOf(random))];
  });
  return { ...object, data: Object.fromEntries(restyled) };
}

/** Comments and blank lines where they mean nothing: outside of block scalars and of texts over several lines. */
function withNoise(random: Random, text: string): string {
  let blockIndent: number | undefined;
  let isOpen = false;
  const noisy = text.split('\n').flatMap(line => {
    const indent = line.length - line.trimStart().length;
    if (blockIndent !== undefined && (line.trim() === '' || indent > blockIndent)) return [line];
    blockIndent = /[|>][+-]?$/.test(line) ? indent : undefined;
    const wasOpen = isOpen;
    isOpen = isTextOpen(line) || /^\s*[\]}]/.test(line);
    if (wasOpen || isOpen || line.trim() === '' || /^(?:---|\.\.\.|# )/.test(line)) return [line];
    const before = random.happens(1, 12) ? [`${' '.repeat(indent)}# a comment`] : [];
    const blank = random.happens(1, 20) ? [''] : [];
    const isEnded = blockIndent === undefined && !line.includes('#') && /[\w\]}"']$/.test(line);
    return [...before, ...blank, isEnded && random.happens(1, 10) ? `${line} # ours` : line];
  });
  return noisy.join('\n');
}

function isTextOpen(line: string): boolean {
  return /["']/.test(line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ''));
}

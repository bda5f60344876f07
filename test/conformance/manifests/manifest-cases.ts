import { kindShape } from '../../../src/kubernetes/shapes/kind-shape.ts';
import { KNOWN_KINDS, type KnownKind } from '../../../src/kubernetes/shapes/kinds.ts';
import { rootOf } from '../../../src/workspace/manifest-fields.ts';
import { jsonOf } from '../../../src/workspace/manifest-value.ts';
import { readWorkspaceFile } from '../../../src/workspace/workspace-model.ts';
import { plainValue, WRITTEN_KEY } from '../../../src/yaml/plain-value.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import { corpusTexts } from '../../fixtures/corpus-texts.ts';
import type { Random } from '../random.ts';
import { COMPLETE_OBJECTS } from './complete-objects.ts';
import { isObject, type Json, type JsonObject } from './json-tree.ts';
import { mutantsOf } from './mutations.ts';
import { randomObject } from './random-objects.ts';
import { isNamespaced } from './server-answer.ts';
import { yamlText } from './yaml-text.ts';

/** A manifest of one object that both are asked about. */
export interface ManifestCase extends KnownKind {
  readonly id: string;
  readonly object: Json;
  readonly text: string;
  readonly source: 'complete' | 'mutant' | 'random' | 'corpus';
}

/** Random objects of each kind. */
const RANDOM_OBJECTS = 60;

/**
 * Complete objects as they are, with one thing changed, random ones, and those of the corpus where there is one. Of the
 * changes a third is taken by the seed; all with the variable `MUTANTS` set to `all`.
 */
export function* manifestCases(random: Random): Generator<ManifestCase> {
  for (const text of COMPLETE_OBJECTS) {
    const object = objectIn(text);
    const base = { ...kindOf(object), text, object };
    yield { ...base, id: `complete ${base.kind}`, source: 'complete' };
    yield* mutants(random, base);
  }
  for (const known of KNOWN_KINDS) {
    const shape = kindShape(known.apiVersion, known.kind);
    for (let count = 0; shape !== undefined && count < RANDOM_OBJECTS; count++) {
      const object = randomObject(random, known, shape, isNamespaced(known.kind) ? 'shop' : '');
      yield {
        ...known,
        id: `random ${known.kind} ${JSON.stringify(object)}`,
        object,
        text: textOf(random, object),
        source: 'random',
      };
    }
  }
  yield* corpusCases();
}

function* mutants(
  random: Random,
  { apiVersion, kind, object }: KnownKind & { readonly object: JsonObject },
): Generator<ManifestCase> {
  const shape = kindShape(apiVersion, kind);
  if (shape === undefined) return;
  const isAll = process.env['MUTANTS'] === 'all';
  for (const mutant of mutantsOf(object, shape)) {
    if (!isAll && !random.happens(1, 3)) continue;
    const text = textOf(random, mutant.object);
    yield { apiVersion, kind, id: `${kind}: ${mutant.what}`, object: mutant.object, text, source: 'mutant' };
  }
}

/** In flow or in block style. */
function textOf(random: Random, object: Json): string {
  return random.happens(1, 2) ? JSON.stringify(object, null, 1) : `${yamlText(object).trimStart()}\n`;
}

function* corpusCases(): Generator<ManifestCase> {
  for (const { name, text } of corpusTexts(Number.POSITIVE_INFINITY)) {
    const file = readWorkspaceFile({ uri: `file:///${name}`, path: name, folder: 'file:///', text });
    if (file.templated === 'templated') continue;
    for (const [index, one] of file.objects.entries()) {
      const root = rootOf(one);
      const object = root && (jsonOf(root) as Json);
      if (!isObject(object) || kindShape(one.apiVersion ?? '', one.kind ?? '') === undefined) continue;
      // Items of a list stand inside of a text of another kind.
      yield { ...kindOf(object), id: `${name} ${index}`, object, text: yamlText(object).trimStart(), source: 'corpus' };
    }
  }
}

function objectIn(text: string): JsonObject {
  const [document] = parseSource(text, 'manifest').documents;
  const object = document?.root?.kind === 'map' ? plainValue(document, document.root, WRITTEN_KEY) : undefined;
  if (!isObject(object as Json)) throw new Error(`no mapping: ${text}`);
  return object as JsonObject;
}

function kindOf({ apiVersion, kind }: JsonObject): KnownKind {
  return { apiVersion: String(apiVersion), kind: String(kind) };
}

/** The namespace of an object, `shop` for one that names none. */
export function namespaceOf(object: Json): string {
  const metadata = isObject(object) ? object['metadata'] : undefined;
  const namespace = isObject(metadata) ? metadata['namespace'] : undefined;
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'shop';
}

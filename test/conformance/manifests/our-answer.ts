import { checkObject } from '../../../src/kubernetes/shapes/check-object.ts';
import { kindShape } from '../../../src/kubernetes/shapes/kind-shape.ts';
import type { Finding } from '../../../src/schema/finding.ts';
import type { Shape } from '../../../src/schema/shape.ts';
import { nodeAt, parseSource, problemsOf, type YamlDocument } from '../../../src/yaml/source.ts';
import { type JsonPath, pathText } from './json-tree.ts';
import { shapeBelow } from './mutations.ts';

/** A finding with the field that it underlines. */
export interface FieldFinding {
  readonly finding: Finding;
  readonly path: JsonPath;
}

/** What we say of the first document of a manifest; undefined for a kind that is not known. */
export function ourFindings(text: string, apiVersion: string, kind: string): readonly FieldFinding[] | undefined {
  const [document] = parseSource(text, 'manifest').documents;
  const shape = kindShape(apiVersion, kind);
  if (document?.root?.kind !== 'map' || shape === undefined) return undefined;
  const findings = checkObject({ document, text, node: document.root }, shape, 'whole');
  return findings.map(finding => ({ finding, path: fieldOf(document, finding) }));
}

/** Whether the text can be read at all. */
export function isReadable(text: string): boolean {
  return problemsOf(parseSource(text, 'manifest')).length === 0;
}

/** The path to what is underlined; of what is missing the path that it would have. */
function fieldOf(document: YamlDocument, { span, code, data }: Finding): JsonPath {
  const path: (string | number)[] = [];
  let around = document.root;
  let last = 'item';
  for (const step of nodeAt(document, span.start).path) {
    const key = around?.kind === 'map' ? around.pairs[step.index]?.key : undefined;
    path.push(key?.kind === 'scalar' ? key.text : step.index);
    around = step.node;
    last = step.kind;
  }
  const missing = data['field'];
  if (code !== 'manifest/missing-field' || typeof missing !== 'string' || path.at(-1) === missing) return path;
  return [...(last === 'key' ? path.slice(0, -1) : path), missing];
}

/**
 * The path as the server writes it, cut at the first mapping with free keys: which of the keys it means, it tells in its
 * message, or not at all.
 */
export function serverPath(path: JsonPath, shape: Shape): string {
  const end = path.findIndex((_, index) => shapeBelow(shape, path.slice(0, index))?.kind === 'map');
  return pathText(end < 0 ? path : path.slice(0, end));
}

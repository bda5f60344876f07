import { checkObject } from '../../../src/kubernetes/shapes/check-object.ts';
import { kindShape } from '../../../src/kubernetes/shapes/kind-shape.ts';
import type { Finding } from '../../../src/schema/finding.ts';
import type { Shape } from '../../../src/schema/shape.ts';
import { nodeAt, parseSource, spanOf, type YamlDocument } from '../../../src/yaml/source.ts';
import type { JsonPath } from './json-tree.ts';
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
  return findings.map(finding => ({ finding, path: fieldOf(document, shape, finding) }));
}

/** The path to what is underlined; of what is missing the path that it would have. */
function fieldOf(document: YamlDocument, shape: Shape, { span, code, data }: Finding): JsonPath {
  const path: (string | number)[] = [];
  let around = document.root;
  let pairAround = around;
  let last = 'item';
  for (const step of nodeAt(document, span.start).path) {
    const key = around?.kind === 'map' ? around.pairs[step.index]?.key : undefined;
    path.push(key?.kind === 'scalar' ? key.text : step.index);
    pairAround = around;
    around = step.node;
    last = step.kind;
  }
  const missing = data['field'];
  if (code !== 'manifest/missing-field' || typeof missing !== 'string' || path.at(-1) === missing) return path;
  if (last !== 'key') return [...path, missing];
  // The key of an empty mapping that lacks it, or the first one of the mapping in which it is missing.
  const value =
    pairAround?.kind === 'map'
      ? pairAround.pairs.find(pair => spanOf(pair.key).start === span.start)?.value
      : undefined;
  const isEmpty = value?.kind === 'map' ? value.pairs.length === 0 : value?.kind === 'scalar' && value.text === '';
  const inner = shapeBelow(shape, path);
  const isInside = inner?.kind === 'map' || (inner?.kind === 'object' && inner.fields.has(missing));
  return isEmpty && isInside ? [...path, missing] : [...path.slice(0, -1), missing];
}

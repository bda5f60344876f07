import type { Finding, FindingCode } from '../../schema/finding.ts';
import type { ObjectShape } from '../../schema/shape.ts';
import { validate } from '../../schema/validate.ts';
import { inTextOrder, type ValidationContext } from '../../schema/validation.ts';
import type { MapNode } from '../../yaml/node.ts';
import { type KeyName, plainValue } from '../../yaml/plain-value.ts';
import { startOf, type YamlDocument } from '../../yaml/source.ts';
import { objectOf, textOf } from '../objects/json.ts';
import { type FieldPlace, placeOfField } from './field-place.ts';
import { FORMATS } from './formats.ts';
import { refusalsOf } from './rules/refusals.ts';
import type { Refusal } from './rules/rule.ts';

/** What is told of an object of a known kind. */
export type ManifestProblem = 'unknown-field' | 'wrong-type' | 'missing-field' | 'invalid-value' | 'duplicate-key';

/** An object as it stands in a text. */
export interface ObjectInText {
  /** The document that its aliases are looked up in. */
  readonly document: YamlDocument;
  /** The text that the document was read from, in the dialect `manifest`. */
  readonly text: string;
  readonly node: MapNode;
}

/** `partial`: a patch, which names only what it changes and may hold directives such as `$patch: delete`. */
export type Completeness = 'whole' | 'partial';

/** How each message starts. */
const REFUSAL = 'The API server will not take this';

/**
 * Why the API server refuses to create the object, in the order of the text; nothing for one that it takes, or of which
 * that is not known. Codes are `manifest/` and a {@link ManifestProblem}; all are errors. Of a partial object nothing is
 * missing. What would be right stands in `data.replacement` (of the underlined key or value), the name of a missing or
 * unknown field in `data.field`, the values that there are in `data.values`. Never throws.
 * See https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function checkObject(object: ObjectInText, shape: ObjectShape, completeness: Completeness): readonly Finding[] {
  const context: ValidationContext = {
    document: object.document,
    text: object.text,
    dialect: 'manifest',
    area: 'manifest',
    refusal: REFUSAL,
    formats: FORMATS,
    lacks: () => undefined,
    replaced: new Set(),
    leftOut: undefined,
  };
  const byShape = validate(object.node, shape, 'the object', [], context).map(withManifestCode);
  if (completeness === 'partial') return byShape.filter(isOfPatch);
  return inTextOrder([...byShape, ...otherRefusals(object, byShape)]);
}

/**
 * What is wrong beside the shape. Where a value has the wrong type the API server looks no further, and neither is
 * anything said here; fields with misspelt names are taken for those that were meant.
 */
function otherRefusals(object: ObjectInText, byShape: readonly Finding[]): readonly Finding[] {
  if (byShape.some(({ code }) => code === 'manifest/wrong-type')) return [];
  const { document, node } = object;
  const meant = new Map(
    byShape.flatMap(({ code, span, data }) =>
      code === 'manifest/unknown-field' && typeof data['replacement'] === 'string'
        ? [[span.start, data['replacement']] as const]
        : [],
    ),
  );
  const nameOf: KeyName = key => meant.get(startOf(key)) ?? key.text;
  const json = objectOf(plainValue(document, node, nameOf));
  const told = new Set(byShape.map(({ span }) => `${span.start} ${span.end}`));
  const found = refusalsOf(json, textOf(json['apiVersion']), textOf(json['kind'])).map(refusal => {
    return findingOf(refusal, placeOfField(document, node, refusal.path, nameOf));
  });
  return found.filter(({ span }) => !told.has(`${span.start} ${span.end}`));
}

function findingOf({ path, kind, message, replacement }: Refusal, { span, absent }: FieldPlace): Finding {
  const field = absent ?? path.at(-1);
  const isMissing = kind === 'missing' || absent !== undefined;
  return {
    code: isMissing ? 'manifest/missing-field' : 'manifest/invalid-value',
    severity: 'error',
    span,
    message: `${REFUSAL}: ${message}`,
    related: [],
    data: {
      ...(isMissing && typeof field === 'string' ? { field } : {}),
      ...(isMissing || replacement === undefined ? {} : { replacement }),
    },
  };
}

function withManifestCode(finding: Finding): Finding {
  return { ...finding, code: CODES.get(finding.code) ?? finding.code };
}

const CODES: ReadonlyMap<FindingCode, FindingCode> = new Map([
  ['manifest/unknown-value', 'manifest/invalid-value'],
  ['manifest/null-entry', 'manifest/missing-field'],
]);

/** Whether the finding is one in a patch too. */
function isOfPatch({ code, data }: Finding): boolean {
  if (code === 'manifest/missing-field') return false;
  return !(code === 'manifest/unknown-field' && typeof data['field'] === 'string' && data['field'].startsWith('$'));
}

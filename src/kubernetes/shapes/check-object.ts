import type { Finding, FindingCode } from '../../schema/finding.ts';
import type { ObjectShape } from '../../schema/shape.ts';
import { validate } from '../../schema/validate.ts';
import { inTextOrder, type ValidationContext } from '../../schema/validation.ts';
import type { MapNode } from '../../yaml/node.ts';
import type { YamlDocument } from '../../yaml/source.ts';
import { FORMATS } from './formats.ts';

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
  const findings = validate(object.node, shape, 'the object', [], context).map(withManifestCode);
  return inTextOrder(completeness === 'whole' ? findings : findings.filter(isOfPatch));
}

function withManifestCode(finding: Finding): Finding {
  const code: FindingCode = finding.code === 'manifest/unknown-value' ? 'manifest/invalid-value' : finding.code;
  return { ...finding, code };
}

/** Whether the finding is one in a patch too. */
function isOfPatch({ code, data }: Finding): boolean {
  if (code === 'manifest/missing-field') return false;
  return !(code === 'manifest/unknown-field' && typeof data['field'] === 'string' && data['field'].startsWith('$'));
}

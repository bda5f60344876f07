/** A mapping with known keys as the OpenAPI of Kubernetes describes it. */
export interface Definition {
  /** Its first sentences. */
  readonly doc: string;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
}

/**
 * Type, first sentences, and what else there is to know. The type is the short name of a definition, `string`, `bool`,
 * `int32`, `int64`, `int-or-string`, `quantity`, `time`, `bytes` (base64), `any`, or one of these behind `[]` or `map[]`.
 */
export type FieldDefinition = readonly [string, string] | readonly [string, string, FieldDetails];

export type FieldDetails = Partial<{
  /** The API server always writes it; that it has to be there on creation is told elsewhere. */
  readonly required: boolean;
  readonly default: string;
  /** Of a text or of the texts in a list or mapping: the published values with their documentation. */
  readonly values: Readonly<Record<string, string>>;
  /** What to do instead. */
  readonly deprecated: string;
  readonly link: string;
}>;

import type { TextFormat } from '../../../schema/shape.ts';

/** What the API server wants of a field beyond its type. */
export type Constraint = Partial<{
  /** Without it, or when it is null or empty, the object is refused. */
  readonly needed: true;
  /** Of the scalar, or of those in the list or mapping. */
  readonly format: TextFormat;
  /** Of the keys of a mapping. */
  readonly keys: TextFormat;
  /** An empty text is refused, other than where it is as good as none. */
  readonly empty: 'refused';
  /** Null items are refused in the list, which otherwise stand for what is empty. */
  readonly nullItems: 'refused';
  /** The values, where the published ones are not those that are taken. */
  readonly values: readonly string[];
  /** The definition of what is inside, with the variant of its constraints. */
  readonly type: string;
}>;

/** Of the fields of a definition. */
export type Constraints = Readonly<Record<string, Constraint>>;

/**
 * By the name of the definition; of what is wanted in some places only behind `@`: `meta.v1.ObjectMeta@template`. Where a
 * variant has no constraints of its own, those of the definition do not count.
 */
export type ConstraintTable = Readonly<Record<string, Constraints>>;

export const NEEDED: Constraint = { needed: true };

export function needed(format: TextFormat): Constraint {
  return { needed: true, format };
}

export function of(format: TextFormat): Constraint {
  return { format };
}

/** A pointer in Go: absent is fine, an empty text is one that is wrong. */
export function ofNonEmpty(format: TextFormat): Constraint {
  return { format, empty: 'refused' };
}

export function oneOf(...values: readonly string[]): Constraint {
  return { values };
}

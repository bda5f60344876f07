import type { FindingData } from './finding.ts';
import { nearest, nearestWithin } from './nearest.ts';
import type { ObjectShape, Shape } from './shape.ts';

export interface UnknownField {
  /** Follows "…will not load this file:". */
  readonly message: string;
  /** `replacement` where the key is misspelt, `belongsTo` where it stands at the wrong level. */
  readonly data: FindingData;
  /** The field of this mapping that was probably meant. */
  readonly meant: string | undefined;
}

/**
 * What to say about a key that the mapping does not have: a misspelling of a field that is not there yet, or a field of
 * the right name at the wrong level. `trail` are the mappings around it, the innermost last.
 */
export function unknownField(
  name: string,
  shape: ObjectShape,
  trail: readonly ObjectShape[],
  present: ReadonlySet<string>,
): UnknownField {
  const free = [...shape.fields.keys()].filter(field => !present.has(field));
  const near = nearestWithin(name, free, 1);
  const around = near === undefined ? holderAround(name, shape, trail) : undefined;
  if (around !== undefined) return misplaced(name, shape, around);
  const far = near ?? nearest(name, free);
  if (far !== undefined) return misspelt(name, shape, far);
  const beside = trail
    .toReversed()
    .map(outer => holderInside(name, outer))
    .find(found => found !== undefined);
  const holder = beside ?? holderBelow(name, shape);
  return holder === undefined ? unheard(name, shape) : misplaced(name, shape, holder);
}

function holderAround(name: string, shape: ObjectShape, trail: readonly ObjectShape[]): string | undefined {
  const outer = trail.findLast(one => one.fields.has(name));
  return outer?.title ?? holderInside(name, shape);
}

/** The field of the mapping whose own mapping has a field of that name. */
function holderInside(name: string, shape: ObjectShape): string | undefined {
  for (const field of shape.fields.values()) {
    if (objectIn(field.shape)?.fields.has(name)) return `\`${field.name}\``;
  }
  return undefined;
}

/** Mappings inside of mappings that are looked into. */
const DEEPEST = 4;

/** The one mapping inside of mappings that has a field of that name, as a path: `template.spec`. */
function holderBelow(name: string, shape: ObjectShape): string | undefined {
  let level: readonly (readonly [string, ObjectShape])[] = [['', shape]];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    level = level.flatMap(([path, outer]) => mappingsIn(outer).map(([key, inner]) => [path + key, inner] as const));
    const [first, ...others] = level.filter(([, inner]) => inner.fields.has(name));
    if (first !== undefined) return others.length === 0 ? `\`${first[0]}\`` : undefined;
    level = level.map(([path, inner]) => [`${path}.`, inner]);
  }
  return undefined;
}

function mappingsIn(shape: ObjectShape): readonly (readonly [string, ObjectShape])[] {
  return [...shape.fields.values()].flatMap(({ name, shape: inner }) =>
    inner.kind === 'object' ? [[name, inner] as const] : [],
  );
}

function objectIn(shape: Shape): ObjectShape | undefined {
  if (shape.kind === 'object') return shape;
  if (shape.kind === 'list') return objectIn(shape.item);
  return shape.kind === 'map' ? objectIn(shape.value) : undefined;
}

function misspelt(name: string, shape: ObjectShape, meant: string): UnknownField {
  return {
    message: `\`${name}\` is not a field of ${shape.title}. Did you mean \`${meant}\`?`,
    data: { field: name, replacement: meant },
    meant,
  };
}

function misplaced(name: string, shape: ObjectShape, holder: string): UnknownField {
  return {
    message: `\`${name}\` is not a field of ${shape.title}. It belongs to ${holder}.`,
    data: { field: name, belongsTo: holder.replaceAll('`', '') },
    meant: undefined,
  };
}

function unheard(name: string, shape: ObjectShape): UnknownField {
  return {
    message: `\`${name}\` is not a field of ${shape.title}. Remove it.`,
    data: { field: name },
    meant: undefined,
  };
}

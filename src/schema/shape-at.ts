import type { CursorStep } from './cursor.ts';
import type { FieldShape, ObjectShape, Shape } from './shape.ts';

/** What stands at the end of a path through a shape. */
export interface ShapeAt {
  readonly shape: Shape;
  /** The last field on the way, if the path ends in it or in items of it. */
  readonly field: FieldShape | undefined;
  /** The mappings with known keys on the way, the outermost first. */
  readonly trail: readonly ObjectShape[];
}

/** Follows a path from the root; undefined where the shape has no such thing. */
export function shapeAt(root: Shape, path: readonly CursorStep[]): ShapeAt | undefined {
  let found: ShapeAt = { shape: root, field: undefined, trail: [] };
  for (const step of path) {
    const next = stepInto(found, step);
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function stepInto({ shape, field, trail }: ShapeAt, step: CursorStep): ShapeAt | undefined {
  if (step.kind === 'item') return shape.kind === 'list' ? { shape: shape.item, field, trail } : undefined;
  if (shape.kind === 'map') return { shape: shape.value, field: undefined, trail };
  if (shape.kind !== 'object') return undefined;
  const inner = shape.fields.get(step.name);
  return inner && { shape: inner.shape, field: inner, trail: [...trail, shape] };
}

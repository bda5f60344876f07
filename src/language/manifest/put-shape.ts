import type { ObjectShape, Shape } from '../../schema/shape.ts';

/**
 * The shape with another one at a path of fields, `*` for the items of a list; unchanged where it has no such place. What
 * is not on the path stays as it is.
 */
export function putShape(root: ObjectShape, path: readonly string[], put: Shape): ObjectShape {
  const changed = replaced(root, path, put);
  return changed?.kind === 'object' ? changed : root;
}

function replaced(shape: Shape, [step, ...rest]: readonly string[], put: Shape): Shape | undefined {
  if (step === undefined) return put;
  if (step === '*') {
    const item = shape.kind === 'list' ? replaced(shape.item, rest, put) : undefined;
    return shape.kind === 'list' && item ? { ...shape, item } : undefined;
  }
  if (shape.kind !== 'object') return undefined;
  const field = shape.fields.get(step);
  const inner = field && replaced(field.shape, rest, put);
  if (!field || !inner) return undefined;
  const fields = new Map(shape.fields).set(step, { ...field, shape: inner });
  return {
    kind: 'object',
    title: shape.title,
    link: shape.link,
    removed: shape.removed,
    fields,
    required: [...fields.values()].filter(({ required }) => required !== 'no'),
  };
}

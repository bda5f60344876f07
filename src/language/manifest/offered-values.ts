import type { EnumShape } from '../../schema/shape.ts';

/** Values to offer and to explain, by their documentation; others are as good. */
export function offered(values: Iterable<readonly [string, string]>): EnumShape {
  return {
    kind: 'enum',
    values: [...values].map(([value, doc]) => ({ value, doc, since: undefined })),
    letterCase: 'sensitive',
    empty: 'accepted',
    others: 'accepted',
  };
}

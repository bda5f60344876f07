import type { ScalarNode, YamlNode } from '../../yaml/node.ts';

/**
 * One key of a configuration mapping as it stands in the file:
 *
 * - `absent`: not written, the default counts;
 * - `set`: written and readable (a null value is `set` with what Go makes of null);
 * - `unreadable`: written, but not as a value of this type. The load-time check says so; nobody else should guess.
 */
export type Field<T> =
  | { readonly state: 'absent' }
  | { readonly state: 'set'; readonly value: T; readonly key: ScalarNode; readonly node: YamlNode }
  | { readonly state: 'unreadable'; readonly key: ScalarNode; readonly node: YamlNode };

/** The value of the field, `fallback` when it is absent, undefined when it cannot be read. */
export function valueOr<T>(field: Field<T>, fallback: T): T | undefined {
  if (field.state === 'absent') return fallback;
  return field.state === 'set' ? field.value : undefined;
}

import type { JsonObject } from '../../objects/json.ts';

export type FieldPath = readonly (string | number)[];

/** Why the API server refuses a value, beside what its shape says. */
export interface Refusal {
  /** From the root of the object: to what is wrong, or to where what is missing would be. */
  readonly path: FieldPath;
  readonly kind: 'missing' | 'invalid';
  /** A sentence that follows "The API server will not take this:". */
  readonly message: string;
  /** What would be right in the place of the value, as YAML; undefined when that is not known. */
  readonly replacement: string | undefined;
}

/** Where an object stands. */
export interface RulePlace {
  readonly at: FieldPath;
  /** The whole object. */
  readonly root: JsonObject;
  readonly rootKind: string;
}

/** The place of what stands at a path below an object. */
export function below(place: RulePlace, ...path: FieldPath): RulePlace {
  return { ...place, at: [...place.at, ...path] };
}

/** What one rule says of an object of a definition. Null is what is missing. Must not throw. */
export type Rule = (object: JsonObject, place: RulePlace) => Iterable<Refusal>;

/** By the name of the definition. */
export type RuleTable = Readonly<Record<string, readonly Rule[]>>;

export function invalid(place: RulePlace, path: FieldPath, message: string): Refusal {
  return { path: [...place.at, ...path], kind: 'invalid', message, replacement: undefined };
}

export function missing(place: RulePlace, path: FieldPath, message: string): Refusal {
  return { path: [...place.at, ...path], kind: 'missing', message, replacement: undefined };
}

/** A wrong value of which it is known what was meant. */
export function wrongly(place: RulePlace, path: FieldPath, message: string, replacement: string): Refusal {
  return { ...invalid(place, path, message), replacement };
}

/** Whether there is something: Go sees no difference between what is missing and null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The names of those fields that are set. */
export function setFields(object: JsonObject, names: Iterable<string>): readonly string[] {
  return [...names].filter(name => isSet(object[name]));
}

/** Indices of the items whose identity an earlier one has; those without an identity are left out. */
export function repeatedItems<T>(items: readonly T[], identity: (item: T) => string | undefined): readonly number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const id = identity(item);
    if (id === undefined) return [];
    if (seen.has(id)) return [index];
    seen.add(id);
    return [];
  });
}

/** A rule that exactly one, or at most one, of the fields is set. */
export function oneOfFields(how: 'exactly one' | 'at most one', what: string, names: readonly string[]): Rule {
  return function* (object, place) {
    const there = setFields(object, names);
    const list = names.map(name => `\`${name}\``).join(', ');
    if (there.length === 0 && how === 'exactly one') {
      yield missing(place, [], `${what} needs one of ${list}.`);
    }
    for (const name of there.slice(1)) {
      yield invalid(place, [name], `${what} takes one of ${list}, and there is \`${there[0]}\` already.`);
    }
  };
}

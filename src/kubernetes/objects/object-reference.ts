import { optionalObject, textOf } from './json.ts';

/** The object behind an address of an Endpoints or EndpointSlice object. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Reads a `targetRef`; undefined where there is none. Never throws. */
export function readObjectReference(value: unknown): ObjectReference | undefined {
  const reference = optionalObject(value);
  if (reference === undefined) return undefined;
  return {
    kind: textOf(reference['kind']),
    namespace: textOf(reference['namespace']),
    name: textOf(reference['name']),
  };
}

import { objectOf, textOf } from './json.ts';
import { type Controller, readController } from './object-meta.ts';

/** What discovery reads of an object that stands between a pod and what the user wrote: only who manages it. */
export interface OwnerObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly controller: Controller | undefined;
}

/** Reads name, namespace and controller, nothing else. Never throws: what is missing is empty. */
export function readOwner(value: unknown): OwnerObject {
  const metadata = objectOf(objectOf(value)['metadata']);
  return {
    metadata: { name: textOf(metadata['name']), namespace: textOf(metadata['namespace']) },
    controller: readController(metadata),
  };
}

import { listOf, objectOf, textOf, textsByKey } from './json.ts';

/** What every object says of itself. */
export interface ObjectMeta {
  readonly name: string;
  /** '' for objects of the cluster, and for those that do not say. */
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
}

/** The object that manages another one, such as the ReplicaSet of a pod. */
export interface Controller {
  readonly kind: string;
  readonly name: string;
}

/** Reads `metadata`. Never throws: what is missing is empty. */
export function readObjectMeta(value: unknown): ObjectMeta {
  const metadata = objectOf(value);
  return {
    name: textOf(metadata['name']),
    namespace: textOf(metadata['namespace']),
    labels: textsByKey(metadata['labels']),
    annotations: textsByKey(metadata['annotations']),
  };
}

/**
 * The first owner in `metadata` that is marked as controller, undefined when there is none.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function readController(value: unknown): Controller | undefined {
  const owner = listOf(objectOf(value)['ownerReferences'], objectOf).find(one => one['controller'] === true);
  return owner && { kind: textOf(owner['kind']), name: textOf(owner['name']) };
}

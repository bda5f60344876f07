/** Longer values are left out of recordings. */
const MAX_VALUE_LENGTH = 1024;

/** How the keys end under which tools keep the object that was applied, with everything that stands in it. */
const WHOLE_OBJECT_KEYS = ['last-applied-configuration', 'last-applied', 'objectset.rio.cattle.io/applied'] as const;

/** An object in JSON or YAML says its version and kind. */
const WHOLE_OBJECT = /(?:^|[\s{,"'])apiVersion["']?\s*:/;

/**
 * The annotations that a recording keeps: none that hold a whole object, whose environment and arguments may be anybody's
 * secret, and none of more than 1 KiB.
 * See https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-last-applied-configuration
 */
export function keptAnnotations(annotations: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...annotations].filter(([key, value]) => isKept(key, value)));
}

function isKept(key: string, value: string): boolean {
  if (value.length > MAX_VALUE_LENGTH) return false;
  return !WHOLE_OBJECT_KEYS.some(end => key.endsWith(end)) && !WHOLE_OBJECT.test(value);
}

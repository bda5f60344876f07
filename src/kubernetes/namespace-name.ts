const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whether a namespace can have that name: `${NAMESPACE}`, `<namespace>` and `MY_NAMESPACE` are still to be replaced.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function isNamespaceName(name: string): boolean {
  return NAME.test(name);
}

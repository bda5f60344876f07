/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

type NamespacesRead =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** The names in a text, separated by commas or spaces, each once; none in an empty one. */
export function readNamespaces(text: string): NamespacesRead {
  const names = [...new Set(text.split(/[\s,]+/).filter(name => name !== ''))];
  const wrong = names.find(name => !DNS_LABEL.test(name));
  if (wrong === undefined) return { ok: true, names };
  return { ok: false, message: `${wrong} cannot be the name of a namespace: those have small letters, digits and -.` };
}

/** `a`, `a and b`, `a, b and c`; each as code. `or` in place of `and` when asked for. */
export function listed(words: readonly string[], joint: 'and' | 'or'): string {
  const coded = words.map(word => `\`${word}\``);
  const last = coded.at(-1) ?? '';
  return coded.length < 2 ? last : `${coded.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** `role pod`, `roles pod and node`. */
export function roles(names: readonly string[], joint: 'and' | 'or'): string {
  return `${names.length === 1 ? 'role' : 'roles'} ${listed(names, joint)}`;
}

/** Why a fix is offered disabled whose edit `yaml/embedded` cannot write. */
export const NOT_WRITABLE =
  'The configuration stands in a quoted or folded scalar, where this edit cannot be written exactly.';

/** A label key or value that Kubernetes refuses, and why; undefined for a valid one. */
export type LabelProblem = string | undefined;

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;

/**
 * What is wrong with a label (or annotation) key: an optional DNS subdomain and `/`, then a name of at most 63 letters,
 * digits, `-`, `_` and `.`.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelKeyProblem(key: string): LabelProblem {
  const parts = key.split('/');
  if (parts.length > 2) return 'it has more than one `/`';
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix !== undefined && !isDnsSubdomain(prefix)) return 'what stands before `/` is not a DNS name';
  if (name === '') return 'it is empty';
  return nameProblem(name);
}

/** What is wrong with a label value: empty, or at most 63 letters, digits, `-`, `_` and `.` as in a name. */
export function labelValueProblem(value: string): LabelProblem {
  return value === '' ? undefined : nameProblem(value);
}

function nameProblem(name: string): LabelProblem {
  if (utf8Length(name) > LONGEST_NAME) return `it is longer than ${LONGEST_NAME} characters`;
  if (NAME.test(name)) return undefined;
  return 'only letters, digits, `-`, `_` and `.` may stand in it, and it must start and end with a letter or digit';
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Whether `name` is a lower-case RFC 1123 subdomain, such as `app.kubernetes.io`. */
export function isDnsSubdomain(name: string): boolean {
  if (name.length > LONGEST_PREFIX) return false;
  return name.split('.').every(label => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label));
}

const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*$/;
/** What some dialect reads as something else than a text. */
const NOT_A_TEXT = /^(?:null|true|false|yes|no|on|off|y|n|\.nan|\.inf)$/i;

/**
 * Plain data as the YAML of a manifest: objects as documents, block style, lists not indented, as kubectl prints them;
 * texts are quoted where they must be. Ends with a line break.
 */
export function manifestsYaml(objects: readonly object[]): string {
  return objects.map(object => `${mapping(object).join('\n')}\n`).join('---\n');
}

function mapping(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]) => entry(scalar(key), inner));
}

function entry(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${key}: []`] : [`${key}:`, ...items(value)];
  if (typeof value === 'object' && value !== null) {
    const lines = mapping(value);
    return lines.length === 0 ? [`${key}: {}`] : [`${key}:`, ...lines.map(line => `  ${line}`)];
  }
  return value === undefined ? [] : [`${key}: ${scalar(value)}`];
}

function items(values: readonly unknown[]): readonly string[] {
  return values.flatMap(value => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const entries = isObject ? mapping(value) : [];
    const lines = entries.length > 0 ? entries : [scalar(value)];
    return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  });
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return PLAIN.test(value) && !NOT_A_TEXT.test(value) ? value : JSON.stringify(value);
}

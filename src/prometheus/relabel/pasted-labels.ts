import type { Labels } from './rule.ts';

export type PastedLabels =
  | { readonly ok: true; readonly labels: Labels }
  /** `rest` is the text from where it could not be read, cut. */
  | { readonly ok: false; readonly rest: string };

/** `name="value"`, `name=value` or `name: value`, the name in quotes or not. */
const PAIR = /^\s*("(?:[^"\\]|\\.)*"|[^\s"'{},:=]+)\s*[:=]\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,"'{}]*)\s*(?:,|$|(?=\s))/;

/**
 * Reads labels as people copy them: from Prometheus' own pages (`{instance="a", job="b"}`), as JSON or YAML, one on each
 * line or all on one. Of a name that is there twice the last counts. An empty text has no labels.
 */
export function readPastedLabels(text: string): PastedLabels {
  const labels = new Map<string, string>();
  let rest = text.trim().replace(/^\{/, '').replace(/\}$/, '').trim();
  while (rest !== '') {
    const pair = PAIR.exec(rest);
    if (!pair) return { ok: false, rest: rest.slice(0, 80) };
    const [whole, name = '', value = ''] = pair;
    labels.set(unquoted(name), unquoted(value));
    rest = rest.slice(whole.length).trim().replace(/^,\s*/, '');
  }
  return { ok: true, labels };
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  }
}

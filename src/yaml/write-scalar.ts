import type { Dialect } from './dialect.ts';
import type { ScalarStyle } from './node.ts';
import { resolveScalar } from './scalar.ts';

/** Characters that mean nothing to YAML inside a plain scalar, in block or flow, but the space and colon handled apart. */
const HARMLESS = /^[\w./$()^+*~=;|@<>\\ :-]*$/;
const HARMLESS_START = /^[\w./$(^+~\\]/;
const DIALECTS: readonly Dialect[] = ['prometheus', 'rules', 'manifest'];

/** How a text is written so that every dialect reads it as that text: plain if possible, else in double quotes. */
export function writeText(text: string): string {
  return isPlainText(text) && isString(text) ? text : quoteDouble(text);
}

/** How a text is written in the style of the scalar that it replaces; undefined for block scalars. */
export function writeInStyle(text: string, style: ScalarStyle, wasString: boolean): string | undefined {
  if (style === 'plain') return isPlainText(text) && (!wasString || isString(text)) ? text : quoteDouble(text);
  if (style === 'double') return quoteDouble(text);
  if (style !== 'single') return undefined;
  return /[\n\r\0-\x1f]/.test(text) ? quoteDouble(text) : `'${text.replaceAll("'", "''")}'`;
}

function isPlainText(text: string): boolean {
  return (
    HARMLESS_START.test(text) &&
    HARMLESS.test(text) &&
    !text.endsWith(' ') &&
    !text.endsWith(':') &&
    !text.includes(': ') &&
    !/^-{3}|^\.{3}/.test(text)
  );
}

function isString(text: string): boolean {
  const node = { kind: 'scalar', style: 'plain', text, tag: undefined, anchor: undefined } as const;
  return DIALECTS.every(dialect => resolveScalar(node, dialect).type === 'string');
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A text in double quotes, with the escapes that every YAML reader knows. */
export function quoteDouble(text: string): string {
  const escaped = text.replaceAll(/["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]/g, char => {
    return SHORT_ESCAPES.get(char) ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

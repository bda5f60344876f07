import type { SelectorReading } from './label-selector.ts';

/** One condition of a field selector. */
export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** All conditions have to hold; none selects everything. */
export type FieldSelector = readonly FieldRequirement[];

/**
 * Reads a field selector as the API server does: `metadata.name=web,status.phase!=Failed`. `\` escapes `\`, `,` and `=`
 * in a value. Which fields a kind has is not known here.
 * See https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export function parseFieldSelector(text: string): SelectorReading<FieldSelector> {
  const selector: FieldRequirement[] = [];
  for (const term of termsOf(text)) {
    if (term.text === '') continue;
    const split = /!=|==?/.exec(term.text);
    if (split === null) {
      return { ok: false, problem: { offset: term.offset, message: `\`${term.text}\` has no \`=\` or \`!=\`` } };
    }
    const start = split.index + split[0].length;
    const value = unescaped(term.text.slice(start));
    if (typeof value !== 'string') {
      return { ok: false, problem: { offset: term.offset + start + value.offset, message: value.message } };
    }
    const field = term.text.slice(0, split.index);
    // As in the API server, a condition on nothing is none.
    if (field !== '' || value !== '') selector.push({ field, operator: split[0] === '!=' ? '!=' : '=', value });
  }
  return { ok: true, selector };
}

/** Whether the fields satisfy every condition. A field that is not there counts as empty. */
export function matchesFields(selector: FieldSelector, fields: ReadonlyMap<string, string>): boolean {
  return selector.every(({ field, operator, value }) => ((fields.get(field) ?? '') === value) === (operator === '='));
}

interface Term {
  readonly text: string;
  readonly offset: number;
}

function termsOf(text: string): readonly Term[] {
  const terms: Term[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '\\') at++;
    else if (at === text.length || text[at] === ',') {
      terms.push({ text: text.slice(start, at), offset: start });
      start = at + 1;
    }
  }
  if (start < text.length && terms.at(-1)?.offset !== start) terms.push({ text: text.slice(start), offset: start });
  return terms;
}

function unescaped(value: string): string | { readonly offset: number; readonly message: string } {
  let result = '';
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? '';
    if (character === '=' || character === ',') {
      return { offset: at, message: `\`${character}\` in a value must be written \`\\${character}\`` };
    }
    if (character !== '\\') {
      result += character;
      continue;
    }
    const next = value[++at] ?? '';
    if (next !== '\\' && next !== ',' && next !== '=') {
      return {
        offset: at - 1,
        message: `\`\\${next}\` is not an escape: only \`\\\`, \`,\` and \`=\` may follow \`\\\``,
      };
    }
    result += next;
  }
  return result;
}

import { isGoLetterOrDigit } from './go-unicode.ts';
import type { MatchGroups } from './regex.ts';

interface Reference {
  readonly name: string;
  /** How much of the template it takes, without the `$`. */
  readonly length: number;
}

/**
 * Puts the groups of a match into a template such as `$1`, `${1}_total` or `${name}`, by the rules of Go's
 * Regexp.Expand: unbraced names take as many letters, digits and underscores as follow; `$$` is `$`; a `$` that starts
 * no reference stays; a group that is unknown or took no part gives nothing. `names` are the group names by number.
 * See https://pkg.go.dev/regexp#Regexp.Expand
 */
export function expandTemplate(template: string, groups: MatchGroups, names: readonly string[]): string {
  if (template === '$1') return groups[1] ?? ''; // what rules have that do not say otherwise
  let result = '';
  let rest = template;
  for (;;) {
    const dollar = rest.indexOf('$');
    if (dollar < 0) return result + rest;
    result += rest.slice(0, dollar);
    rest = rest.slice(dollar + 1);
    const reference = readReference(rest);
    if (reference) {
      result += groupValue(reference.name, groups, names);
      rest = rest.slice(reference.length);
    } else {
      result += '$';
      if (rest.startsWith('$')) rest = rest.slice(1);
    }
  }
}

/** A reference to a group in a template. */
export interface TemplateReference {
  /** Name or number, without `$` and braces. */
  readonly name: string;
  /** As written. */
  readonly text: string;
}

/** The references of a template, in its order. */
export function referencesIn(template: string): readonly TemplateReference[] {
  const found: TemplateReference[] = [];
  for (let at = template.indexOf('$'); at >= 0; at = template.indexOf('$', at)) {
    const reference = readReference(template.slice(at + 1));
    if (reference) found.push({ name: reference.name, text: template.slice(at, at + 1 + reference.length) });
    at += 1 + (reference?.length ?? (template[at + 1] === '$' ? 1 : 0));
  }
  return found;
}

function readReference(text: string): Reference | undefined {
  const start = text.startsWith('{') ? 1 : 0;
  let end = start;
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    if (code !== 0x5f && !isGoLetterOrDigit(code)) break;
    end += code > 0xffff ? 2 : 1;
  }
  if (end === start) return undefined;
  const name = text.slice(start, end);
  if (start === 0) return { name, length: end };
  return text[end] === '}' ? { name, length: end + 1 } : undefined;
}

function groupValue(name: string, groups: MatchGroups, names: readonly string[]): string {
  const number = groupNumber(name);
  if (number !== undefined) return groups[number] ?? '';
  const index = names.findIndex((one, at) => one === name && groups[at] !== undefined);
  return groups[index] ?? '';
}

/** The number that a reference is; undefined for a name, also for one with leading zeros. */
export function groupNumber(reference: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(reference) ? Number(reference) : undefined;
}

import type { YamlProblem } from '../node.ts';
import { refuse, type Site } from './check.ts';
import { ownParts } from './gaps.ts';

export const CONTROL_CHARACTER = 'yaml/control-character';

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Whether the text holds a character that no Go library reads, not even in a comment. */
export function hasForbiddenCharacter(text: string): boolean {
  return FORBIDDEN.test(text);
}

/** Every such character from `start` to `end` of the text. */
export function forbiddenCharacters(text: string, start: number, end: number): YamlProblem[] {
  return [...text.slice(start, end).matchAll(new RegExp(FORBIDDEN, 'g'))].map(({ 0: char, index }) => {
    const name = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const at = start + index;
    return {
      code: CONTROL_CHARACTER,
      message: `The control character ${name} is not allowed in YAML, not even in a comment.`,
      span: { start: at, end: at + 1 },
    };
  });
}

/** Every control character of the chunk's own text. */
export function checkCharacters(site: Site): void {
  for (const part of ownParts(site)) {
    for (const { code, message, span } of forbiddenCharacters(site.text, part.start, part.end))
      refuse(site, span.start, span.end, code, message);
  }
}

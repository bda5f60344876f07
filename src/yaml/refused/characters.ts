import { refuse, type Site } from './check.ts';
import { ownParts } from './gaps.ts';

const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Whether the text holds a character that no Go library reads, not even in a comment. */
export function hasForbiddenCharacter(text: string): boolean {
  return FORBIDDEN.test(text);
}

/** Every control character of the chunk's own text. */
export function checkCharacters(site: Site): void {
  const every = new RegExp(FORBIDDEN, 'g');
  for (const part of ownParts(site)) {
    for (const { 0: char, index } of site.text.slice(part.start, part.end).matchAll(every)) {
      const at = part.start + index;
      const name = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
      refuse(
        site,
        at,
        at + 1,
        'yaml/control-character',
        `The control character ${name} is not allowed in YAML, not even in a comment.`,
      );
    }
  }
}

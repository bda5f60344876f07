import { askOracle } from '../oracle.ts';
import { yamlText } from '../yaml-text.ts';

/** What Go's Unicode tables say of one code point. */
export interface GoCharacter {
  readonly code: number;
  readonly upper: number;
  readonly lower: number;
  readonly letterOrDigit: boolean;
}

interface Answer {
  readonly labels: Readonly<Record<string, string>>;
}

const CHUNK = 2048;
const FIRST = 0x80;
const LAST = 0x10ffff;

/**
 * Asks the real relabelling about every code point beyond ASCII. `uppercase` and `lowercase` show the case mapping; in
 * a template a letter or digit prolongs the name of a reference and disappears with it, anything else stays.
 */
export async function* askGoUnicode(): AsyncGenerator<GoCharacter> {
  const chunks = [...codeChunks()];
  let index = 0;
  for await (const answer of askOracle<Answer>(chunks.map(requestFor))) {
    const chunk = chunks[index++] ?? [];
    const upper = codes(answer.labels['upper'] ?? '');
    const lower = codes(answer.labels['lower'] ?? '');
    const others = new Set(codes(answer.labels['others'] ?? ''));
    for (const [at, code] of chunk.entries()) {
      yield { code, upper: upper[at] ?? -1, lower: lower[at] ?? -1, letterOrDigit: !others.has(code) };
    }
  }
}

function* codeChunks(): Generator<readonly number[]> {
  for (let start = FIRST; start <= LAST; start += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, LAST + 1 - start) }, (_, index) => start + index);
    const characters = chunk.filter(code => code < 0xd800 || code > 0xdfff);
    if (characters.length > 0) yield characters;
  }
}

function requestFor(chunk: readonly number[]): object {
  const text = String.fromCodePoint(...chunk);
  const template = chunk.map(code => `$a${String.fromCodePoint(code)}`).join('');
  const rules = [
    '- {action: uppercase, source_labels: [text], target_label: upper}',
    '- {action: lowercase, source_labels: [text], target_label: lower}',
    `- {target_label: others, replacement: ${yamlText(template)}}`,
  ];
  return { op: 'relabel', labels: { text }, rules: rules.join('\n') };
}

function codes(text: string): readonly number[] {
  return [...text].map(character => character.codePointAt(0) ?? 0);
}

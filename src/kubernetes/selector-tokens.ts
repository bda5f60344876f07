const OPERATORS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'] as const;

export type SelectorTokenKind = (typeof OPERATORS)[number] | 'in' | 'notin' | 'word' | 'end';

export interface SelectorToken {
  readonly kind: SelectorTokenKind;
  readonly text: string;
  readonly offset: number;
}

/**
 * The tokens of a label selector, the last of kind `end`. A NUL character ends the text, as in the API server.
 */
export function tokensOf(text: string): readonly SelectorToken[] {
  const tokens: SelectorToken[] = [];
  const pattern = /[ \t\r\n]*(==|!=|[=!(),><]|[^=!(),><\0 \t\r\n]+)/y;
  for (;;) {
    const match = pattern.exec(text);
    const word = match?.[1];
    if (word === undefined) break;
    tokens.push({ kind: kindOf(word), text: word, offset: pattern.lastIndex - word.length });
  }
  tokens.push({ kind: 'end', text: '', offset: tokens.at(-1) ? text.trimEnd().length : 0 });
  return tokens;
}

function kindOf(word: string): SelectorTokenKind {
  if (word === 'in' || word === 'notin') return word;
  return OPERATORS.find(operator => operator === word) ?? 'word';
}

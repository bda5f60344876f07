/** Where a cursor stands in a flow collection such as `[a, {b: c` that is not closed before it. */
export interface FlowCursor {
  /** From the collection inwards: a key, or an item of a list. */
  readonly path: readonly FlowStep[];
  readonly at: 'key' | 'value';
  /** What is written of the key or value, from this offset in the text on. */
  readonly from: number;
  /** Keys of the innermost mapping. */
  readonly present: readonly string[];
}

export type FlowStep = { readonly kind: 'key'; readonly name: string } | { readonly kind: 'item' };

interface Open {
  readonly bracket: '[' | '{';
  readonly keys: string[];
  /** The key whose value is being written. */
  key: string | undefined;
}

/**
 * Reads the text of a value up to the cursor; undefined when it is no flow collection, or closed again. Comments and
 * several lines are not expected.
 */
export function flowCursor(text: string): FlowCursor | undefined {
  const stack: Open[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const top = stack.at(-1);
    if ((character === '"' || character === "'") && text.slice(from, at).trim() === '') {
      const close = text.indexOf(character, at + 1);
      if (close < 0) break;
      at = close;
    } else if (character === '[' || character === '{') {
      stack.push({ bracket: character, keys: [], key: undefined });
      from = at + 1;
    } else if (character === ']' || character === '}') {
      stack.pop();
      from = at + 1;
      if (stack.length === 0) return undefined;
    } else if (top === undefined) return undefined;
    else if (character === ',') {
      top.key = undefined;
      from = at + 1;
    } else if (
      character === ':' &&
      top.bracket === '{' &&
      top.key === undefined &&
      /^(?: |$)/.test(text.slice(at + 1, at + 2))
    ) {
      top.key = text.slice(from, at).trim().replaceAll(/["']/g, '');
      top.keys.push(top.key);
      from = at + 1;
    }
  }
  const top = stack.at(-1);
  if (top === undefined) return undefined;
  const isValue = top.bracket === '[' || top.key !== undefined;
  const blanks = text.slice(from).length - text.slice(from).trimStart().length;
  return { path: stack.flatMap(stepsOf), at: isValue ? 'value' : 'key', from: from + blanks, present: top.keys };
}

function stepsOf({ bracket, key }: Open): readonly FlowStep[] {
  if (bracket === '[') return [{ kind: 'item' }];
  return key === undefined ? [] : [{ kind: 'key', name: key }];
}

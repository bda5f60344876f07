/** Go refuses repeats, nested ones multiplied, beyond this. */
const LARGEST_REPEAT = 1000;

const COUNT = /\{(?:[0-9]{1,4},)?([0-9]{1,4})\}/y;

/**
 * About how many instructions the compiled regex has: its characters, those of a repeated piece as often as it is
 * repeated. Also for sources that are no regex; in linear time. See https://github.com/google/re2/wiki/Syntax
 */
export function programSize(source: string): number {
  const groups: number[] = [];
  let size = 0;
  let last = 0;
  for (let at = 0; at < source.length; ) {
    const char = source[at];
    const count = char === '{' ? countAt(source, at) : undefined;
    if (char === '(') {
      groups.push(size);
      size = 0;
      last = 0;
      at++;
    } else if (char === ')' && groups.length > 0) {
      last = size + 2;
      size = (groups.pop() ?? 0) + last;
      at++;
    } else if (count) {
      const more = last * Math.max(0, Math.min(count.times, LARGEST_REPEAT) - 1);
      size += more;
      last += more;
      at = count.end;
    } else {
      const end = endOfPiece(source, at);
      last = char === '[' ? 1 : end - at;
      size += last;
      at = end;
    }
  }
  return groups.reduce((sum, outer) => sum + outer, size);
}

function countAt(source: string, at: number): { readonly times: number; readonly end: number } | undefined {
  COUNT.lastIndex = at;
  const match = COUNT.exec(source);
  return match ? { times: Number(match[1]), end: COUNT.lastIndex } : undefined;
}

/** Behind the escape, the quoted text, the class or the character at `at`. Parentheses in them are none. */
function endOfPiece(source: string, at: number): number {
  if (source.startsWith('\\Q', at)) {
    const end = source.indexOf('\\E', at + 2);
    return end < 0 ? source.length : end + 2;
  }
  if (source[at] === '\\') return Math.min(at + 2, source.length);
  if (source[at] !== '[') return at + 1;
  let end = at + (source[at + 1] === '^' ? 3 : 2); // a bracket that comes first belongs to the class
  while (end < source.length && source[end] !== ']') end += source[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, source.length); // a class that is not closed is refused as a whole
}

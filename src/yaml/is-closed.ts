/**
 * Whether quoted text, quotes included, ends with its closing quote: `'a''` ends with an escaped one. The library takes
 * any quote at the end for the closing one where a line further left cuts the text off.
 */
export function isClosed(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || source.at(-1) !== quote) return false;
  let start = source.length - 1;
  if (quote === '"') {
    while (start > 1 && source[start - 1] === '\\') start--;
    return (source.length - 1 - start) % 2 === 0;
  }
  while (start > 1 && source[start - 1] === quote) start--;
  return (source.length - start) % 2 === 1;
}

/** Compares texts as Go compares strings, by their UTF-8 bytes, which is the order of code points. */
export function compareUtf8(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return weight(one, at) - weight(other, at);
}

/** Surrogates, which stand for code points above all others, weigh more than what follows them in UTF-16. */
function weight(text: string, at: number): number {
  if (at >= text.length) return -1;
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

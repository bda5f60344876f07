/** Longer words are compared by their first characters: nobody misspells a word of that length into another. */
const LONGEST = 64;

/**
 * The candidate that `written` was most likely meant to be, or undefined when none is near. Letter case, `-` and `_` do
 * not count; beyond that a third of the letters may be wrong, missing, added or swapped with their neighbour.
 */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  return nearestWithin(written, candidates, Math.max(1, Math.floor(normal(written).length / 3)));
}

/** As {@link nearest}, with at most `limit` letters wrong. */
export function nearestWithin(written: string, candidates: Iterable<string>, limit: number): string | undefined {
  const word = normal(written);
  if (word === '') return undefined;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word, normal(candidate), bestDistance - 1);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

function normal(word: string): string {
  return word
    .slice(0, LONGEST)
    .replaceAll(/[-_\s]/g, '')
    .toLowerCase();
}

/**
 * How many letters have to be inserted, removed, replaced or swapped with their neighbour to turn `a` into `b`; any
 * number above `limit` once that is exceeded. See https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}

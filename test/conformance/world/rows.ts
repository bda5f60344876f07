export type LabelTexts = Readonly<Record<string, string>>;

/** What is compared of a target, by what became of it. */
export type Row =
  | { readonly state: 'active'; readonly labels: LabelTexts; readonly url: string; readonly discovered: LabelTexts }
  | { readonly state: 'dropped'; readonly rule: number; readonly discovered: LabelTexts }
  | { readonly state: 'failed'; readonly message: string; readonly discovered: LabelTexts }
  | { readonly state: 'undecided'; readonly message: string; readonly discovered: LabelTexts };

/** A text that two sets of labels share exactly when they are equal. */
export function labelsKey(labels: LabelTexts): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A text that two rows share exactly when they are equal. Starts with the state and the discovered labels. */
export function rowKey(row: Row): string {
  const { state, discovered } = row;
  const rest = state === 'active' ? [row.url, labelsKey(row.labels)] : [state === 'dropped' ? row.rule : row.message];
  return JSON.stringify([state, labelsKey(discovered), ...rest]);
}

export interface Pair {
  readonly ours: Row | undefined;
  readonly theirs: Row | undefined;
}

/** Each row with its equal; what is left, in an order in which rows that differ in little come together. */
export function pairRows(ours: readonly Row[], theirs: readonly Row[]): readonly Pair[] {
  const waiting = new Map<string, Row[]>();
  for (const row of theirs) waiting.set(rowKey(row), [...(waiting.get(rowKey(row)) ?? []), row]);
  const pairs: Pair[] = [];
  const lonely: Row[] = [];
  for (const row of ours) {
    const other = waiting.get(rowKey(row))?.pop();
    if (other) pairs.push({ ours: row, theirs: other });
    else lonely.push(row);
  }
  const left = [...waiting.values()].flat();
  const [mine, other] = [lonely, left].map(rows => rows.toSorted((a, b) => (nearKey(a) < nearKey(b) ? -1 : 1)));
  const length = Math.max(lonely.length, left.length);
  return [...pairs, ...Array.from({ length }, (_, at) => ({ ours: mine?.[at], theirs: other?.[at] }))];
}

function nearKey(row: Row): string {
  return labelsKey(row.discovered);
}

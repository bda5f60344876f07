/** What a job of the table is made of: one value of each. */
export const DIMENSIONS = {
  role: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'],
  namespaces: ['all', 'one', 'several', 'own', 'own and one'],
  selectors: ['none', 'label', 'field', 'label and field', 'other roles'],
  attach: ['nothing', 'node', 'namespace', 'deployment', 'job', 'cronjob', 'everything'],
  rules: [
    'none',
    'keep',
    'drop',
    'replace',
    'address',
    'labelmap',
    'labeldrop',
    'labelkeep',
    'hashmod',
    'equal',
    'case',
    'failing',
    'url',
    'merging',
    'settings',
  ],
} as const;

type Dimension = keyof typeof DIMENSIONS;

/** A row of the table: a job. */
export type TableRow = { readonly [D in Dimension]: (typeof DIMENSIONS)[D][number] };

export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as readonly Dimension[];

type PartialRow = { [D in Dimension]?: string };

/**
 * Rows in which every value of each dimension meets every value of each other one at least once. `avoided` values are
 * left out of the table.
 */
export function tableRows(avoided: (value: string) => boolean): readonly TableRow[] {
  const values = (dimension: Dimension) => DIMENSIONS[dimension].filter(value => !avoided(value));
  const open = new Set(everyPair(values));
  const rows: TableRow[] = [];
  for (let [first] = open; first !== undefined; [first] = open) {
    const row = fill(JSON.parse(first) as PartialRow, values, open);
    for (const pair of pairsOf(row)) open.delete(pair);
    rows.push(row);
  }
  return rows;
}

/** Completes a row so that it covers as many open pairs as it can, value by value. */
function fill(
  row: PartialRow,
  values: (dimension: Dimension) => readonly string[],
  open: ReadonlySet<string>,
): TableRow {
  for (const dimension of DIMENSION_NAMES) {
    if (row[dimension] !== undefined) continue;
    const gain = (value: string) => pairsOf({ ...row, [dimension]: value }).filter(pair => open.has(pair)).length;
    const ranked = values(dimension).map(value => ({ value, gain: gain(value) }));
    row[dimension] = ranked.reduce((best, one) => (one.gain > best.gain ? one : best)).value;
  }
  return row as TableRow;
}

function everyPair(values: (dimension: Dimension) => readonly string[]): readonly string[] {
  return DIMENSION_NAMES.flatMap(one =>
    DIMENSION_NAMES.flatMap(other =>
      one < other ? values(one).flatMap(a => values(other).flatMap(b => pairsOf({ [one]: a, [other]: b }))) : [],
    ),
  );
}

function pairsOf(row: PartialRow): readonly string[] {
  const set = DIMENSION_NAMES.filter(name => row[name] !== undefined).toSorted();
  return set.flatMap((one, index) =>
    set.slice(index + 1).map(other => JSON.stringify({ [one]: row[one], [other]: row[other] })),
  );
}

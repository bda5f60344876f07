import type { Compared } from '../comparison.ts';
import type { JobText } from './job-texts.ts';
import type { OracleProcess } from './oracle-process.ts';
import { ourRows } from './our-rows.ts';
import type { Counts, OurTarget } from './our-targets.ts';
import { labelsKey, type Pair, pairRows, type Row, rowKey } from './rows.ts';
import { discoveredOf, type Shown, theirJob } from './their-rows.ts';

export interface JobComparison {
  /** Which run, for the reader of a difference. */
  readonly run: string;
  readonly job: JobText;
  readonly targets: readonly OurTarget[];
  /** What the product counts. */
  readonly counts: Counts;
  readonly shown: Shown;
}

/** Every target of a job that either side has, and how many there are. */
export async function compareJob(
  oracle: OracleProcess,
  { run, job, targets, counts, shown }: JobComparison,
): Promise<readonly Compared[]> {
  const ours = ourRows(targets, new Set(discoveredOf(shown).map(labelsKey)));
  const failed = ours.filter(({ state }) => state === 'failed').map(({ discovered }) => discovered);
  const theirs = await theirJob(oracle, job, shown, failed);
  const id = `${run}, job ${job.name}`;
  const rows = pairRows(ours, theirs.rows).map(pair => ({ id: `${id}: ${nameOf(pair)}`, ...differing(pair) }));
  return [{ id: `${id}: counts`, ours: counts, theirs: theirs.counts }, ...rows];
}

/** Of two rows that differ, without the discovered labels that do not. */
function differing({ ours, theirs }: Pair): Pair {
  if (!ours || !theirs || rowKey(ours) === rowKey(theirs)) return { ours, theirs };
  const without = (row: Row, other: Row): Row => {
    const labels = Object.entries(row.discovered).filter(([name, value]) => other.discovered[name] !== value);
    return { ...row, discovered: Object.fromEntries(labels) };
  };
  return { ours: without(ours, theirs), theirs: without(theirs, ours) };
}

function nameOf({ ours, theirs }: Pair): string {
  const row = ours ?? theirs;
  return row ? `${row.state} ${row.discovered['__address__']}` : '';
}

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
  /** What the product counts; null where the targets are not those of the product, and are counted here. */
  readonly counts: Counts | null;
  readonly shown: Shown;
  /** Discovered labels of targets that are equal for a reason that is counted elsewhere. */
  readonly countedElsewhere: ReadonlySet<string>;
}

/** Every target of a job that either side has, and how many there are. */
export async function compareJob(
  oracle: OracleProcess,
  { run, job, targets, counts, shown, countedElsewhere }: JobComparison,
): Promise<readonly Compared[]> {
  const ours = ourRows(targets, new Set(discoveredOf(shown).map(labelsKey)));
  const failed = ours.filter(({ state }) => state === 'failed').map(({ discovered }) => discovered);
  const theirs = await theirJob(oracle, job, shown, failed);
  const id = `${run}, job ${job.name}`;
  const pairs = pairRows(ours, theirs.rows).filter(
    pair => !isEqual(pair) || !countedElsewhere.has(labelsKey(pair.ours?.discovered ?? {})),
  );
  const rows = pairs.map(pair => ({ id: `${id}: ${nameOf(pair)}`, ...differing(pair) }));
  return [{ id: `${id}: counts`, ours: counts ?? countsOf(ours), theirs: theirs.counts }, ...rows];
}

function countsOf(rows: readonly Row[]): Counts {
  const count = (state: Row['state']) => rows.filter(row => row.state === state).length;
  return { active: count('active'), dropped: count('dropped'), failed: count('failed'), undecided: count('undecided') };
}

function isEqual({ ours, theirs }: Pair): boolean {
  return ours !== undefined && theirs !== undefined && rowKey(ours) === rowKey(theirs);
}

/** Of two rows that differ, without the discovered labels that do not. */
function differing({ ours, theirs }: Pair): Pair {
  if (!ours || !theirs || isEqual({ ours, theirs })) return { ours, theirs };
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

import { Random, runSeed } from '../random.ts';
import { configurationOf } from './configuration.ts';
import { DIMENSION_NAMES, tableRows } from './job-table.ts';
import { randomJobs } from './random-jobs.ts';
import { specialJobs } from './special-jobs.ts';
import { tableJob } from './table-jobs.ts';
import type { Configuration } from './targets-run.ts';

const RANDOM_JOBS = 40;

/**
 * The jobs that every row of the table asks for, unusual ones, and jobs from the seed, as one configuration. A
 * Prometheus outside a cluster has no own namespace: those rows are then left out, on a line that says so.
 */
export function ownConfigurations(place: 'pod' | 'outside'): readonly Configuration[] {
  const isOwn = (value: string) => value.startsWith('own');
  const rows = tableRows(value => place === 'outside' && isOwn(value));
  const special = specialJobs();
  const random = randomJobs(new Random(runSeed()), RANDOM_JOBS);
  const dimensions = DIMENSION_NAMES.map(name => `${name} (${new Set(rows.map(row => row[name])).size})`);
  console.log(`jobs: ${rows.length} of a table in which every two values of ${dimensions.join(', ')} meet`);
  console.log(`jobs: ${special.length} unusual ones, ${random.length} from seed ${runSeed()}`);
  if (place === 'outside') console.log('left out: jobs with own_namespace, since `unshare` cannot make a pod here');
  return [{ name: 'own jobs', text: configurationOf([...rows.map(tableJob), ...special, ...random]) }];
}

import { type Compared, comparison } from './comparison.ts';
import { type GroupAnswer, ourGroups, plainGroups } from './discovery/our-groups.ts';
import { randomDiscovery } from './discovery/random-discovery.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';

const CASES = 1200;

interface Answer {
  readonly groups?: readonly GroupAnswer[];
  readonly error?: string;
}

/** Random objects and entries of `kubernetes_sd_configs`, through Prometheus' own discovery. */
async function* compared(): AsyncGenerator<Compared> {
  console.log(`discovered groups from seed ${runSeed()}`);
  const random = new Random(runSeed());
  const requests = Array.from({ length: CASES }, () => randomDiscovery(random));
  let index = 0;
  for await (const { groups, error } of askOracle<Answer>(requests)) {
    const request = requests[index++];
    if (!request) return;
    const theirs = groups ? plainGroups(groups) : { error };
    yield { id: `case ${index}: ${JSON.stringify(request)}`, ours: ourGroups(request), theirs };
  }
}

comparison({ label: 'discovered groups equal', required: 1, cases: compared });

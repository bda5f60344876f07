import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';
import { isAmbiguous } from './relabel/our-answer.ts';
import { capturedTargets } from './targets/captured-targets.ts';
import { randomTarget } from './targets/random-targets.ts';
import { readJob } from './targets/read-job.ts';
import { ourTarget, type TargetAnswer, type TargetRequest, TODAY, toMap } from './targets/target-answer.ts';

const CASES = 20_000;

/** Cases whose outcome does not depend on the order of a Go map. */
function* requests(): Generator<TargetRequest> {
  const random = new Random(runSeed());
  for (let made = 0; made < CASES; ) {
    const request = randomTarget(random);
    const discovered = toMap(ourTarget(request).discovered);
    if (isAmbiguous(discovered, readJob(request.job).relabelRules, TODAY.relabel)) continue;
    made++;
    yield request;
  }
}

async function* compared(): AsyncGenerator<Compared> {
  console.log(`target cases from seed ${runSeed()}`);
  yield* capturedTargets();
  const all = [...requests()];
  let index = 0;
  for await (const theirs of askOracle<TargetAnswer>(all)) {
    const request = all[index++];
    if (!request) return;
    yield { id: `target ${index}: ${JSON.stringify(request)}`, ours: ourTarget(request), theirs };
  }
}

comparison({ label: 'target cases equal', required: 1, cases: compared });

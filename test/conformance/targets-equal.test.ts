import { comparison } from './comparison.ts';
import { configurationsFrom, worldFrom } from './world/outside-cases.ts';
import { ownConfigurations } from './world/own-cases.ts';
import { TargetsRun } from './world/targets-run.ts';
import { ownWorld } from './world/world.ts';

// Cases from outside: see `npm run conformance -- targets --world DIR --jobs DIR`.
const { TARGETS_WORLD: world, TARGETS_JOBS: jobs } = process.env;

const run = new TargetsRun({
  world: world ? worldFrom(world) : ownWorld(),
  of: world || jobs ? 'outside' : 'own',
  configurations: jobs ? () => configurationsFrom(jobs) : ownConfigurations,
});

comparison({ label: 'targets equal', required: 1, cases: () => run.compared() });

if (!world && !jobs) {
  comparison({ label: 'incremental targets equal', required: 1, cases: () => run.comparedIncremental() });
}

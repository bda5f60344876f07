import { comparison } from './comparison.ts';
import { ownConfigurations } from './world/own-cases.ts';
import { TargetsRun } from './world/targets-run.ts';
import { ownWorld } from './world/world.ts';

const run = new TargetsRun({ world: ownWorld(), of: 'own', configurations: ownConfigurations });

comparison({ label: 'targets equal', required: 1, cases: () => run.compared() });
comparison({ label: 'incremental targets equal', required: 1, cases: () => run.comparedIncremental() });

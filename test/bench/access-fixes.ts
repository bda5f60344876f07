import { rbacFindings } from '../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../src/lint/rbac/rbac-fixes.ts';
import { type WorkspaceModel, workspaceModel } from '../../src/workspace/workspace-model.ts';
import { newCache } from '../unit/lint/rbac/check-rbac.ts';
import { GRANTED, POD_JOB, ROLE, tree } from '../unit/lint/rbac/fixtures.ts';
import { boundIn, limitedTo } from '../unit/lint/rbac/limit-cases.ts';
import { MISSING } from '../unit/lint/rbac/missing-cases.ts';
import { readTree } from '../unit/workspace/read-tree.ts';
import { type Figure, median, RUNS } from './figure.ts';

const INSTALLATIONS = 100;
const LIMIT_MS = 150;
/** Rounds that are not counted: the program is still being compiled. */
const WARM_UP = 3;

const FINDINGS = [
  { name: 'a right that a role lacks', folder: 'missing', fixture: MISSING },
  {
    name: 'a right that eight bindings grant in their namespaces alone',
    folder: 'wide',
    fixture: limitedTo(POD_JOB, ROLE, boundIn('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')),
  },
];

/** How long the fixes of a finding take among three hundred files of a hundred installations, each with its own account. */
export function* accessFixesFigures(): Generator<Figure> {
  for (const { name, folder, fixture } of FINDINGS) {
    const model = modelWith(folder, fixture);
    const cache = newCache();
    const finding = rbacFindings(model, cache).find(one => one.uri.includes(`/${folder}/`));
    if (!finding) throw new Error(`nothing is found in ${folder}`);
    const times: number[] = [];
    let fixes = 0;
    for (let round = -WARM_UP; round < RUNS; round++) {
      const start = performance.now();
      fixes = rbacFixes(model, finding, cache).length;
      if (round >= 0) times.push(performance.now() - start);
    }
    yield {
      figure: `fixes of ${name}, among ${model.files.size} files`,
      value: median(times),
      unit: 'ms',
      limit: LIMIT_MS,
      runs: times.length,
      beside: { fixes, slowest_ms: Math.max(...times) },
    };
  }
}

function modelWith(folder: string, fixture: string): WorkspaceModel {
  const others = Array.from({ length: INSTALLATIONS }, (_, index) =>
    inFolder(`other-${index}`, tree(GRANTED).replaceAll(/name: prometheus$/gm, `name: prometheus-${index}`)),
  );
  return workspaceModel(readTree([inFolder(folder, fixture), ...others].join('\n')));
}

function inFolder(folder: string, fixture: string): string {
  return fixture.replaceAll('# @file ', `# @file ${folder}/`);
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { WorkspaceModel } from '../../src/workspace/workspace-model.ts';
import { type Compared, comparison } from '../conformance/comparison.ts';
import { runSeed } from '../conformance/random.ts';
import { newCache } from '../unit/lint/rbac/check-rbac.ts';
import { fixtureTexts } from '../unit/lint/rbac/fixture-texts.ts';
import { tryFix } from '../unit/lint/rbac/try-fix.ts';
import { DryRun, manifestsOf, yamlErrors } from './access-fixes/dry-run.ts';
import { reviewsWith } from './access-fixes/in-cluster.ts';
import { askedAfter } from './access-fixes/needs-after.ts';
import { allTrials, type Trial, trialsOf } from './access-fixes/trials.ts';
import type { Manifest } from './admin-api.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from './control-plane.ts';

let plane: ControlPlane;
let dryRun: DryRun;
let tried = 0;
let reviewed = 0;

before(async () => {
  console.log(`variants of trees from seed ${runSeed()}`);
  plane = await startControlPlane(PLAIN_CONTROL_PLANE);
  dryRun = new DryRun(plane.api);
});
after(() => plane?.dispose());

/**
 * With each fix the finding is gone, nothing outside of the edits has changed, and the API server takes every object of
 * the files that it touches; but for those that it did not take before and that the fix leaves alone.
 */
async function* dryRuns(): AsyncGenerator<Compared> {
  for (const trial of allTrials()) {
    tried++;
    const { id, model, fix } = trial;
    const { after: changed, wrong } = tryFix(model, trial, newCache());
    const refused: string[] = [];
    for (const { uri } of fix.changes) {
      const old = new Set(manifestsOf(textIn(model, uri)).map(one => JSON.stringify(one)));
      refused.push(...yamlErrors(textIn(changed, uri)));
      for (const object of manifestsOf(textIn(changed, uri))) {
        const refusal = await dryRun.refusal(object);
        if (refusal !== undefined && !old.has(JSON.stringify(object))) refused.push(refusal);
      }
    }
    yield { id, ours: { wrong: [], refused: [] }, theirs: { wrong, refused } };
  }
}

comparison({ label: 'fixes taken by the API server', required: 1, cases: dryRuns });

/**
 * Where a right was missing, all that is asked at that place is allowed after each fix: of the trees as they are, without
 * those that kustomize would have to build first.
 */
async function* reviews(): AsyncGenerator<Compared> {
  const trees = fixtureTexts().filter(
    ({ texts }) => ![...texts.keys()].some(path => path.endsWith('kustomization.yaml')),
  );
  for (const trial of trees.flatMap(trialsOf)) {
    if (trial.finding.finding.code !== 'rbac/missing-access') continue;
    reviewed++;
    yield await reviewedWith(trial);
  }
}

async function reviewedWith({ id, model, finding, fix }: Trial): Promise<Compared> {
  const { after: changed } = tryFix(model, { finding, fix }, newCache());
  const asked = askedAfter(changed, finding);
  const objects = [...changed.files.values()].flatMap(({ file }) => manifestsOf(file.text));
  const accepted: Manifest[] = [];
  // What was refused before, and is left alone, is not there.
  for (const object of objects) if ((await dryRun.refusal(object)) === undefined) accepted.push(object);
  const theirs = await reviewsWith(plane.api, accepted, asked);
  // A fix may give up what the place was about.
  const isAsked = asked.length > 0 || /\bthe metadata of\b/.test(fix.title);
  return { id, ours: isAsked ? theirs.map(() => 'allowed') : 'something is asked', theirs };
}

comparison({ label: 'fixes that grant enough', required: 1, cases: reviews });

test('enough fixes are tried', () => {
  assert.ok(tried >= 500, String(tried));
  assert.ok(reviewed >= 60, String(reviewed));
});

function textIn({ files }: WorkspaceModel, uri: string): string {
  return files.get(uri)?.file.text ?? '';
}

import { rbacFindings } from '../../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../../src/lint/rbac/rbac-fixes.ts';
import type { ReadyFix, WorkspaceFinding } from '../../../src/lint/workspace-finding.ts';
import type { WorkspaceModel } from '../../../src/workspace/workspace-model.ts';
import { Random, runSeed } from '../../conformance/random.ts';
import { newCache } from '../../unit/lint/rbac/check-rbac.ts';
import { type FixtureTexts, fixtureTexts, modelOfTexts } from '../../unit/lint/rbac/fixture-texts.ts';
import { variantOf } from '../../unit/lint/rbac/variants.ts';

/** How often each tree is written otherwise. */
const ROUNDS = 4;

/** A fix of a finding, before it is applied. */
export interface Trial {
  readonly id: string;
  readonly model: WorkspaceModel;
  readonly finding: WorkspaceFinding;
  readonly fix: ReadyFix;
}

/** Every fix that is offered for whatever is found in any tree of the tests, as it is and as it is written otherwise. */
export function* allTrials(): Generator<Trial> {
  const all = fixtureTexts();
  yield* all.flatMap(trialsOf);
  const random = new Random(runSeed());
  for (let round = 1; round <= ROUNDS; round++)
    for (const one of all) yield* trialsOf({ ...variantOf(random, one), name: `${one.name} (${round})` });
}

/** Every fix of what is found in a tree. */
export function trialsOf(texts: FixtureTexts): readonly Trial[] {
  const model = modelOfTexts(texts);
  const cache = newCache();
  return rbacFindings(model, cache).flatMap(finding =>
    rbacFixes(model, finding, cache).flatMap((fix): readonly Trial[] => {
      const { code, span } = finding.finding;
      const id = `${texts.name}: ${code} at ${span.start}: ${fix.title}`;
      return fix.kind === 'disabled' ? [] : [{ id, model, finding, fix }];
    }),
  );
}

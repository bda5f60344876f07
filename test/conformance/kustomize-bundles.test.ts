import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Compared, comparison } from './comparison.ts';
import { corpusCases } from './kustomize/corpus-cases.ts';
import { type ComparedCase, compareCases } from './kustomize/kustomize-case.ts';
import { randomTree } from './kustomize/random-trees.ts';
import { writtenCases } from './kustomize/written-cases.ts';
import { Random, runSeed } from './random.ts';

const TREES = 600;
/** Of what kustomize says of the objects of these cases. */
const MOST_UNKNOWN = 0.12;
/** Trees that kustomize does not build say nothing of objects. */
const MOST_REFUSED = 0.4;

const compared: ComparedCase[] = [];

before(async () => {
  console.log(`kustomizations from seed ${runSeed()}`);
  const random = new Random(runSeed());
  const trees = Array.from({ length: TREES }, (_, index) => randomTree(random, index));
  for await (const one of compareCases([...writtenCases(), ...trees, ...corpusCases()])) compared.push(one);
});

async function* bundles(): AsyncGenerator<Compared> {
  for (const { name, ours, theirs } of compared) yield { id: name, ours, theirs };
}

comparison({ label: 'kustomize bundles equal', required: 1, cases: bundles });

test('what is unknown of kustomizations', () => {
  const facts = compared.reduce((sum, one) => sum + one.facts, 0);
  const unknown = compared.reduce((sum, one) => sum + one.unknown, 0);
  console.log(`kustomize bundles unknown: ${unknown} of ${facts} facts (${((100 * unknown) / facts).toFixed(1)} %)`);
  const refused = compared.filter(one => one.facts === 0).length;
  console.log(`kustomizations that are not built: ${refused}`);
  assert.ok(unknown <= MOST_UNKNOWN * facts);
  assert.ok(refused <= MOST_REFUSED * compared.length);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';
import { capturedCases } from './relabel/captured-cases.ts';
import { countCases } from './relabel/count-cases.ts';
import { isAmbiguous, loadRules, ourAnswer, settingsFor } from './relabel/our-answer.ts';
import { everyRegex, everyTemplate, type RelabelCase, randomCase, yamlRules } from './relabel/random-rules.ts';
import { type OracleRelabel, theirAnswer } from './relabel/their-answer.ts';

const CASES = 75_000;
const LEAST_PER_ACTION = 2000;
const LEAST_PER_PATH = 5000;

/** Cases whose outcome does not depend on the order of a Go map. */
function* randomCases(): Generator<RelabelCase> {
  const random = new Random(runSeed());
  for (let made = 0; made < CASES; ) {
    const one = randomCase(random);
    const rules = loadRules(one);
    if (!('refused' in rules) && isAmbiguous(one.labels, rules, settingsFor(one.scheme))) continue;
    made++;
    yield one;
  }
}

function requestFor(one: RelabelCase): object {
  return { op: 'relabel', labels: Object.fromEntries(one.labels), rules: yamlRules(one.rules), scheme: one.scheme };
}

async function* compared(): AsyncGenerator<Compared> {
  console.log(`relabel cases from seed ${runSeed()}`);
  yield* capturedCases();
  const all = [...everyRegex(), ...everyTemplate(), ...randomCases()];
  let index = 0;
  for await (const answer of askOracle<OracleRelabel>(all.map(requestFor))) {
    const one = all[index++];
    if (!one) return;
    const id = `case ${index}: ${JSON.stringify(requestFor(one))}`;
    yield { id, ours: ourAnswer(one), theirs: theirAnswer(answer) };
  }
}

comparison({ label: 'relabel cases equal', required: 1, cases: compared });

test('the random relabel cases go through every action and every fast path', () => {
  const counts = countCases(randomCases());
  console.log(`relabel cases by action and path: ${JSON.stringify(Object.fromEntries(counts))}`);
  for (const [what, count] of counts) {
    assert.ok(count >= (what.startsWith('path') ? LEAST_PER_PATH : LEAST_PER_ACTION), `${what}: ${count}`);
  }
});

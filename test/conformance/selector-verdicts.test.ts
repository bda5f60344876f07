import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesFields, parseFieldSelector } from '../../src/kubernetes/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../../src/kubernetes/label-selector.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';

const CASES_OF_EACH = 4000;

interface SelectorCase {
  readonly op: 'selector' | 'fieldselector';
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Answer = { readonly refused: true } | { readonly matches: boolean };

const KEYS = ['app', 'tier', 'app.kubernetes.io/name', 'size', 'in', 'notin'];
const VALUES = ['web', 'a', 'b', '', '5', '10', '-3', 'in', 'x_y.z'];
const ODD = ['/', '-a', 'A/b', 'a/b/c', 'x'.repeat(64), 'é', 'a b', '_', 'k8s.io/', '"q"', '+5', '9223372036854775808'];
const PIECES = [
  ',',
  '=',
  '==',
  '!=',
  '!',
  '>',
  '<',
  ' in ',
  ' notin ',
  '(',
  ')',
  ' ',
  '\t',
  '\n',
  'in',
  '(a,b)',
  '()',
  '(,)',
];

function word(random: Random, usual: readonly string[]): string {
  return random.happens(1, 12) ? random.pick(ODD) : random.pick(usual);
}

function labelTerm(random: Random): string {
  const key = word(random, KEYS);
  const set = () => `(${random.list(0, 3, () => word(random, VALUES)).join(random.pick([',', ', ', ' ,', ',,']))})`;
  switch (random.below(9)) {
    case 0:
      return key;
    case 1:
      return `!${key}`;
    case 2:
      return `${key} in ${set()}`;
    case 3:
      return `${key} notin ${set()}`;
    case 4:
      return `${key}${random.pick(['>', '<', ' > '])}${word(random, VALUES)}`;
    default:
      return `${key}${random.pick(['=', '==', '!=', ' = ', ' != '])}${word(random, VALUES)}`;
  }
}

function fieldTerm(random: Random): string {
  const value = random.happens(1, 4)
    ? random.pick(['\\,', '\\=', '\\\\', 'a\\,b', '\\x', '\\', 'a=b', 'é'])
    : random.pick(VALUES);
  return random.pick(['app', 'metadata.name', '', 'status.phase']) + random.pick(['=', '==', '!=', '=', '']) + value;
}

function labelText(random: Random): string {
  if (random.happens(1, 4))
    return random.list(0, 6, () => (random.happens(1, 2) ? random.pick(PIECES) : word(random, KEYS))).join('');
  return random.list(1, 3, () => labelTerm(random)).join(random.pick([',', ', ', ' , ']));
}

function fieldText(random: Random): string {
  return random.list(0, 3, () => fieldTerm(random)).join(random.pick([',', ',,', '\\,']));
}

function selectorCases(): readonly SelectorCase[] {
  const random = new Random(runSeed());
  const cases: SelectorCase[] = [];
  for (let made = 0; made < CASES_OF_EACH; made++) {
    const pairs = random.list(
      0,
      4,
      () => [random.pick([...KEYS, 'metadata.name', 'status.phase']), random.pick(VALUES)] as const,
    );
    const labels = Object.fromEntries(pairs);
    cases.push({ op: 'selector', text: labelText(random), labels });
    cases.push({ op: 'fieldselector', text: fieldText(random), labels });
  }
  return cases;
}

function ourAnswer({ op, text, labels }: SelectorCase): Answer {
  const set = new Map(Object.entries(labels));
  if (op === 'selector') {
    const reading = parseLabelSelector(text);
    return reading.ok ? { matches: matchesLabels(reading.selector, set) } : { refused: true };
  }
  const reading = parseFieldSelector(text);
  return reading.ok ? { matches: matchesFields(reading.selector, set) } : { refused: true };
}

async function* compared(): AsyncGenerator<Compared> {
  console.log(`selectors from seed ${runSeed()}`);
  const cases = selectorCases();
  let index = 0;
  for await (const answer of askOracle<{ readonly error?: string; readonly matches?: boolean }>(cases)) {
    const one = cases[index++];
    if (!one) return;
    const theirs = answer.error === undefined ? { matches: answer.matches } : { refused: true };
    yield { id: JSON.stringify(one), ours: ourAnswer(one), theirs };
  }
}

comparison({ label: 'selector verdicts equal', required: 1, cases: compared });

test('the generated selectors are of every kind', () => {
  const answers = selectorCases().map(one => ({ op: one.op, answer: ourAnswer(one) }));
  for (const op of ['selector', 'fieldselector'] as const) {
    const of = answers.filter(one => one.op === op).map(one => one.answer);
    const refused = of.filter(answer => 'refused' in answer).length;
    const matching = of.filter(answer => 'matches' in answer && answer.matches).length;
    for (const count of [refused, matching, of.length - refused - matching]) {
      assert.ok(count > of.length / 20, `${op}: ${refused} refused, ${matching} of ${of.length} match`);
    }
  }
});

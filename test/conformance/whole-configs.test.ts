import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDocument } from '../../src/language/document.ts';
import { findingsOf } from '../../src/language/findings.ts';
import { corpusTexts } from '../fixtures/corpus-texts.ts';
import { type Compared, comparison } from './comparison.ts';
import { BASES } from './config/bases.ts';
import { withoutUnchecked } from './config/testdata.ts';
import { TEXT_BASES } from './config/text-bases.ts';
import { changeText, TEXT_CHANGES } from './config/text-changes.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';

const CASES = 6000;
const LARGEST = 3000;
const CONTEXT = { version: 'unknown', severities: new Map() } as const;

interface OracleVerdict {
  readonly ok?: boolean;
  readonly error?: string;
}

interface ChangedText {
  readonly changes: readonly string[];
  readonly text: string;
}

/** What an editor shows: the errors; undefined for a text that is not taken for a configuration. */
function errorsIn(text: string): readonly string[] | undefined {
  const document = openDocument(text);
  if (document.classification.kind !== 'config') return undefined;
  return findingsOf(document, CONTEXT).flatMap(({ finding }) =>
    finding.severity === 'error' ? [finding.message] : [],
  );
}

/** Our own texts, and what configurations of the corpus say in the sections that we check. */
function bases(): readonly string[] {
  const found = [...corpusTexts(LARGEST)].flatMap(({ name, text }) => {
    const parts = openDocument(text).parts;
    return parts.map(part => withoutUnchecked({ name, path: name, text: part.source.text }) ?? '');
  });
  return [...TEXT_BASES, ...BASES, ...found.filter(text => text.trim() !== '')];
}

function* changedTexts(): Generator<ChangedText> {
  const random = new Random(runSeed());
  const texts = bases();
  const names = Object.keys(TEXT_CHANGES);
  for (let made = 0; made < CASES; made++) {
    const changes = [names[made % names.length] ?? '', ...(random.happens(1, 4) ? [random.pick(names)] : [])];
    const text = changes.reduce((before, name) => changeText(before, name, random), random.pick(texts));
    yield { changes, text };
  }
}

async function* compared(): AsyncGenerator<Compared> {
  console.log(`changed texts from seed ${runSeed()}`);
  const cases = [...changedTexts()];
  const requests = cases.map(({ text }) => ({ op: 'config', base64: Buffer.from(text).toString('base64') }));
  let index = 0;
  let refused = 0;
  let leftAlone = 0;
  for await (const answer of askOracle<OracleVerdict>(requests)) {
    const one = cases[index++];
    if (!one) return;
    if (answer.ok !== true) refused++;
    const errors = errorsIn(one.text);
    if (errors === undefined) {
      leftAlone++;
      continue;
    }
    yield {
      id: `${one.changes.join(', ')} ${index}: ${answer.error ?? 'loads'} | ${errors.join(' | ')}\n${one.text.slice(0, 3000)}`,
      ours: { loads: errors.length === 0 },
      theirs: { loads: answer.ok === true },
    };
  }
  console.log(`changed texts: ${refused} of ${index} refused, ${leftAlone} not taken for a configuration`);
  assert.ok(refused > index * 0.3 && refused < index * 0.7, `${refused} of ${index} are refused`);
  assert.ok(leftAlone < index * 0.05, `${leftAlone} of ${index} are not taken for a configuration`);
}

test('our own texts are valid and without errors', async () => {
  for await (const answer of askOracle<OracleVerdict>(TEXT_BASES.map(text => ({ op: 'config', text }))))
    assert.deepEqual(answer, { ok: true });
  for (const text of TEXT_BASES) assert.deepEqual(errorsIn(text), []);
});

comparison({
  label: 'whole config verdicts equal',
  required: 0.999,
  cases: compared,
});

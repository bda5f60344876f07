import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Compared, comparison } from './comparison.ts';
import { BASES } from './config/bases.ts';
import { type Model, printModel, readModel } from './config/model.ts';
import { MUTATIONS, type Mutation, mutate } from './config/mutate.ts';
import { ourVerdict } from './config/our-verdict.ts';
import {
  type ConfigFile,
  hasCheckedSection,
  promtoolVerdicts,
  testdataFiles,
  withoutUnchecked,
} from './config/testdata.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';

const CASES_PER_MUTATION = 1200;
const LEAST_PER_MUTATION = 300;
const LEAST_CASES = 10_000;

interface OracleVerdict {
  readonly ok?: boolean;
  readonly error?: string;
}

interface MutatedCase {
  readonly mutation: Mutation;
  readonly text: string;
}

const request = (text: string) => ({ op: 'config', text });

async function oracleLoads(texts: readonly string[]): Promise<readonly boolean[]> {
  const loads: boolean[] = [];
  for await (const answer of askOracle<OracleVerdict>(texts.map(request))) loads.push(answer.ok === true);
  return loads;
}

/** Upstream's files whose verdict is about what we check; the others are named. */
async function comparedFiles(): Promise<
  readonly { readonly file: ConfigFile; readonly theirs: ReturnType<typeof promtoolVerdicts>[number] }[]
> {
  const all = testdataFiles();
  const theirs = promtoolVerdicts(all);
  const reduced = all.map(file => withoutUnchecked(file) ?? file.text);
  const reducedLoads = await oracleLoads(reduced);
  const wholeLoads = await oracleLoads(all.map(file => file.text));
  const isAbout = all.map((file, index) => {
    const failsElsewhere =
      theirs[index]?.loads === false && (reducedLoads[index] === true || wholeLoads[index] === true);
    return hasCheckedSection(file) && !failsElsewhere;
  });
  const left = all.filter((_, index) => !isAbout[index]).map(file => file.name);
  console.log(
    `configuration files of Prometheus: ${all.length - left.length} compared, ${left.length} about other sections or files: ${left.join(' ')}`,
  );
  return all.flatMap((file, index) => {
    const verdict = theirs[index];
    return isAbout[index] && verdict ? [{ file, theirs: verdict }] : [];
  });
}

async function* fileCases(): AsyncGenerator<Compared> {
  for (const { file, theirs } of await comparedFiles()) {
    const ours = ourVerdict(file.text);
    const missed = theirs.lines.filter(line => !ours.lines.includes(line));
    yield {
      id: `${file.name}: ${theirs.message} | ${ours.messages.join(' | ')}`,
      ours: { loads: ours.loads, missedLines: missed },
      theirs: { loads: theirs.loads, missedLines: [] },
    };
  }
}

/** Our own configurations and upstream's good ones, without what we do not check. */
function bases(): readonly Model[] {
  const good = testdataFiles().filter(file => file.name.endsWith('.good.yml') && hasCheckedSection(file));
  const texts = [...BASES, ...BASES, ...BASES, ...good.map(file => withoutUnchecked(file) ?? '')];
  return texts.flatMap(text => {
    const model = readModel(text);
    return model?.kind === 'map' && model.pairs.length > 0 ? [model] : [];
  });
}

function* mutatedCases(): Generator<MutatedCase> {
  const random = new Random(runSeed());
  const models = bases();
  for (const mutation of MUTATIONS) {
    for (let made = 0; made < CASES_PER_MUTATION; made++) {
      yield { mutation, text: printModel(mutate(random.pick(models), mutation, random)) };
    }
  }
}

async function* mutationCases(): AsyncGenerator<Compared> {
  console.log(`mutated configurations from seed ${runSeed()}`);
  const cases = [...mutatedCases()];
  const counts = new Map<Mutation, number>();
  let index = 0;
  let refused = 0;
  for await (const answer of askOracle<OracleVerdict>(cases.map(one => request(one.text)))) {
    const one = cases[index++];
    if (!one) return;
    counts.set(one.mutation, (counts.get(one.mutation) ?? 0) + 1);
    if (answer.ok !== true) refused++;
    const ours = ourVerdict(one.text);
    yield {
      id: `${one.mutation} ${index}: ${answer.error ?? 'loads'} | ${ours.messages.join(' | ')}\n${one.text}`,
      ours: { loads: ours.loads },
      theirs: { loads: answer.ok === true },
    };
  }
  console.log(
    `mutated configurations: ${refused} of ${index} refused, by kind ${JSON.stringify(Object.fromEntries(counts))}`,
  );
  assert.ok(index >= LEAST_CASES);
  assert.ok(refused > index * 0.3 && refused < index * 0.7, `${refused} of ${index} are refused`);
  for (const [mutation, count] of counts) assert.ok(count >= LEAST_PER_MUTATION, mutation);
}

async function* compared(): AsyncGenerator<Compared> {
  yield* fileCases();
  yield* mutationCases();
}

test('our own configurations are valid', async () => {
  assert.deepEqual(
    await oracleLoads(BASES),
    BASES.map(() => true),
  );
  for (const text of BASES) assert.deepEqual(ourVerdict(text).messages, []);
});

comparison({ label: 'discovery config verdicts equal', required: 0.995, cases: compared });

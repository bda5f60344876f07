import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kindShape } from '../../src/kubernetes/shapes/kind-shape.ts';
import type { Finding } from '../../src/schema/finding.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../cluster/control-plane.ts';
import { type Compared, comparison } from './comparison.ts';
import { namesField } from './manifests/field-paths.ts';
import { pathText } from './manifests/json-tree.ts';
import { type ManifestCase, manifestCases, namespaceOf } from './manifests/manifest-cases.ts';
import { type FieldFinding, ourFindings } from './manifests/our-answer.ts';
import { askServer, collectionPath, type ServerAnswer } from './manifests/server-answer.ts';
import { Random, runSeed } from './random.ts';

const AT_ONCE = 24;

interface Answered extends ManifestCase {
  readonly theirs: ServerAnswer;
  readonly ours: readonly FieldFinding[];
}

/** Manifests on which clusters do not agree, so that nothing is said of them. */
const UNDECIDED: readonly { readonly reason: string; readonly holds: (one: Answered) => boolean }[] = [
  {
    reason: 'a feature that is off unless a cluster turns it on (SELinuxMount)',
    holds: ({ theirs }) => /^[^[]*seLinuxChangePolicy: Unsupported value: "MountOption"/.test(theirs.message),
  },
];

let plane: ControlPlane;
let decided: readonly Answered[];

before(async () => {
  console.log(`manifests from seed ${runSeed()}`);
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
  const answered = await answersOf([...manifestCases(new Random(runSeed()))]);
  const reasonOf = (one: Answered) => UNDECIDED.find(({ holds }) => holds(one))?.reason;
  decided = answered.filter(one => reasonOf(one) === undefined);
  for (const { reason } of UNDECIDED) {
    console.log(`left out, ${reason}: ${answered.filter(one => reasonOf(one) === reason).length}`);
  }
});

after(() => plane?.dispose());

async function answersOf(cases: readonly ManifestCase[]): Promise<readonly Answered[]> {
  await createNamespaces(cases);
  const answers: Answered[] = [];
  for (let start = 0; start < cases.length; start += AT_ONCE) {
    const batch = cases.slice(start, start + AT_ONCE).map(async one => {
      const collection = collectionPath(one.apiVersion, one.kind, encodeURIComponent(namespaceOf(one.object)));
      const theirs = await askServer(plane.api, collection, one.text);
      return { ...one, theirs, ours: ourFindings(one.text, one.apiVersion, one.kind) ?? [] };
    });
    answers.push(...(await Promise.all(batch)));
  }
  return answers;
}

/** Whether a namespace is there is not the question. Those that no namespace can be called are not there. */
async function createNamespaces(cases: readonly ManifestCase[]): Promise<void> {
  for (const name of new Set(cases.map(one => namespaceOf(one.object)))) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    await plane.api.request('POST', '/api/v1/namespaces', namespace);
  }
}

const isRefusal = ({ severity }: Finding) => severity === 'error';

async function* verdicts(): AsyncGenerator<Compared> {
  for (const { id, theirs, ours } of decided) {
    const isRefused = ours.some(({ finding }) => isRefusal(finding));
    yield { id: `${id}: ${theirs.message.slice(0, 200)}`, ours: isRefused, theirs: theirs.verdict !== 'taken' };
  }
}

comparison({ label: 'manifest verdicts equal', required: 1, cases: verdicts });

/**
 * Of what both refuse, where the server names fields: each field that is underlined is one that it names; of random
 * objects, with many mistakes at once, one of them.
 */
async function* fields(): AsyncGenerator<Compared> {
  for (const one of decided) {
    const told = comparableFindings(one);
    const shape = kindShape(one.apiVersion, one.kind);
    if (one.theirs.fields.length === 0 || told.length === 0 || shape === undefined) continue;
    const elsewhere = told.filter(({ path }) => !namesField(one.theirs, path, one.object, shape));
    const id = `${one.id}: ${one.theirs.fields.join(', ')}`;
    // Of many mistakes it tells those that it meets before it stops.
    const isPartOfAll = one.source === 'random' && elsewhere.length < told.length;
    yield { id, ours: isPartOfAll ? [] : elsewhere.map(({ path }) => pathText(path)), theirs: [] };
  }
}

/** The server stops where it cannot decode the text, and does not look at values when there are unknown fields. */
function comparableFindings({ ours, theirs }: Answered): readonly FieldFinding[] {
  if (theirs.verdict === 'strict') return ours.filter(({ finding }) => finding.code === 'manifest/unknown-field');
  if (theirs.verdict === 'decoding')
    return ours.filter(({ finding }) => finding.code === 'manifest/wrong-type').slice(0, 1);
  return theirs.verdict === 'validation' ? ours : [];
}

comparison({ label: 'manifest fields equal', required: 1, cases: fields });

/** A key that is there twice is told where it is, as the server does for a text that is posted as it stands. */
async function* duplicates(): AsyncGenerator<Compared> {
  for (const { text, id, apiVersion, kind, object, source } of decided) {
    if (source !== 'complete') continue;
    for (const [line = '', blanks = '', key = ''] of text.matchAll(/^( *)(\w+):(?: .*)?$/gm)) {
      const twice = text.replace(line, `${blanks}${key}: null\n${line}`);
      const collection = collectionPath(apiVersion, kind, namespaceOf(object));
      const theirs = await askServer(plane.api, collection, twice);
      const ours = ourFindings(twice, apiVersion, kind) ?? [];
      yield {
        id: `${id}: ${key} twice`,
        ours: ours
          .filter(({ finding }) => finding.code === 'manifest/duplicate-key')
          .map(({ finding }) => finding.data['field']),
        theirs: /key "(\w+)" already set in map/.exec(theirs.message)?.slice(1) ?? [],
      };
    }
  }
}

comparison({ label: 'duplicate keys equal', required: 1, cases: duplicates });

test('the manifests are of every sort', () => {
  const count = (holds: (one: Answered) => boolean) => decided.filter(holds).length;
  const stages = ['taken', 'decoding', 'strict', 'validation'] as const;
  const sorts = [...stages.map(stage => [stage, count(one => one.theirs.verdict === stage)] as const)];
  const sources = (['complete', 'mutant', 'random', 'corpus'] as const).map(
    source => [source, count(one => one.source === source)] as const,
  );
  console.log([...sources, ...sorts].map(([name, times]) => `${name} ${times}`).join(', '));
  assert.ok(decided.length >= 3000);
  for (const [sort, times] of sorts) assert.ok(times >= 300, `${sort}: ${times}`);
});

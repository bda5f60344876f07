import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openDocument } from '../../../src/language/document.ts';
import { FINDING_CODES } from '../../../src/language/finding-codes.ts';
import { findingsOf } from '../../../src/language/findings.ts';
import { BASES } from '../../conformance/config/bases.ts';
import { type Model, printModel, readModel } from '../../conformance/config/model.ts';
import { MUTATIONS, mutate } from '../../conformance/config/mutate.ts';
import { Random } from '../../conformance/random.ts';

const SRC = path.resolve(import.meta.dirname, '../../../src');
const ROOMS = ['schema', 'prometheus', 'lint', 'language'];
const LISTED = new Set<string>(FINDING_CODES.map(entry => entry.code));

/** Codes that are put together as they are reported, and what they can become. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  '`${area}/yaml-syntax`': ['config/yaml-syntax', 'manifest/yaml-syntax'],
  '`${run.context.area}/${problem}`': [],
  '`config/${CODES[problem.kind]}`': [],
  '`config/${string}`': [],
  '`config/bad-${name}-selector`': ['config/bad-label-selector', 'config/bad-field-selector'],
};

/** How the sources write the second half of a load-time code. */
const PROBLEMS: readonly { readonly files: RegExp; readonly pattern: RegExp }[] = [
  { files: /^schema\//, pattern: /\b(?:refuse|add)\(\s*run,\s*'([a-z-]+)'/g },
  { files: /config\/formats\.ts$/, pattern: /\bproblem\(\s*'([a-z-]+)'/g },
  { files: /config\/relabel-rules\.ts$/, pattern: /^ {2}'[a-z-]+': '([a-z-]+)',$/gm },
];

interface Source {
  readonly file: string;
  readonly text: string;
}

function sources(): readonly Source[] {
  return globSync(`{${ROOMS.join(',')}}/**/*.ts`, { cwd: SRC })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => file !== 'language/finding-codes.ts')
    .map(file => ({ file, text: readFileSync(path.join(SRC, file), 'utf8') }));
}

/** Every code that the sources name. */
function codesIn({ file, text }: Source): readonly string[] {
  const literal = [...text.matchAll(/'((?:config|manifest|rbac|relabel|sd)\/[a-z-]+)'/g)].flatMap(
    ([, code]) => code ?? [],
  );
  const composed = composedIn(text).flatMap(template => COMPOSED[template] ?? []);
  const halves = PROBLEMS.filter(({ files }) => files.test(file)).flatMap(({ pattern }) =>
    [...text.matchAll(pattern)].map(([, problem]) => `config/${problem}`),
  );
  return [...literal, ...composed, ...halves];
}

function composedIn(text: string): readonly string[] {
  return [...text.matchAll(/`(?:config|manifest|\$\{[\w.]*area\})\/[^`\n]*`/g)].map(([template]) => template);
}

test('every code stands in the list once, with a sentence, in order', () => {
  assert.equal(LISTED.size, FINDING_CODES.length);
  for (const { code, summary } of FINDING_CODES) {
    assert.match(code, /^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
    assert.match(summary, /^[A-Z].*\.$/, code);
  }
  const codes = FINDING_CODES.map(entry => entry.code);
  assert.deepEqual(codes, codes.toSorted());
});

test('the list has exactly the codes that the sources name', () => {
  const named = new Set(sources().flatMap(codesIn));
  assert.deepEqual([...named].toSorted(), [...LISTED].toSorted());
});

test('no source puts a code together in a way that this test does not know', () => {
  const composed = new Set(sources().flatMap(source => composedIn(source.text)));
  assert.deepEqual([...composed].toSorted(), Object.keys(COMPOSED).toSorted());
});

test('whatever is done to a configuration, its findings have listed codes', () => {
  const random = new Random(1);
  const models = BASES.map(readModel).filter((model): model is Model => model?.kind === 'map');
  const seen = new Set<string>();
  for (const mutation of MUTATIONS) {
    for (let made = 0; made < 20; made++) {
      const text = printModel(mutate(random.pick(models), mutation, random));
      const context = { version: { major: 2, minor: 20 }, severities: new Map() } as const;
      for (const { finding } of findingsOf(openDocument(text), context)) seen.add(finding.code);
    }
  }
  assert.ok(seen.size > 10, [...seen].join(' '));
  assert.deepEqual(
    [...seen].filter(code => !LISTED.has(code)),
    [],
  );
});

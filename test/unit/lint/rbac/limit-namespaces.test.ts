import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixesOf } from './check-rbac.ts';
import { POD_JOB, ROLE } from './fixtures.ts';
import { boundIn, limitedTo, ONLY } from './limit-cases.ts';

const CODE = 'rbac/missing-access';

/** Those of the fixes that let discovery ask for less. */
function limits(fixture: string): readonly string[] {
  return fixesOf(fixture, CODE).flatMap(({ title, kind }) =>
    /^(?:Discover only|Do not attach)/.test(title) ? [`${kind}: ${title}`] : [],
  );
}

test('the ways to ask for less', () => {
  assert.deepEqual(limits(limitedTo(POD_JOB)), [`alternative: ${ONLY}`]);
});

const NOT_OFFERED: readonly { readonly name: string; readonly fixture: string }[] = [
  { name: 'nodes are in no namespace', fixture: limitedTo(POD_JOB.replace('role: pod', 'role: node')) },
  {
    name: 'not every kind is granted anywhere',
    fixture: limitedTo(POD_JOB.replace('role: pod', 'role: endpointslice')),
  },
  { name: 'none of the names', fixture: limitedTo(`${POD_JOB}    namespaces:\n      names: [dev, test]\n`) },
  {
    name: 'another job has the same entry by an alias',
    fixture: limitedTo(
      `${POD_JOB.replace('- role: pod', '- &pods\n    role: pod')}- job_name: again\n  kubernetes_sd_configs:\n  - *pods\n`,
    ),
  },
  {
    name: 'nobody says in which namespace the binding is',
    fixture: limitedTo(POD_JOB).replaceAll(/^ {2}namespace: (?:shop|blog)\n/gm, ''),
  },
];

for (const { name, fixture } of NOT_OFFERED)
  test(`discovery is not limited: ${name}`, () => {
    assert.deepEqual(limits(fixture), []);
  });

test('where it cannot be written it is offered disabled, with the reason', () => {
  const inner = JSON.stringify(POD_JOB.trim());
  const quoted = limitedTo(POD_JOB).replace(/prometheus\.yml: \|\n(?: {4}.*\n|\n)+/, `prometheus.yml: ${inner}\n`);
  const fix = fixesOf(quoted, CODE).find(({ title }) => title === ONLY);
  assert.deepEqual(fix, {
    title: ONLY,
    kind: 'disabled',
    reason: 'The configuration stands in a quoted or folded scalar, where this edit cannot be written exactly.',
  });
});

test('metadata is given up where that leaves more namespaces', () => {
  const config = `${POD_JOB}    attach_metadata:\n      deployment: true\n`;
  const withOwners = ROLE.replace('name: prometheus', 'name: owners').replace(
    '\n---',
    '\n- apiGroups: [apps]\n  resources: [replicasets]\n  verbs: [list, watch]\n---',
  );
  const inShop = boundIn('shop').replace('name: prometheus\nsub', 'name: owners\nsub');
  assert.deepEqual(limits(limitedTo(config, ROLE, `${inShop}---${withOwners}${boundIn('blog')}`)), [
    'alternative: Discover only in `shop`',
    `alternative: ${ONLY}, without the metadata of \`deployment\``,
  ]);
  assert.deepEqual(limits(limitedTo(config, withOwners.replace('name: owners', 'name: prometheus'))), [
    `alternative: ${ONLY}`,
  ]);
});

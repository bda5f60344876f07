import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundIn, titlesOf } from './check-rbac.ts';
import { ACCOUNT, BINDING, DEPLOYMENT, GRANTED, ROLE, tree } from './fixtures.ts';
import { NEEDS_PROXY, UNDECIDED, withRole } from './too-much-cases.ts';

test('a star of jobs that are not all decided is not narrowed', () => {
  assert.deepEqual(titlesOf(UNDECIDED, 'rbac/wildcard'), []);
});

test('nodes/proxy that a job needs is told of and not taken away', () => {
  assert.deepEqual(titlesOf(NEEDS_PROXY, 'rbac/nodes-proxy'), []);
});

const UNUSED = withRole('[pods]', '[configmaps, pods]');
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const SILENT: readonly { readonly name: string; readonly fixture: string }[] = [
  {
    name: 'another container is in the pods',
    fixture: UNUSED.replace('      containers:\n', '      containers:\n      - name: reloader\n'),
  },
  {
    name: 'another workload runs as the account',
    fixture: `${UNUSED}# @file other.yaml${DEPLOYMENT.replace('name: prometheus\n', 'name: other\n').replace('name: prometheus-config', 'name: other')}`,
  },
  {
    name: 'the role is bound to others too',
    fixture: UNUSED.replace(
      'subjects:\n',
      'subjects:\n- kind: Group\n  apiGroup: rbac.authorization.k8s.io\n  name: all\n',
    ),
  },
  {
    name: 'jobs in other files',
    fixture: UNUSED.replace('    scrape_configs:', '    scrape_config_files: [more.yml]\n    scrape_configs:'),
  },
  {
    name: 'a job whose needs depend on the objects',
    fixture: UNUSED.replace('      - role: pod\n', '      - role: pod\n        selectors: 1\n'),
  },
  {
    name: 'a component gets the token and may ask for other rights',
    fixture: UNUSED.replace(
      '      - role: pod\n',
      `      - role: pod\n      scheme: https\n      authorization:\n        credentials_file: ${TOKEN}\n`,
    ),
  },
  {
    name: 'a receiver of samples gets the token',
    fixture: UNUSED.replace(
      '    scrape_configs:',
      `    remote_write:\n    - url: https://a\n      authorization:\n        credentials_file: ${TOKEN}\n    scrape_configs:`,
    ),
  },
];

for (const { name, fixture } of SILENT)
  test(`nothing is called unused: ${name}`, () => {
    assert.deepEqual(
      foundIn(fixture).filter(one => one.includes('unused')),
      [],
    );
  });

test('roles of others are none of our business', () => {
  const other = ROLE.replace('name: prometheus', 'name: other').replace('[list, watch]', '["*"]');
  assert.deepEqual(foundIn(tree({ ...GRANTED, rbac: `${ACCOUNT}${other}${ROLE}${BINDING}` })), []);
});

test('a folder without a configuration of Prometheus is none of our business', () => {
  assert.deepEqual(foundIn(`# @file rbac.yaml${ACCOUNT}${ROLE.replace('[list, watch]', '["*"]')}${BINDING}`), []);
});

import { test } from 'node:test';
import { NODE_ROLE_NAMESPACES } from '../../../src/lint/node-role-namespaces.ts';
import { checkFix, checkLint } from './check-lint.ts';

const job = (entries: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
${entries}`;

test('namespaces of nodes', () => {
  checkLint(
    NODE_ROLE_NAMESPACES,
    job(`
  - role: node
    namespaces:
#   ^^^^^^^^^^ sd/node-role-namespaces warning
      names: [a]
  - role: node
    namespaces: {own_namespace: true}
#   ^^^^^^^^^^ sd/node-role-namespaces warning
`),
  );
});

test('no namespaces, and those of other roles', () => {
  checkLint(
    NODE_ROLE_NAMESPACES,
    job(`
  - role: node
    namespaces: {names: [], own_namespace: false}
  - role: node
    namespaces:
  - role: pod
    namespaces: {names: [a]}
  - namespaces: {names: [a]}
`),
  );
});

test('the fix removes the block', () => {
  const title = 'Remove `namespaces`';
  checkFix(
    NODE_ROLE_NAMESPACES,
    title,
    job('  - role: node\n    namespaces:\n      names:\n      - a\n    # why\n    selectors: []\n'),
    job('  - role: node\n    # why\n    selectors: []\n'),
  );
  checkFix(NODE_ROLE_NAMESPACES, title, job('  - namespaces: {names: [a]}\n    role: node'), job('  - role: node'));
});

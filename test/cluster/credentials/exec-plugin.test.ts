import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { ApiConnection } from '../../../src/cluster/api/api-connection.ts';
import { ManualClock } from '../../unit/cluster/session/manual-clock.ts';
import { CertificateAuthority } from '../certificates.ts';
import { until } from '../until.ts';
import { accessTo, ask, failureFrom, openTest, PLAIN, VERSION, withPlugin } from './accesses.ts';
import { printing, writePlugin } from './stub-plugin.ts';
import { OK, startStub } from './stub-server.ts';

const NAME = 'The credential plugin "login-tool" of the context "prod"';
const ENDLESS = 'sleep 600 & echo $! > "$HERE/child"; wait\n';

/** True once the process has gone; a zombie of a container without an init counts as gone. */
async function isGone(pid: number): Promise<true | undefined> {
  try {
    process.kill(pid, 0);
    return (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).includes(') Z ') ? true : undefined;
  } catch {
    return true;
  }
}

const five = (connection: ApiConnection) => Promise.all(Array.from({ length: 5 }, () => ask(connection, VERSION)));

test('a plugin runs once for all who wait, knows what is asked, and has nobody to ask', async t => {
  const stub = await startStub(t, undefined, OK);
  const look =
    'printf "%s" "$KUBERNETES_EXEC_INFO" > "$HERE/info"; printf "%s|" "$@" > "$HERE/args"; printf "%s" "$OWN,$ELECTRON_RUN_AS_NODE,$FROM_US" > "$HERE/env"\ncat > "$HERE/stdin"; (: < /dev/tty) 2> /dev/null && echo tty > "$HERE/tty"\n';
  const plugin = await writePlugin(t, look + printing({ token: 'token-$RUN' }));
  const user = withPlugin({
    command: plugin.command,
    args: ['a b', '$(x)', "';"],
    env: new Map([['OWN', 'own=1']]),
    clusterInfo: { server: stub.url },
  });
  const environment = { ...PLAIN.environment, FROM_US: 'ours', ELECTRON_RUN_AS_NODE: '1', OWN: 'not this' };
  const { connection, logged } = openTest(t, { ...accessTo(stub.url), user }, { ...PLAIN, environment });
  await five(connection);
  await ask(connection, VERSION);
  assert.equal(await plugin.runs(), 1);
  assert.deepEqual([...new Set(stub.seen.map(seen => seen.headers['authorization']))], ['Bearer token-1']);
  const info = `{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"${stub.url}"},"interactive":false}}\n`;
  assert.equal(await plugin.written('info'), info);
  assert.equal(await plugin.written('args'), "a b|$(x)|';|");
  assert.equal(await plugin.written('env'), 'own=1,,ours');
  assert.equal(await plugin.written('stdin'), '');
  assert.equal(await plugin.written('tty'), undefined);
  assert.equal(logged.length, 1);
  assert.match(
    logged[0] ?? '',
    /^info The credential plugin "login-tool" of the context "prod" gave a login in \d+ ms\.$/,
  );
});

test('a command without a folder is found in PATH', async t => {
  const stub = await startStub(t, undefined, OK);
  const plugin = await writePlugin(t, printing({ token: 'found' }));
  const environment = { PATH: `/nowhere:${plugin.folder}:${process.env['PATH']}` };
  const user = withPlugin({ command: 'login-tool' });
  await ask(openTest(t, { ...accessTo(stub.url), user }, { ...PLAIN, environment }).connection, VERSION);
  assert.equal(stub.seen[0]?.headers['authorization'], 'Bearer found');
});

test('a plugin that fails says what happened and what to run, and is not run again', async t => {
  const stub = await startStub(t, undefined, OK);
  const cases: readonly { script: string; message: string; advice: string }[] = [
    {
      script: `echo 'Error: token expired.' >&2; echo 'To log in again run \`tsh login --proxy=p.example:443\` first' >&2; exit 255`,
      message: `${NAME} ended with code 255: Error: token expired. To log in again run \`tsh login --proxy=p.example:443\` first`,
      advice: 'tsh login --proxy=p.example:443',
    },
    { script: 'exit 1', message: `${NAME} ended with code 1.`, advice: '' },
    {
      script: 'read answer || { echo "Password: no input" >&2; exit 3; }',
      message: `${NAME} ended with code 3: Password: no input`,
      advice: '',
    },
    { script: 'kill -KILL $$', message: `${NAME} was ended by SIGKILL.`, advice: '' },
    {
      script: `echo "Refreshing..."; ${printing({ token: 't' })}`,
      message: `${NAME} printed something that is no ExecCredential.`,
      advice: '',
    },
    { script: ':', message: `${NAME} printed nothing.`, advice: '' },
    { script: printing({}), message: `${NAME} gave neither a token nor a certificate.`, advice: '' },
    { script: printing({ clientKeyData: 'x' }), message: `${NAME} gave only one of certificate and key.`, advice: '' },
    {
      script: printing({ clientKeyData: 'x', clientCertificateData: 'y' }),
      message: `${NAME} gave a certificate and a key that cannot be used.`,
      advice: '',
    },
    {
      script: printing({ token: 't' }).replace('k8s.io/v1', 'k8s.io/v1beta1'),
      message: `${NAME} answered in client.authentication.k8s.io/v1beta1, and the kubeconfig asks for client.authentication.k8s.io/v1.`,
      advice: '',
    },
    {
      script: 'head -c 100000000 /dev/zero',
      message: `${NAME} was stopped because it printed far more than a login.`,
      advice: '',
    },
    {
      script: 'printf "\\033[31mred\\033[0m\\r\\nline\\n%0999999d" 7 >&2; exit 2',
      message: `${NAME} ended with code 2: [31mred [0m line …`,
      advice: '',
    },
  ];
  for (const { script, message, advice } of cases) {
    const plugin = await writePlugin(t, `${script}\n`);
    const access = { ...accessTo(stub.url), user: withPlugin({ command: plugin.command }) };
    const { connection, logged } = openTest(t, access, PLAIN);
    const all = await Promise.all([failureFrom(connection, VERSION), failureFrom(connection, VERSION)]);
    const failures = [...all, await failureFrom(connection, VERSION)];
    for (const failure of failures) assert.deepEqual(failure, { kind: 'credentials', message, advice });
    assert.equal(connection.renewCredentials(), 'same');
    assert.equal(await plugin.runs(), 1, message);
    assert.deepEqual(logged, [`warn ${message}`]);
    await failureFrom(openTest(t, access, PLAIN).connection, VERSION);
    assert.equal(await plugin.runs(), 2, 'a new connection runs it anew');
  }
  assert.equal(stub.seen.length, 0);
});

test('a plugin that cannot be run', async t => {
  const cases: readonly (readonly [ReturnType<typeof withPlugin>, string])[] = [
    [
      withPlugin({ command: 'login-tool', installHint: 'Get it\nfrom https://example.org' }),
      `${NAME} is not installed, or not in the PATH of the editor. Get it from https://example.org`,
    ],
    [withPlugin({ command: '/nowhere/login-tool' }), `${NAME} is not installed, or not in the PATH of the editor.`],
    [
      withPlugin({ command: 'login-tool', interactiveMode: 'Always' }),
      `${NAME} asks questions on a terminal (interactiveMode: Always), and there is none here. Log in from a terminal, or set IfAvailable in the kubeconfig.`,
    ],
  ];
  for (const [user, message] of cases) {
    const { connection } = openTest(t, { ...accessTo('http://127.0.0.1:1'), user }, PLAIN);
    assert.deepEqual(await failureFrom(connection, VERSION), { kind: 'credentials', message, advice: '' });
  }
  const plugin = await writePlugin(t, '');
  await writeFile(plugin.command, '#!/nowhere/interpreter\n');
  const { connection } = openTest(
    t,
    { ...accessTo('http://127.0.0.1:1'), user: withPlugin({ command: plugin.command }) },
    PLAIN,
  );
  assert.equal((await failureFrom(connection, VERSION)).message, `${NAME} could not be started (ENOENT).`);
});

test('a plugin that hangs is stopped after a minute, with what it has started', async t => {
  const clock = new ManualClock();
  const plugin = await writePlugin(t, `echo 'Open https://login.example in a browser' >&2\n${ENDLESS}`);
  const access = { ...accessTo('http://127.0.0.1:1'), user: withPlugin({ command: plugin.command }) };
  const { connection } = openTest(t, access, { ...PLAIN, clock });
  const failure = failureFrom(connection, VERSION);
  const child = await until('it runs', async () => Number(await plugin.written('child')) || undefined);
  clock.advance(59_999);
  assert.equal(await isGone(child), undefined);
  clock.advance(1);
  assert.equal(
    (await failure).message,
    `${NAME} was stopped after 60 s without an answer; what it asks cannot be answered here: Open https://login.example in a browser`,
  );
  await until('what it has started is gone', () => isGone(child));
  assert.equal(clock.waiting, 0);
});

test('dispose stops a plugin that runs; a request that is given up does not', async t => {
  const clock = new ManualClock();
  const plugin = await writePlugin(t, ENDLESS);
  const access = { ...accessTo('http://127.0.0.1:1'), user: withPlugin({ command: plugin.command }) };
  const { connection } = openTest(t, access, { ...PLAIN, clock });
  const abort = new AbortController();
  const reason = new Error('given up');
  const givenUp = assert.rejects(connection.get(VERSION, abort.signal), error => error === reason);
  const waiting = assert.rejects(connection.get(VERSION, new AbortController().signal), /was closed here/);
  const child = await until('it runs', async () => Number(await plugin.written('child')) || undefined);
  abort.abort(reason);
  await givenUp;
  assert.equal(await isGone(child), undefined);
  connection.dispose();
  await waiting;
  await until('what it has started is gone', () => isGone(child));
  assert.equal(clock.waiting, 0);
  assert.equal(await plugin.runs(), 1);
});

test('a slow plugin is waited for, and what it leaves running is not', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, OK);
  // As a browser that is started by the plugin and keeps its output.
  const script = `while [ ! -e "$HERE/go" ]; do sleep 0.05; done\n(sleep 600 & echo $! > "$HERE/child")\n${printing({ token: 'slow' })}`;
  const plugin = await writePlugin(t, script);
  const access = { ...accessTo(stub.url), user: withPlugin({ command: plugin.command }) };
  const { connection } = openTest(t, access, { ...PLAIN, clock });
  const answer = ask(connection, VERSION);
  await until('it runs', async () => ((await plugin.runs()) === 1 ? true : undefined));
  await writeFile(path.join(plugin.folder, 'go'), '');
  const child = await until('it has ended', async () => Number(await plugin.written('child')) || undefined);
  t.after(() => process.kill(child, 'SIGKILL'));
  await until('only its output is waited for', () => (clock.waiting === 2 ? true : undefined));
  clock.advance(2_000);
  await answer;
  assert.equal(stub.seen[0]?.headers['authorization'], 'Bearer slow');
  assert.equal(await isGone(child), undefined);
});

test('a login is used until it expires, at the very time too', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, OK);
  const expires = new Date(clock.now() + 600_000).toISOString();
  const plugin = await writePlugin(t, printing({ token: 'token-$RUN', expirationTimestamp: expires }));
  const access = { ...accessTo(stub.url), user: withPlugin({ command: plugin.command }) };
  const { connection } = openTest(t, access, { ...PLAIN, clock });
  await five(connection);
  clock.advance(600_000);
  await five(connection);
  assert.equal(await plugin.runs(), 1);
  clock.advance(1);
  await five(connection);
  assert.equal(await plugin.runs(), 2);
  // The second has expired when it comes: it is used, and the plugin does not run for each request.
  await ask(connection, VERSION);
  assert.equal(await plugin.runs(), 2);
  clock.advance(30_001);
  await ask(connection, VERSION);
  assert.equal(await plugin.runs(), 3);
});

test('after a 401 the plugin runs once more, for all who were refused', async t => {
  const good = new Set(['Bearer token-2']);
  const stub = await startStub(t, undefined, (request, response, seen) => {
    if (good.has(String(seen.headers['authorization']))) return OK(request, response, seen);
    response.writeHead(401).end();
  });
  const plugin = await writePlugin(t, printing({ token: 'token-$RUN' }));
  const { connection } = openTest(t, { ...accessTo(stub.url), user: withPlugin({ command: plugin.command }) }, PLAIN);
  const refused = () => Promise.all(Array.from({ length: 5 }, () => failureFrom(connection, VERSION)));
  await refused();
  assert.equal(await plugin.runs(), 1);
  for (let caller = 0; caller < 5; caller += 1) assert.equal(connection.renewCredentials(), 'renewed');
  await five(connection);
  assert.equal(connection.renewCredentials(), 'renewed', 'one who was refused before is late');
  await five(connection);
  assert.equal(await plugin.runs(), 2);

  good.clear();
  await refused();
  assert.equal(connection.renewCredentials(), 'renewed', 'the second login was good for a while');
  await refused();
  assert.equal(await plugin.runs(), 3);
  assert.equal(connection.renewCredentials(), 'same', 'the third was never good');
  assert.equal(connection.renewCredentials(), 'same');
  await refused();
  assert.equal(await plugin.runs(), 3);
});

test('a plugin may give a certificate', async t => {
  const authority = new CertificateAuthority('the authority');
  const [server, first, second] = [
    authority.issue('server', ['127.0.0.1']),
    authority.issue('one', []),
    authority.issue('two', []),
  ];
  const stub = await startStub(
    t,
    { server, clientAuthority: authority.certificate.cert },
    (request, response, seen) => {
      if (stub.seen.length !== 2) return OK(request, response, seen);
      response.writeHead(401).end();
    },
  );
  const answer = (pair: typeof first) => printing({ clientCertificateData: pair.cert, clientKeyData: pair.key });
  const plugin = await writePlugin(t, `if [ "$RUN" = 1 ]; then\n${answer(first)}else\n${answer(second)}fi\n`);
  const access = { ...accessTo(stub.url), ca: { from: 'data', pem: authority.certificate.cert } as const };
  const { connection } = openTest(t, { ...access, user: withPlugin({ command: plugin.command }) }, PLAIN);
  await ask(connection, VERSION);
  await failureFrom(connection, VERSION);
  assert.equal(connection.renewCredentials(), 'renewed');
  await ask(connection, VERSION);
  assert.deepEqual(
    stub.seen.map(seen => seen.clientName),
    ['one', 'one', 'two'],
  );
  assert.equal(stub.seen[0]?.headers['authorization'], undefined);
  await until('the connections of the first are closed', () => (stub.open === 1 ? true : undefined));
});

test('a plugin is not run for a user with a token or a certificate', async t => {
  const stub = await startStub(t, undefined, OK);
  const plugin = await writePlugin(t, printing({ token: 'unused' }));
  const user = { ...withPlugin({ command: plugin.command }), token: { text: 'own', file: undefined } };
  await ask(openTest(t, { ...accessTo(stub.url), user }, PLAIN).connection, VERSION);
  assert.equal(stub.seen[0]?.headers['authorization'], 'Bearer own');
  assert.equal(await plugin.runs(), 0);
});

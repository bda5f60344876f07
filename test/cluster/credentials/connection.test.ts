import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, createGzip } from 'node:zlib';
import { readJson } from '../../../src/cluster/api/read-json.ts';
import { ManualClock } from '../../unit/cluster/session/manual-clock.ts';
import { until } from '../until.ts';
import { accessTo, ask, failureFrom, NOBODY, openTest, PLAIN, VERSION, withToken } from './accesses.ts';
import { OK, sendStatus, startStub } from './stub-server.ts';

const NEVER = new AbortController().signal;

test('a request has its headers, and the path is below that of the server', async t => {
  const stub = await startStub(t, undefined, OK);
  const user = {
    ...withToken('a-token'),
    impersonate: {
      user: 'jürgen',
      uid: '7',
      groups: ['one', 'two'],
      extra: new Map([['example.com/Scope%', ['x', 'y']]]),
    },
  };
  const { connection } = openTest(t, { ...accessTo(`${stub.url}/clusters/a/`), user }, PLAIN);
  await ask(connection, { ...VERSION, path: '/api/v1/pods?limit=2' });
  const [seen] = stub.seen;
  assert.ok(seen);
  assert.equal(seen.path, '/clusters/a/api/v1/pods?limit=2');
  assert.equal(seen.headers['authorization'], 'Bearer a-token');
  assert.equal(seen.headers['user-agent'], 'kubernetes-tools-test/1');
  assert.equal(seen.headers['accept-encoding'], 'gzip');
  assert.equal(seen.headers['accept'], 'application/json');
  assert.equal(seen.headers['host'], `127.0.0.1:${stub.port}`);
  const impersonation = pairs(seen.rawHeaders).filter(([name]) => name.startsWith('impersonate'));
  assert.deepEqual(impersonation, [
    ['impersonate-user', Buffer.from('jürgen').toString('latin1')],
    ['impersonate-uid', '7'],
    ['impersonate-group', 'one'],
    ['impersonate-group', 'two'],
    ['impersonate-extra-example.com%2fscope%25', 'x'],
    ['impersonate-extra-example.com%2fscope%25', 'y'],
  ]);
});

test('a review is a POST with its body, also over a connection that the server has closed', async t => {
  const bodies: string[] = [];
  const stub = await startStub(t, undefined, (request, response, seen) => {
    if (seen.connection === 1 && bodies.length === 1) {
      bodies.push('cut');
      request.socket.destroy();
      return;
    }
    let body = `${request.method} ${request.headers['content-type']} `;
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      bodies.push(body);
      OK(request, response, seen);
    });
  });
  const { connection } = openTest(t, { ...accessTo(stub.url), user: withToken('a-token') }, PLAIN);
  for (let time = 0; time < 2; time++) {
    const response = await connection.review({ ...VERSION, path: '/reviews', body: '{"a":"ü"}' }, NEVER);
    assert.deepEqual(await readJson(response, 100), { kind: 'APIVersions' });
  }
  assert.deepEqual(bodies, ['POST application/json {"a":"ü"}', 'cut', 'POST application/json {"a":"ü"}']);
  assert.equal(stub.seen[0]?.headers['authorization'], 'Bearer a-token');
});

test('without compression none is asked for; without a user no Authorization is sent', async t => {
  const stub = await startStub(t, undefined, OK);
  const { connection } = openTest(t, { ...accessTo(stub.url), disableCompression: true }, PLAIN);
  await ask(connection, VERSION);
  assert.equal(stub.seen[0]?.headers['accept-encoding'], undefined);
  assert.equal(stub.seen[0]?.headers['authorization'], undefined);
});

test('a password, and a user in the URL, are basic authentication', async t => {
  const stub = await startStub(t, undefined, OK);
  const basic = { ...NOBODY, basic: { username: 'ann', password: 'pass:word' } };
  const encoded = `Basic ${Buffer.from('ann:pass:word').toString('base64')}`;
  await ask(openTest(t, { ...accessTo(stub.url), user: basic }, PLAIN).connection, VERSION);
  const server = stub.url.replace('://', '://ann:pass%3Aword@');
  await ask(openTest(t, { ...accessTo(server), user: withToken('unused') }, PLAIN).connection, VERSION);
  assert.deepEqual(
    stub.seen.map(seen => seen.headers['authorization']),
    [encoded, encoded],
  );
});

test('requests share a connection, and as many as run at a time are open', async t => {
  const stub = await startStub(t, undefined, OK);
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  await ask(connection, VERSION);
  await ask(connection, VERSION);
  assert.equal(stub.connections, 1);
  await Promise.all(Array.from({ length: 40 }, () => ask(connection, VERSION)));
  assert.equal(stub.seen.length, 42);
  assert.ok(stub.connections <= 40);
});

test('an idle connection that the server has closed costs no request', async t => {
  let answered = 0;
  const stub = await startStub(t, undefined, (request, response, seen) => {
    answered += 1;
    // As when the server's FIN and the next request cross on the way.
    if (seen.connection === 1 && answered === 2) request.socket.destroy();
    else OK(request, response, seen);
  });
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  await ask(connection, VERSION);
  await ask(connection, VERSION);
  assert.equal(stub.connections, 2);
});

test('compressed pieces arrive as they come', async t => {
  const gate = Promise.withResolvers<void>();
  const stub = await startStub(t, undefined, async (_request, response) => {
    response.setHeader('content-encoding', 'gzip');
    const gzip = createGzip();
    gzip.pipe(response);
    gzip.write('{"first":1}\n');
    gzip.flush(constants.Z_SYNC_FLUSH);
    await gate.promise;
    gzip.end('{"second":2}\n');
  });
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const { chunks } = await connection.get(VERSION, NEVER);
  const read: string[] = [];
  for await (const chunk of chunks) {
    read.push(Buffer.from(chunk).toString());
    gate.resolve();
  }
  assert.deepEqual(read, ['{"first":1}\n', '{"second":2}\n']);
});

test('a watch that is closed, aborted or left ends its connection', async t => {
  const stub = await startStub(t, undefined, (request, response) => {
    if (request.url !== '/zipped') return void response.write('{}\n');
    response.setHeader('content-encoding', 'gzip');
    const gzip = createGzip();
    gzip.pipe(response);
    gzip.write('{}\n');
    gzip.flush(constants.Z_SYNC_FLUSH);
  });
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const isClosed = () => until('the connection is closed', () => (stub.open === 0 ? true : undefined));

  const closed = await connection.get(VERSION, NEVER);
  const pieces = closed.chunks[Symbol.asyncIterator]();
  await pieces.next();
  const rest = pieces.next();
  closed.close();
  closed.close();
  assert.deepEqual(await rest, { done: true, value: undefined });
  await isClosed();

  const abort = new AbortController();
  const aborted = (await connection.get(VERSION, abort.signal)).chunks[Symbol.asyncIterator]();
  await aborted.next();
  const reason = new Error('not needed any more');
  const end = assert.rejects(aborted.next(), error => error === reason);
  abort.abort(reason);
  await end;
  await isClosed();

  for await (const _ of (await connection.get(VERSION, NEVER)).chunks) break;
  await isClosed();

  (await connection.get(VERSION, NEVER)).close();
  await isClosed();

  const zipped = await connection.get({ ...VERSION, path: '/zipped' }, NEVER);
  const unzipped = zipped.chunks[Symbol.asyncIterator]();
  await unzipped.next();
  const more = unzipped.next();
  zipped.close();
  assert.deepEqual(await more, { done: true, value: undefined });
  await isClosed();
});

test('a request that is aborted before its answer rejects with the reason', async t => {
  const stub = await startStub(t, undefined, () => {});
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const abort = new AbortController();
  const reason = new Error('not needed any more');
  const asked = assert.rejects(connection.get(VERSION, abort.signal), error => error === reason);
  await until('the request is there', () => stub.seen[0]);
  abort.abort(reason);
  await asked;
  await assert.rejects(connection.get(VERSION, abort.signal), error => error === reason);
  await until('the connection is closed', () => (stub.open === 0 ? true : undefined));
});

test('an answer that does not begin is a timeout, also when an error has no end', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, (request, response) => {
    if (request.url === '/silent') return;
    response.writeHead(500);
    response.write('{');
  });
  const { connection } = openTest(t, accessTo(stub.url), { ...PLAIN, clock });
  for (const path of ['/silent', '/endless']) {
    const failure = failureFrom(connection, { ...VERSION, path, firstByteMs: 3_000 });
    await until('the request is there', () => stub.seen.find(seen => seen.path === path));
    clock.advance(3_000);
    assert.deepEqual(await failure, { kind: 'timeout', message: 'The API server has not answered within 3 s.' });
  }
  assert.equal(clock.waiting, 0);
});

test('what has begun is not timed', async t => {
  const clock = new ManualClock();
  const gate = Promise.withResolvers<void>();
  const stub = await startStub(t, undefined, async (_request, response) => {
    response.write('{"a":');
    await gate.promise;
    response.end('1}');
  });
  const { connection } = openTest(t, accessTo(stub.url), { ...PLAIN, clock });
  const response = await connection.get({ ...VERSION, firstByteMs: 1_000 }, NEVER);
  assert.equal(clock.waiting, 0);
  clock.advance(3_600_000);
  gate.resolve();
  assert.deepEqual(await readJson(response, 100), { a: 1 });
});

test('what API servers, proxies and others answer is told apart', async t => {
  const stub = await startStub(t, undefined, (request, response, seen) => {
    const page = `<html><body>${'login '.repeat(50)}</body></html>`;
    switch (request.url) {
      case '/forbidden':
        return sendStatus(response, 403, 'Forbidden', 'pods is forbidden:\u0007 User "x" cannot list');
      case '/long':
        return sendStatus(response, 410, 'Expired', 'a'.repeat(30_000));
      case '/busy':
        response.setHeader('retry-after', '7');
        return sendStatus(response, 429, 'TooManyRequests', 'later');
      case '/page':
        return void response.writeHead(401, { 'content-type': 'text/html' }).end(page);
      case '/plain':
        return void response.writeHead(404).end('404 page not found');
      case '/moved':
        return void response.writeHead(302, { location: 'https://login.example/?secret' }).end();
      case '/endless':
        return void response.writeHead(500).end('x'.repeat(1_000_000));
      case '/web':
        return void response.end(page);
      case '/broken':
        return void response.end('{"token": "abc');
      case '/brotli':
        return void response.writeHead(200, { 'content-encoding': 'br' }).end('zzz');
      case '/badgzip':
        return void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all');
      case '/http':
        return void request.socket.end('HTTP/9.9 whatever\r\n\r\n');
      case '/cut':
        return void request.socket.destroy();
      case '/half':
        response.write('{"a":');
        return void setImmediate(() => request.socket.destroy());
      default:
        return OK(request, response, seen);
    }
  });
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const origin = stub.url;
  const none = { retryAfterMs: undefined };
  const cases: readonly (readonly [string, object])[] = [
    [
      '/forbidden',
      { kind: 'status', code: 403, reason: 'Forbidden', message: 'pods is forbidden: User "x" cannot list', ...none },
    ],
    ['/long', { kind: 'status', code: 410, reason: 'Expired', message: `${'a'.repeat(1_000)}…`, ...none }],
    ['/busy', { kind: 'status', code: 429, reason: 'TooManyRequests', message: 'later', retryAfterMs: 7_000 }],
    [
      '/page',
      { kind: 'status', code: 401, reason: '', message: 'The API server does not accept the credentials.', ...none },
    ],
    [
      '/plain',
      { kind: 'status', code: 404, reason: '', message: 'The API server does not know the resource.', ...none },
    ],
    [
      '/moved',
      {
        kind: 'status',
        code: 302,
        reason: '',
        message: 'The server answers with a redirect (302), which is not followed.',
        ...none,
      },
    ],
    [
      '/endless',
      { kind: 'status', code: 500, reason: '', message: 'The API server answers with status 500.', ...none },
    ],
    [
      '/web',
      {
        kind: 'garbage',
        message: 'The server answers with a web page where JSON is due; a login page or a proxy may stand before it.',
      },
    ],
    ['/broken', { kind: 'garbage', message: 'The answer of the server is no JSON.' }],
    ['/brotli', { kind: 'garbage', message: 'The server compresses its answer in a way that was not asked for.' }],
    ['/badgzip', { kind: 'garbage', message: `What ${origin} answers cannot be read (Z_DATA_ERROR).` }],
    ['/http', { kind: 'garbage', message: `What ${origin} answers cannot be read (HPE_INVALID_VERSION).` }],
    ['/cut', { kind: 'unreachable', code: 'ECONNRESET', message: `The connection to ${origin} was cut.` }],
    ['/half', { kind: 'unreachable', code: 'ECONNRESET', message: `The connection to ${origin} was cut.` }],
  ];
  for (const [path, expected] of cases) {
    assert.deepEqual(await failureFrom(connection, { ...VERSION, path }), expected, path);
  }
});

test('a longer answer than allowed is ended', async t => {
  const stub = await startStub(t, undefined, (_request, response) => {
    const more = () => response.write(' '.repeat(10_000), error => !error && more());
    more();
  });
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const response = await connection.get(VERSION, NEVER);
  await assert.rejects(readJson(response, 100_000), {
    message: 'The answer of the server is longer than 100000 bytes.',
  });
  await until('the connection is closed', () => (stub.open === 0 ? true : undefined));
});

test('where nothing listens', async t => {
  const stub = await startStub(t, undefined, OK);
  const { port } = stub;
  await stub.end();
  const { connection } = openTest(t, accessTo(`https://127.0.0.1:${port}`), PLAIN);
  assert.deepEqual(await failureFrom(connection, VERSION), {
    kind: 'unreachable',
    code: 'ECONNREFUSED',
    message: `Nothing listens at https://127.0.0.1:${port}.`,
  });
});

test('a server address that is none fails at each request', async t => {
  for (const server of ['', '10.0.0.1:6443', 'unix:///x', 'ftp://a/']) {
    const failure = await failureFrom(openTest(t, accessTo(server), PLAIN).connection, VERSION);
    assert.equal(failure.message, 'The server address in the kubeconfig is no http or https URL.');
  }
});

test('a user with a token and a password is refused', async t => {
  const user = { ...withToken('t'), basic: { username: 'a', password: 'b' } };
  const failure = await failureFrom(
    openTest(t, { ...accessTo('http://127.0.0.1:1'), user }, PLAIN).connection,
    VERSION,
  );
  assert.equal(failure.kind, 'credentials');
});

test('nothing is left after dispose: no socket, idle or used, and no timer', async t => {
  const clock = new ManualClock();
  const stub = await startStub(t, undefined, (request, response, seen) => {
    if (request.url === '/version') OK(request, response, seen);
    else if (request.url === '/watch') response.write('{}\n');
  });
  const { connection } = openTest(t, accessTo(stub.url), { ...PLAIN, clock });
  await Promise.all([ask(connection, VERSION), ask(connection, VERSION)]);
  const watch = (await connection.get({ ...VERSION, path: '/watch' }, NEVER)).chunks[Symbol.asyncIterator]();
  await watch.next();
  const waiting = assert.rejects(connection.get({ ...VERSION, path: '/silent' }, NEVER), /was closed here/);
  await until('the request is there', () => stub.seen.find(({ path }) => path === '/silent'));
  const reading = assert.rejects(watch.next(), /was closed here/);
  connection.dispose();
  connection.dispose();
  await Promise.all([waiting, reading]);
  await until('every connection is closed', () => (stub.open === 0 ? true : undefined));
  assert.equal(clock.waiting, 0);
  assert.equal(connection.renewCredentials(), 'same');
  await assert.rejects(connection.get(VERSION, NEVER), /was closed here/);
});

test('dispose while a connection is being made leaves nothing', async t => {
  const stub = await startStub(t, undefined, OK);
  const { connection } = openTest(t, accessTo(stub.url), PLAIN);
  const asked = assert.rejects(connection.get(VERSION, NEVER), /was closed here/);
  connection.dispose();
  await asked;
  await until('every connection is closed', () => (stub.open === 0 ? true : undefined));
});

test('a server that speaks no TLS', async t => {
  const stub = await startStub(t, undefined, OK);
  const { connection } = openTest(t, accessTo(stub.url.replace('http:', 'https:')), PLAIN);
  const failure = await failureFrom(connection, VERSION);
  assert.equal(failure.kind, 'tls');
  assert.match(failure.message, /does not speak TLS/);
});

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiConnection, ApiRequest, ApiResponse } from '../../../../src/cluster/api/api-connection.ts';
import { ApiError } from '../../../../src/cluster/api/api-failure.ts';
import { ReplaceableConnection } from '../../../../src/cluster/session/replaceable-connection.ts';

const CUT = new ApiError({ kind: 'unreachable', code: 'ECONNABORTED', message: 'closed here' });
const NEVER = new AbortController().signal;

/** Answers when a test says so; what runs is cut when it is disposed. */
class SlowConnection implements ApiConnection {
  readonly asked: string[] = [];
  readonly #end = Promise.withResolvers<never>();
  readonly #answer: 'never' | 'begin';

  constructor(answer: 'never' | 'begin') {
    this.#answer = answer;
    this.#end.promise.catch(() => {});
  }

  get({ path }: ApiRequest): Promise<ApiResponse> {
    this.asked.push(path);
    if (this.#answer === 'never') return this.#end.promise;
    const end = this.#end.promise;
    const chunks = (async function* () {
      yield new Uint8Array([1]);
      await end;
    })();
    return Promise.resolve({ chunks, close: () => {} });
  }

  review(request: ApiRequest): Promise<ApiResponse> {
    return this.get(request);
  }

  renewCredentials(): 'renewed' {
    return 'renewed';
  }

  dispose(): void {
    this.#end.reject(CUT);
  }
}

function ask(path: string): ApiRequest {
  return { path, accept: 'application/json', firstByteMs: 1000 };
}

async function lengthOf(response: ApiResponse): Promise<number> {
  let length = 0;
  for await (const chunk of response.chunks) length += chunk.length;
  return length;
}

test('a request without an answer is sent over the next connection', async () => {
  const [first, second] = [new SlowConnection('never'), new SlowConnection('begin')];
  const connection = new ReplaceableConnection(() => first);
  const response = connection.get(ask('/version'), NEVER);
  connection.replace(() => second);
  await response;
  assert.deepEqual([first.asked, second.asked], [['/version'], ['/version']]);
});

const BEGUN: readonly (readonly [what: string, path: string, ends: 'clean' | 'cut'])[] = [
  ['a watch ends as the server ends one', '/api/v1/pods?watch=1&resourceVersion=5', 'clean'],
  ['a list, which is not whole, is cut', '/api/v1/pods?limit=200', 'cut'],
];

for (const [what, path, ends] of BEGUN) {
  test(`when the connection is replaced ${what}`, async () => {
    const connection = new ReplaceableConnection(() => new SlowConnection('begin'));
    const read = lengthOf(await connection.get(ask(path), NEVER));
    connection.replace(() => new SlowConnection('begin'));
    if (ends === 'clean') assert.equal(await read, 1);
    else await assert.rejects(read, CUT);
  });
}

test('what fails without being replaced fails', async () => {
  const connection = new ReplaceableConnection(() => new SlowConnection('begin'));
  const read = lengthOf(await connection.get(ask('/api/v1/pods?watch=1'), NEVER));
  connection.dispose();
  await assert.rejects(read, CUT);
  const pending = new ReplaceableConnection(() => new SlowConnection('never'));
  const response = pending.get(ask('/version'), NEVER);
  pending.dispose();
  await assert.rejects(response, CUT);
});

test('a connection that cannot be opened fails at each request, without a secret', async () => {
  const connection = new ReplaceableConnection(() => {
    throw new TypeError('token abc');
  });
  await assert.rejects(connection.get(ask('/version'), NEVER), error => {
    assert.ok(error instanceof ApiError);
    return !error.message.includes('abc');
  });
  assert.equal(connection.renewCredentials(), 'same');
});

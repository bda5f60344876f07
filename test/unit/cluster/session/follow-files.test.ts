import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { SYSTEM_CLOCK } from '../../../../src/cluster/clock.ts';
import { followFiles } from '../../../../src/cluster/session/follow-files.ts';
import type { Disposable } from '../../../../src/cluster/session/ports.ts';
import { ManualClock } from './manual-clock.ts';

let folder = '';
let following: Disposable | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'follow-'));
});

afterEach(async () => {
  following?.dispose();
  await rm(folder, { recursive: true });
});

/** What was told, to wait for. */
class Calls {
  readonly all: string[] = [];
  #waiting: (() => void) | undefined;

  readonly take = (why: string): void => {
    this.all.push(why);
    this.#waiting?.();
  };

  async until(count: number): Promise<void> {
    while (this.all.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting = resolve;
      await promise;
    }
  }
}

const WRITES: readonly (readonly [what: string, write: (file: string) => Promise<void>])[] = [
  ['written', file => writeFile(file, 'b: 2')],
  ['removed', file => rm(file)],
  [
    'replaced',
    async file => {
      await writeFile(`${file}.new`, 'c: 3');
      await rename(`${file}.new`, file);
    },
  ],
];

for (const [what, write] of WRITES) {
  test(`events of the folder tell that a file was ${what}`, async () => {
    const file = path.join(folder, 'config');
    await writeFile(file, 'a: 1');
    const calls = new Calls();
    following = followFiles([file], calls.take, SYSTEM_CLOCK);
    await calls.until(1);
    await write(file);
    await calls.until(2);
    assert.deepEqual(calls.all, ['begun', 'written']);
  });
}

test('a file whose folder does not exist yet is noticed by looking', async () => {
  const clock = new ManualClock();
  const file = path.join(folder, 'kube', 'config');
  const calls = new Calls();
  following = followFiles([file], calls.take, clock);
  await calls.until(1);
  await mkdir(path.dirname(file));
  await writeFile(file, 'a: 1');
  clock.advance(5000);
  await calls.until(2);
  assert.deepEqual(calls.all, ['begun', 'written']);
});

test('a link into another folder is noticed by looking', async () => {
  const clock = new ManualClock();
  const other = await mkdtemp(path.join(tmpdir(), 'follow-'));
  try {
    await writeFile(path.join(other, 'config'), 'a: 1');
    await symlink(path.join(other, 'config'), path.join(folder, 'config'));
    const calls = new Calls();
    following = followFiles([path.join(folder, 'config')], calls.take, clock);
    await calls.until(1);
    await writeFile(path.join(other, 'config'), 'b: 22');
    clock.advance(5000);
    await calls.until(2);
    assert.deepEqual(calls.all, ['begun', 'written']);
  } finally {
    await rm(other, { recursive: true });
  }
});

test('after the end no timer is left', async () => {
  const clock = new ManualClock();
  const calls = new Calls();
  const one = followFiles([path.join(folder, 'config')], calls.take, clock);
  await calls.until(1);
  assert.equal(clock.waiting, 1);
  one.dispose();
  assert.equal(clock.waiting, 0);
});

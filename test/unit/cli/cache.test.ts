import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { cacheFolder, fileParts, fillCache, isComplete, link } from '../../../src/cli/cache.ts';

const root = mkdtempSync(path.join(tmpdir(), 'cache-'));
after(() => rmSync(root, { recursive: true }));

test('the folder depends on every part, on their order and their limits', () => {
  const folders = [['a', 'b'], ['b', 'a'], ['ab'], ['a', 'b', ''], ['a']].map(parts => cacheFolder('x', parts));
  assert.equal(new Set(folders).size, folders.length);
  assert.equal(cacheFolder('x', ['a', 'b']), folders[0]);
  assert.match(path.basename(cacheFolder('x', [])), /^x-[0-9a-f]{16}$/);
});

test('the parts of files are their names and contents, in one order', () => {
  writeFileSync(path.join(root, 'one'), '1');
  writeFileSync(path.join(root, 'two'), '2');
  assert.deepEqual(fileParts(root, ['two', 'one']), ['one', '1', 'two', '2']);
  assert.throws(() => fileParts(root, ['none']));
});

test('a folder is filled once', async () => {
  const folder = path.join(root, 'once');
  const fill = (text: string) => fillCache(folder, empty => writeFile(path.join(empty, 'file'), text));
  assert.equal(await fill('first'), 'made');
  assert.equal(await fill('second'), 'there');
  assert.equal(readFileSync(path.join(folder, 'file'), 'utf8'), 'first');
  assert.ok(isComplete(folder));
});

test('a failure leaves nothing behind', async () => {
  const folder = path.join(root, 'failing');
  const failing = fillCache(folder, async empty => {
    await writeFile(path.join(empty, 'half'), '');
    throw new Error('no');
  });
  await assert.rejects(failing, /^Error: no$/);
  assert.equal(existsSync(folder), false);
  assert.deepEqual(
    readdirSync(root).filter(name => name.startsWith('failing')),
    [],
  );
});

test('what an interrupted run left is replaced', async () => {
  const folder = path.join(root, 'half');
  await mkdir(folder);
  writeFileSync(path.join(folder, 'old'), '');
  await fillCache(folder, empty => writeFile(path.join(empty, 'new'), ''));
  assert.deepEqual(readdirSync(folder).toSorted(), ['.complete', 'new']);
});

test('two runs at once agree on one result', async () => {
  const folder = path.join(root, 'both');
  const fill = (text: string) => fillCache(folder, empty => writeFile(path.join(empty, 'file'), text));
  await Promise.all([fill('a'), fill('b')]);
  assert.match(readFileSync(path.join(folder, 'file'), 'utf8'), /^[ab]$/);
  assert.ok(isComplete(folder));
});

test('a link is made, moved and kept; a real folder is not replaced', async () => {
  const place = path.join(root, 'links', 'one');
  for (const target of ['/a', '/b', '/b']) {
    await link(target, place);
    assert.equal(readlinkSync(place), target);
  }
  assert.deepEqual(readdirSync(path.dirname(place)), ['one']);
  await mkdir(path.join(root, 'real', 'inside'), { recursive: true });
  await assert.rejects(link('/a', path.join(root, 'real')));
  assert.ok(existsSync(path.join(root, 'real', 'inside')));
});

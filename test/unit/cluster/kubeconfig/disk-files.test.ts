import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { diskFiles } from '../../../../src/cluster/kubeconfig/disk-files.ts';
import { MAX_FILE_BYTES } from '../../../../src/kubernetes/kubeconfig/kubeconfig-files.ts';

test('files on disk: read, missing, unreadable, too large', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'disk-files-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('text'), 'hello');
  writeFileSync(at('full'), Buffer.alloc(MAX_FILE_BYTES));
  writeFileSync(at('large'), Buffer.alloc(MAX_FILE_BYTES + 1));
  symlinkSync(at('none'), at('dangling'));
  assert.deepEqual(diskFiles.read(at('text')), { state: 'read', bytes: Buffer.from('hello') });
  assert.equal(diskFiles.read(at('full')).state, 'read');
  assert.deepEqual(diskFiles.read(at('large')), { state: 'too-large' });
  assert.deepEqual(diskFiles.read(at('none')), { state: 'missing' });
  assert.deepEqual(diskFiles.read(at('dangling')), { state: 'missing' });
  assert.deepEqual(diskFiles.read(folder), { state: 'unreadable', code: 'EISDIR' });
  assert.deepEqual(diskFiles.read(at('text/below')), { state: 'unreadable', code: 'ENOTDIR' });
  assert.deepEqual(diskFiles.read('a\0b'), { state: 'unreadable', code: 'ERR_INVALID_ARG_VALUE' });
});

test('a pipe, which may never end, is not opened', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'disk-files-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  assert.deepEqual(diskFiles.read(pipe), { state: 'unreadable', code: 'no file' });
});

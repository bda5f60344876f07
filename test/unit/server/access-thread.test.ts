import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ListedFile } from '../../../src/server/access/access-desk.ts';
import { ThreadDesk } from '../../../src/server/access/desk-thread.ts';
import { FileDesk } from '../../../src/server/access/file-desk.ts';
import { WORKSPACE_LINTS } from '../../../src/server/access/workspace-lints.ts';
import { MOST_MANIFESTS } from '../../../src/server/access/workspace-manifests.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from './access-fixtures.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'prometheus-access-'));
after(() => rm(folder, { recursive: true, force: true }));

const SERVER = path.resolve(import.meta.dirname, '../../../src/server/main.ts');

function listed(name: string): ListedFile {
  const disk = path.join(folder, name);
  const place = { folder: pathToFileURL(folder).href, name, shownFolder: '', version: 'unknown' } as const;
  return { uri: pathToFileURL(disk).href, disk, path: name, ...place, account: { state: 'none' } };
}

async function written(files: Readonly<Record<string, string>>): Promise<readonly ListedFile[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return Object.keys(files).map(listed);
}

const NOTHING_NEW = { list: undefined, stale: [], opened: [], closed: [] };

test('access is worked out in the thread, and anew when it was let go', async () => {
  const files = await written({ 'c.yaml': CONFIG_MAP, 'p.yaml': WORKLOAD, 'r.yaml': rbac('[pods]') });
  const desk = new ThreadDesk(SERVER, text => assert.fail(text));
  const news = await desk.ask('take', { ...NOTHING_NEW, list: { files, extent: 'whole' } });
  assert.equal(news?.missing, 1);
  assert.deepEqual(
    news.jobs.map(({ job, account, missing }) => [job, account, missing]),
    [['services', 'monitoring/prometheus', 1]],
  );
  const access = await desk.ask('access', null);
  assert.equal(access?.[0]?.needs.length, 2);
  desk.dispose();
  assert.deepEqual(await desk.ask('access', null), []);
  desk.dispose();
});

test('a thread that is let go leaves nobody waiting', async () => {
  const desk = new ThreadDesk(SERVER, text => assert.fail(text));
  const asked = desk.ask('access', null);
  desk.dispose();
  assert.equal(await asked, undefined);
});

test('more files than are read leave it open what is missing', async () => {
  const files = await written({ 'c.yaml': CONFIG_MAP, 'p.yaml': WORKLOAD, 'r.yaml': rbac('[pods]') });
  const many = Array.from({ length: MOST_MANIFESTS }, (_, index) => listed(`z${String(index).padStart(5, '0')}.yaml`));
  const texts = new Map(files.map(({ disk }, index) => [disk, [CONFIG_MAP, WORKLOAD, rbac('[pods]')][index] ?? '']));
  const text = async (disk: string) => texts.get(disk) ?? 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n';
  const desk = new FileDesk({ text, below: async () => undefined }, WORKSPACE_LINTS, error =>
    assert.fail(String(error)),
  );
  const news = await desk.ask('take', { ...NOTHING_NEW, list: { files: [...files, ...many], extent: 'whole' } });
  assert.equal(news?.missing, 0);
  const access = await desk.ask('access', null);
  assert.deepEqual(
    access?.[0]?.needs.map(({ files: verdict }) => verdict.state),
    ['granted', 'unknown'],
  );
});

test('a mistake of a lint is told, and the next question starts anew', async () => {
  const told: unknown[] = [];
  const lints = {
    findings: () => {
      throw new Error('broken');
    },
    findingsIn: () => undefined,
    fixes: () => [],
  };
  const files = await written({ 'c.yaml': CONFIG_MAP });
  const desk = new FileDesk({ text: async () => CONFIG_MAP, below: async () => undefined }, lints, error =>
    told.push(error),
  );
  assert.equal(await desk.ask('take', { ...NOTHING_NEW, list: { files, extent: 'whole' } }), undefined);
  assert.equal(told.length, 1);
  assert.deepEqual(await desk.ask('access', null), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openDocument } from '../../../src/language/document.ts';
import { type AccessDesk, NO_NEWS, type WorkspaceChanges } from '../../../src/server/access/access-desk.ts';
import { FORGET_AFTER_MS, LOOK_AFTER_MS, WorkspaceAccess } from '../../../src/server/access/workspace-access.ts';
import type { OpenDocument } from '../../../src/server/open-documents.ts';
import { DEFAULT_SETTINGS } from '../../../src/server/settings.ts';
import { CONFIG_MAP } from './access-fixtures.ts';
import { ManualClock } from './manual-clock.ts';

/** A desk that notes what it is told, and answers as the test wishes. */
class FakeDesk implements AccessDesk {
  readonly told: WorkspaceChanges[] = [];
  readonly asked: string[] = [];
  disposals = 0;
  health: 'well' | 'ended' | 'ended-once' = 'well';

  async ask(question: string, ask: unknown): Promise<never> {
    this.asked.push(question);
    if (question === 'take') this.told.push(ask as WorkspaceChanges);
    const { health } = this;
    if (health === 'ended-once') this.health = 'well';
    return (health !== 'well' ? undefined : question === 'take' ? NO_NEWS : []) as never;
  }

  dispose(): void {
    this.disposals++;
  }
}

function workspace() {
  const clock = new ManualClock();
  const desk = new FakeDesk();
  const open = new Map<string, OpenDocument>();
  let lists = 0;
  const access = new WorkspaceAccess({
    clock,
    desk,
    listFiles: async () => {
      lists++;
      return { uris: [], scan: 'complete' };
    },
    openUris: () => [...open.keys()],
    openAt: uri => open.get(uri),
    settingsOf: async () => DEFAULT_SETTINGS,
    findingsChanged: () => undefined,
    newsChanged: () => undefined,
    log: text => assert.fail(text),
  });
  return {
    access,
    clock,
    desk,
    lists: () => lists,
    type: (uri: string, text: string) => {
      open.set(uri, { text: TextDocument.create(uri, 'yaml', 1, text), language: openDocument(text) });
      access.documentChanged(uri);
    },
    close: (uri: string) => {
      open.delete(uri);
      access.documentChanged(uri);
    },
    /** Lets the time pass and what follows from it. */
    wait: async (ms: number) => {
      clock.advance(ms);
      for (let turn = 0; turn < 5; turn++) await nextTurn();
    },
  };
}

const URI = 'file:///w/config.yaml';

test('of documents that have nothing to do with it nothing is listed or told', async () => {
  const { access, desk, lists, type, wait } = workspace();
  type(URI, 'a: b\n');
  access.saved(URI);
  access.watched([{ uri: URI, type: 'created' }]);
  await wait(LOOK_AFTER_MS);
  assert.deepEqual([lists(), desk.asked], [0, []]);
});

test('what is typed is told once, after a pause', async () => {
  const { desk, lists, type, wait } = workspace();
  type(URI, CONFIG_MAP);
  await wait(LOOK_AFTER_MS - 1);
  type(URI, `${CONFIG_MAP}#`);
  await wait(LOOK_AFTER_MS - 1);
  assert.deepEqual(desk.asked, []);
  await wait(1);
  assert.deepEqual(
    desk.told.map(({ opened }) => opened.map(({ text }) => text)),
    [[`${CONFIG_MAP}#`]],
  );
  assert.equal(lists(), 1);
  await wait(LOOK_AFTER_MS);
  assert.equal(desk.told.length, 1);
});

test('a while after the last document is closed everything is forgotten, and at the next need learnt anew', async () => {
  const { desk, lists, type, close, wait } = workspace();
  type(URI, CONFIG_MAP);
  await wait(LOOK_AFTER_MS);
  close(URI);
  await wait(LOOK_AFTER_MS);
  assert.deepEqual(desk.told.at(-1)?.closed, [URI]);
  assert.equal(desk.disposals, 0);
  await wait(FORGET_AFTER_MS);
  assert.equal(desk.disposals, 1);
  type(URI, CONFIG_MAP);
  await wait(LOOK_AFTER_MS);
  assert.equal(lists(), 2);
  assert.notEqual(desk.told.at(-1)?.list, undefined);
});

test('while somebody looks at what follows, files are followed though no document is open', async () => {
  const { access, desk, lists, wait } = workspace();
  access.setWanted('wanted');
  await wait(LOOK_AFTER_MS);
  assert.deepEqual([lists(), desk.asked], [1, ['take']]);
  access.saved(URI);
  await wait(LOOK_AFTER_MS);
  assert.deepEqual(desk.told.at(-1)?.stale, [URI]);
  await wait(FORGET_AFTER_MS);
  assert.equal(desk.disposals, 0);
  access.setWanted('unwanted');
  await wait(LOOK_AFTER_MS);
  await wait(FORGET_AFTER_MS);
  assert.equal(desk.disposals, 1);
});

test('a desk that ends again and again is left alone until somebody asks', async () => {
  const { access, desk, type, wait } = workspace();
  desk.health = 'ended';
  type(URI, CONFIG_MAP);
  for (let time = 0; time < 10; time++) await wait(LOOK_AFTER_MS);
  assert.equal(desk.told.length, 3);
  desk.health = 'well';
  assert.deepEqual(await access.ask('access', null), []);
  assert.equal(desk.told.length, 4);
  assert.notEqual(desk.told.at(-1)?.list, undefined);
});

test('after the end nothing is told and no timer is left', async () => {
  const { access, clock, desk, type, wait } = workspace();
  type(URI, CONFIG_MAP);
  access.dispose();
  assert.equal(clock.waiting, 0);
  type(URI, 'scrape_configs: []');
  await wait(LOOK_AFTER_MS);
  assert.equal(await access.ask('access', null), undefined);
  assert.deepEqual(desk.asked, []);
});

test('a desk that ended while it read the files is not asked about them: it would know of none', async () => {
  const { access, desk } = workspace();
  desk.health = 'ended-once';
  assert.equal(await access.ask('access', null), undefined);
  assert.deepEqual(desk.asked, ['take']);
  assert.deepEqual(await access.ask('access', null), []);
  assert.deepEqual(desk.asked, ['take', 'take', 'access']);
  access.dispose();
});

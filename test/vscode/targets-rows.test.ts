import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pickEntry, quickPickEntries, runCommand } from './driver/command-palette.ts';
import { openNewFile } from './driver/editor.ts';
import { press, typeText } from './driver/keys.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { shownText } from './driver/shown-text.ts';
import { waitForStatus } from './driver/status-bar.ts';
import { rowElement, showTargets, toggleRow, treeMessage, treeRows, waitForRow } from './driver/tree-view.ts';
import { until } from './driver/until.ts';
import { makeStandin } from './targets-standin/standin.ts';
import { clusterWorld, note, PODS, ROWS_WORLD } from './targets-standin/worlds.ts';

// How the view draws what a server says, and what it asks of it: with a server of which all is known.
const standin = await makeStandin(ROWS_WORLD);
after(() => standin.remove());
const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [standin.folder],
  packages: [],
  trust: 'disabled',
  settings: {},
});

scenario('rows are drawn as they are told, children when they are wanted', async code => {
  await showTargets(code);
  await waitForRow(code, 'pods');
  const asked = (await standin.heard()).filter(({ method }) => method === 'targets').map(({ params }) => params);
  assert.ok(!JSON.stringify(asked).includes('"job-pods"'), 'a collapsed job is not asked for its children');
  await toggleRow(code, 'pods');
  await waitForRow(code, '10.0.0.1:8080');
  await toggleRow(code, 'Dropped');
  await waitForRow(code, 'keep __meta_kubernetes_namespace = shop');
  await toggleRow(code, '10.0.0.1:8080');
  await toggleRow(code, 'Labels');
  await waitForRow(code, 'instance');
  await saveScreenshot(code, 'targets-rows');
  assert.deepEqual((await treeRows(code)).slice(0, 3), [
    { label: 'kind-dev', description: 'connected', level: 1 },
    { label: 'prometheus-config / prometheus.yml', description: 'deploy · for monitoring/prometheus', level: 2 },
    { label: 'pods', description: '2 targets · 1,200 dropped · 1 failed', level: 3 },
  ]);
});

/** What the server has heard of one method, oldest first. */
async function heard(method: string): Promise<readonly unknown[]> {
  return (await standin.heard()).filter(one => one.method === method).map(({ params }) => params);
}

scenario('the filter is said above the rows and counts for every question', async code => {
  await runCommand(code, 'Prometheus: Filter Targets…');
  await code.page.locator('.quick-input-title', { hasText: 'Filter Targets' }).waitFor();
  await typeText(code, 'checkout');
  await press(code, 'Enter');
  await until('the message', async () => (await treeMessage(code)) === 'Only targets that contain “checkout”.');
  await until('a filtered question', async () => /"filter":"checkout"/.test(JSON.stringify(await heard('targets'))));
  await runCommand(code, 'Prometheus: Clear Filter');
  await until('no message', async () => (await treeMessage(code)) === '');
});

scenario('another context is pinned from the status bar, and kubectl is followed again', async code => {
  await showTargets(code);
  await waitForRow(code, 'kind-dev');
  await waitForStatus(code, 'kind-dev');
  await code.page.locator('.statusbar-item', { hasText: 'kind-dev' }).click();
  await until('the contexts', async () => (await quickPickEntries(code).count()) > 1);
  await saveScreenshot(code, 'targets-contexts');
  await pickEntry(code, 'prod');
  await until('a pin', async () => /"pinnedContext":"prod"/.test(JSON.stringify((await heard('targetsNeed')).at(-1))));
  await runCommand(code, 'Prometheus: Select Context…');
  await pickEntry(code, 'Follow kubectl');
  await until('no pin', async () => /"pinnedContext":null/.test(JSON.stringify((await heard('targetsNeed')).at(-1))));
});

scenario('namespaces are chosen from those of the cluster, for this context alone', async code => {
  await showTargets(code);
  await runCommand(code, 'Prometheus: Choose Namespaces…');
  await pickEntry(code, 'shop');
  await press(code, 'Enter');
  const told = async () => JSON.stringify((await heard('targetsNeed')).at(-1));
  await until('a choice', async () => /"namespaces":\["shop"\]/.test(await told()));
  await until('the message', async () => (await treeMessage(code)) === 'Only the namespace shop is asked.');
  const { context } = ROWS_WORLD.state;
  await standin.setWorld({
    ...ROWS_WORLD,
    state: { ...ROWS_WORLD.state, context: { ...context, name: 'prod' } },
  });
  await until('no choice for another context', async () => /"namespaces":\[\]/.test(await told()));
  await until('no message', async () => (await treeMessage(code)) === '');
  await standin.setWorld(ROWS_WORLD);
  await until('the choice again', async () => /"namespaces":\["shop"\]/.test(await told()));
});

scenario('a trace is shown beside, marked in colour, and linked to the rules', async code => {
  const text = 'scrape_configs:\n  - job_name: pods\n    relabel_configs:\n      - action: keep\n';
  await openNewFile(code, 'prometheus.yml', text);
  const uri = pathToFileURL(path.join(code.opens, 'prometheus.yml')).href;
  const start = { line: 3, character: 8 };
  await standin.setWorld({ ...ROWS_WORLD, place: { uri, range: { start, end: start } } });
  await showTargets(code);
  await rowElement(code, '10.0.0.1:8080').click();
  await rowElement(code, '10.0.0.1:8080').locator('[aria-label^="Show Relabel Trace"]').click();
  const report = code.page.locator('.editor-group-container').nth(1);
  await report.locator('.view-line', { hasText: 'drops the target' }).waitFor();
  await until('the colours', async () => (await report.locator('.view-overlays .cdr').count()) >= 4);
  await saveScreenshot(code, 'targets-trace');
  await report
    .locator('.view-line', { hasText: 'Rule 2' })
    .click({ modifiers: ['Control'], position: { x: 40, y: 8 } });
  await waitForStatus(code, 'Ln 4, Col 9');
  assert.deepEqual((await heard('locate')).at(-1), { ...PODS, rule: 1 });
});

scenario('the cluster is recorded into a file, after it was said what that holds', async code => {
  await runCommand(code, 'Prometheus: Record Cluster Snapshot…');
  await until('what is written', async () => /no Secrets/.test(await shownText(quickPickEntries(code).first())));
  await saveScreenshot(code, 'targets-record');
  await pickEntry(code, 'Record…');
  const name = code.page.locator('.quick-input-widget:visible input.input').first();
  await until('the dialog', async () => (await name.inputValue()).endsWith('/cluster.prometheus-snapshot.json'));
  await press(code, 'Enter');
  const file = path.join(code.opens, 'cluster.prometheus-snapshot.json');
  assert.equal(await until('the file', () => readFile(file, 'utf8')), '{"recorded": true}');
  await waitForStatus(code, 'Recorded 3 objects');
});

scenario('while the view is hidden nothing is asked', async code => {
  await showTargets(code);
  await waitForRow(code, 'kind-dev');
  await press(code, 'ControlOrMeta+b');
  await until('the need', async () => /"view":"hidden"/.test(JSON.stringify((await heard('targetsNeed')).at(-1))));
  const before = (await heard('targets')).length;
  const states = (await heard('targetsNeed')).length;
  await standin.setWorld({ ...ROWS_WORLD, rows: { '': [note('New while hidden')] } });
  await runCommand(code, 'Prometheus: Refresh Targets'); // what came before it has been handled when it is heard
  await until('the order', async () => (await heard('refreshTargets')).length > 0);
  assert.equal((await heard('targets')).length, before);
  assert.equal((await heard('targetsNeed')).length, states);
  await press(code, 'ControlOrMeta+b');
  await waitForRow(code, 'New while hidden');
  await standin.setWorld(ROWS_WORLD);
});

scenario('every state of the cluster has its face', async code => {
  await showTargets(code);
  const cases = [
    [{ state: 'no-kubeconfig', looked: ['/home/dev/.kube/config'] }, 'Set Kubeconfig Path…'],
    [
      { state: 'kubeconfig-unreadable', message: '/home/dev/.kube/config, line 3: a tab is no indentation.' },
      'Show Log',
    ],
    [
      {
        state: 'no-context',
        contexts: ['a'],
        message: 'The kubeconfig names the context “b” and has none of that name.',
      },
      'Select Context…',
    ],
    [
      {
        state: 'unreachable',
        message: 'https://127.0.0.1:6443 refuses the connection. Is the cluster running?',
        since: Date.now(),
      },
      'Retry',
    ],
    [
      {
        state: 'unauthorised',
        message: 'The token has expired.',
        advice: 'Run `aws sso login` in a terminal, then retry.',
      },
      'Copy Command',
    ],
    [{ state: 'forbidden', message: 'User “dev” cannot list pods.', namespace: 'shop' }, 'Use the Namespace shop'],
    [{ state: 'snapshot-unreadable', name: 'demo', message: 'It is not JSON.' }, 'Close Snapshot'],
  ] as const;
  for (const [cluster, way] of cases) {
    await standin.setWorld(clusterWorld(cluster));
    await waitForRow(code, way);
    await until('its message', async () => (await treeMessage(code)) !== '');
    await saveScreenshot(code, `targets-face-${cluster.state}`);
  }
  await standin.setWorld(ROWS_WORLD);
  await waitForRow(code, 'kind-dev');
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { endOnSignals, Owned } from '../../../src/cli/host/owned.ts';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import { PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from '../../unit/server/access-fixtures.ts';
import { codeLenses } from '../driver/code-lenses.ts';
import { runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { openFile, placeCursor, writeWorkspaceFile } from '../driver/editor.ts';
import { openQuickFixes, pickQuickFix } from '../driver/quick-fixes.ts';
import { applyPreview } from '../driver/refactor-preview.ts';
import {
  clickRow,
  clickRowAction,
  expandRow,
  rowTexts,
  spokenRow,
  waitForNoRowText,
  waitForRowText,
} from '../driver/row-text.ts';
import { scenariosIn } from '../driver/scenarios.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { squiggles } from '../driver/squiggles.ts';
import { LIMIT, until } from '../driver/until.ts';
import { makeShop, pod } from './shop.ts';

const owned = new Owned();
endOnSignals(owned);
after(() => owned.end());
const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
owned.add(() => plane.dispose());
await makeShop(plane.api);
for (const [at, ...ports] of [['shop/web', 80] as const, ['pay/db', 5432, 9187] as const]) {
  await plane.api.create(service(at, ports));
}
await plane.api.create(pod('pay', 'db-2', '198.18.1.2', 'Running'));
const kubeconfig = path.join(await owned.temporaryFolder('kubeconfig-'), 'config');
await writeFile(kubeconfig, plane.kubeconfig, { mode: 0o600 });

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': kubeconfig },
});

function service(at: string, ports: readonly number[]): Manifest {
  const [namespace = '', name = ''] = at.split('/');
  const spec = { ports: ports.map(port => ({ name: `p${port}`, port })) };
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec };
}

/** One target for each port: two of these, and the API server's. */
const SILENCED = 'services 0 targets: may not list services (4 if it could)';

async function openTargets(code: VSCode): Promise<void> {
  await writeWorkspaceFile(code, 'prometheus.yaml', WORKLOAD);
  await writeWorkspaceFile(code, 'rbac.yaml', rbac('[pods]'));
  await writeWorkspaceFile(code, 'config.yaml', CONFIG_MAP);
  await openFile(code, 'config.yaml');
  await showTargets(code);
}

/** Alone in the side bar: the rows of the other view are not looked at. */
async function showTargets(code: VSCode): Promise<void> {
  const header = (title: string) => code.page.locator('.part.sidebar .pane-header', { hasText: title });
  if (!(await header('Targets').isVisible())) {
    await code.page.locator('.activitybar [aria-label^="Prometheus"]').first().click({ timeout: LIMIT });
  }
  for (const [title, expanded] of [
    ['Access', 'false'],
    ['Targets', 'true'],
  ] as const) {
    await until(`the view ${title}`, async () => {
      if ((await header(title).getAttribute('aria-expanded', { timeout: 2000 })) === expanded) return true;
      await header(title).click({ timeout: 2000 });
      return false;
    });
  }
}

scenario('a job whose account may not list something says what it loses; what it would have is marked', async code => {
  await openTargets(code);
  await waitForRowText(code, SILENCED);
  await waitForRowText(code, 'for monitoring/prometheus');
  await waitForRowText(code, 'pods 5 targets');
  await until('the lenses', async () => {
    const lenses = await codeLenses(code);
    return lenses.includes('0 targets') && lenses.includes('may not list services (4 if it could)');
  });
  assert.ok(!(await codeLenses(code)).some(lens => lens.includes('missing')), 'it is said once');
  await expandRow(code, SILENCED);
  await waitForRowText(code, 'refused · Service shop/web');
  await waitForRowText(code, 'no rule in rbac.yaml allows it');
  await saveScreenshot(code, 'targets-silenced');
  assert.match(await spokenRow(code, SILENCED), /may not list services.*no rule in rbac\.yaml/);
});

scenario(
  'its action leads to what the job needs, and the fix in the other file makes it whole, unsaved',
  async code => {
    await openTargets(code);
    await clickRow(code, SILENCED);
    await clickRowAction(code, SILENCED, 'Reveal Needed Access');
    await until('the Access view', async () => (await rowTexts(code)).some(row => /services.*denied/.test(row)));
    await saveScreenshot(code, 'targets-silenced-access');
    await showTargets(code);
    await placeCursor(code, 14, 16);
    await until('the finding', async () => (await squiggles(code)).some(({ text }) => text === 'service'));
    await openQuickFixes(code);
    await pickQuickFix(code, 'Add what is missing to ClusterRole `prometheus`');
    await applyPreview(code);
    await waitForNoRowText(code, 'may not list');
    await waitForRowText(code, 'services 4 targets');
    // VS Code opens what is not saved after a while, and only then it can be closed.
    await code.page.locator('.tab', { hasText: 'rbac.yaml' }).waitFor({ timeout: LIMIT });
    await saveScreenshot(code, 'targets-granted');
  },
);

scenario('what the cluster says counts more than files once it was asked', async code => {
  await openTargets(code);
  await waitForRowText(code, SILENCED);
  await runCommand(code, 'Prometheus: Check Access');
  await showTargets(code);
  await waitForRowText(code, 'pods 0 targets: may not list pods (5 if it could)');
  await expandRow(code, 'pods 0 targets');
  await waitForRowText(code, 'denied in the cluster test');
  await saveScreenshot(code, 'targets-silenced-cluster');
});

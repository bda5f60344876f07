import { pickEntry, runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { expandRow } from '../driver/row-text.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { LIMIT } from '../driver/until.ts';
import { showAccess, startAccessScene, waitForRow } from './access-scene.ts';

const { scenario } = await startAccessScene({});

async function checkAs(code: VSCode, context: string): Promise<void> {
  await showAccess(code);
  await runCommand(code, 'Prometheus: Select Context…');
  await pickEntry(code, context);
  await code.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: LIMIT });
  await runCommand(code, 'Prometheus: Check Access');
}

scenario('who may not ask about the rights of others is answered by the roles and bindings', async code => {
  await checkAs(code, 'as-auditor');
  await waitForRow(code, /^endpointslices in shop denied in files, granted in the cluster/);
  await waitForRow(code, /^nodes denied in the cluster, granted in files/);
  await expandRow(code, 'endpointslices in shop');
  await waitForRow(code, /^Cluster as-auditor granted by ClusterRoleBinding prometheus of ClusterRole prometheus$/);
  await expandRow(code, 'nodes denied');
  await waitForRow(code, /^Cluster as-auditor denied: No role that is bound to it in the cluster allows it/);
  await saveScreenshot(code, 'access-by-roles');
});

scenario('who may read no roles either is told that the cluster’s word is not known', async code => {
  await checkAs(code, 'as-nobody');
  await waitForRow(code, /^nodes granted in files, the cluster unknown: You may not ask this cluster/);
  await expandRow(code, 'nodes granted');
  await waitForRow(code, /^Cluster as-nobody unknown: .*ClusterRoleBindings, ClusterRoles\.$/);
  await saveScreenshot(code, 'access-not-told');
});

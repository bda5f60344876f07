import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { endOnSignals, Owned } from '../../../src/cli/host/owned.ts';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import { PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { openFile } from '../driver/editor.ts';
import { expandRow, rowTexts, waitForRowText } from '../driver/row-text.ts';
import { scenariosIn } from '../driver/scenarios.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { LIMIT, until } from '../driver/until.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** What the demo's account may do in the cluster: more than its files say of slices, nothing of nodes. */
const RIGHTS: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'monitoring', name: 'prometheus' } },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'prometheus' },
    rules: [
      { apiGroups: [''], resources: ['services', 'pods'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'prometheus' },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: 'prometheus' },
    subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }],
  },
];

const owned = new Owned();
endOnSignals(owned);
after(() => owned.end());
const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
owned.add(() => plane.dispose());
for (const object of RIGHTS) await plane.api.create(object);
const kubeconfig = path.join(await owned.temporaryFolder('kubeconfig-'), 'config');
await writeFile(kubeconfig, plane.kubeconfig, { mode: 0o600 });

const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': kubeconfig },
});

async function showAccess(code: VSCode): Promise<void> {
  await openFile(code, 'prometheus/config.yaml');
  await runCommand(code, 'Prometheus: Check Access');
  const header = (title: string) => code.page.locator('.part.sidebar .pane-header', { hasText: title });
  await header('Access').waitFor({ timeout: LIMIT });
  await until('the Access view alone', async () => {
    if ((await header('Targets').getAttribute('aria-expanded', { timeout: 2000 })) === 'false') return true;
    await header('Targets').click({ timeout: 2000 });
    return false;
  });
  await waitForRowText(code, 'prometheus-config');
}

scenario(
  'what the account of a configuration may do is asked of the cluster, beside what the files say',
  async code => {
    await showAccess(code);
    const has = async (pattern: RegExp) => (await rowTexts(code)).some(row => pattern.test(row));
    await until('the cluster’s word', () => has(/endpointslices.*denied in files, granted in the cluster/));
    await until('what the cluster denies', () => has(/nodes.*denied in the cluster/));
    await expandRow(code, 'denied in files, granted in the cluster');
    assert.match(await waitForRowText(code, 'Cluster granted'), /prometheus/);
    await saveScreenshot(code, 'access-cluster');
  },
);

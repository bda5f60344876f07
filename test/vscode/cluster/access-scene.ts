import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { endOnSignals, Owned } from '../../../src/cli/host/owned.ts';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import {
  type ControlPlane,
  PLAIN_CONTROL_PLANE,
  startControlPlane,
  type TokenUser,
} from '../../cluster/control-plane.ts';
import { runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { press } from '../driver/keys.ts';
import { rowTexts, waitForRowText } from '../driver/row-text.ts';
import { type Scenario, scenariosIn } from '../driver/scenarios.ts';
import { LIMIT, until } from '../driver/until.ts';
import { kubeconfigWith } from './kubeconfig-with.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** The user of the demo's Prometheus. */
export const DEMO_USER = 'system:serviceaccount:monitoring:prometheus';

/** May read roles and bindings, and not ask about the rights of others. */
const AUDITOR: TokenUser = { name: 'auditor', token: 'token-of-auditor-51d0', groups: [] };

/** May do nothing. */
const NOBODY: TokenUser = { name: 'nobody', token: 'token-of-nobody-77aa', groups: [] };

export const DEMO_ROLE = { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name: 'prometheus' } } as const;

/** What the demo's account may do in the cluster at first: more than its files say of slices, nothing of nodes. */
export const FIRST_RULES = [
  { apiGroups: [''], resources: ['services', 'pods'], verbs: ['list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
];

const RIGHTS: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'monitoring', name: 'prometheus' } },
  { ...DEMO_ROLE, rules: FIRST_RULES },
  binding('prometheus', { kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }),
  {
    ...DEMO_ROLE,
    metadata: { name: 'auditor' },
    rules: [
      {
        apiGroups: [GROUP],
        resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
        verbs: ['list'],
      },
    ],
  },
  binding('auditor', { kind: 'User', name: AUDITOR.name, apiGroup: GROUP }),
];

function binding(name: string, subject: object): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name },
    subjects: [subject],
  };
}

/** A VS Code with the demo workspace, before an API server that knows its Prometheus. */
export interface AccessScene {
  readonly plane: ControlPlane;
  readonly api: AdminApi;
  readonly scenario: Scenario;
}

/** The contexts are `test`, of the administrator, `as-auditor` and `as-nobody`. All of it ends with the file. */
export async function startAccessScene(settings: Readonly<Record<string, unknown>>): Promise<AccessScene> {
  const owned = new Owned();
  endOnSignals(owned);
  after(() => owned.end());
  const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users: [AUDITOR, NOBODY], controllers: 'none' });
  owned.add(() => plane.dispose());
  for (const object of RIGHTS) await plane.api.create(object);
  const kubeconfig = path.join(await owned.temporaryFolder('kubeconfig-'), 'config');
  await writeFile(kubeconfig, kubeconfigWith(plane, [AUDITOR, NOBODY], 'default'), { mode: 0o600 });
  const scenario = await scenariosIn({
    opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
    developmentPaths: [PROJECT_ROOT],
    packages: [],
    trust: 'disabled',
    settings: { 'prometheusKubernetes.cluster.kubeconfig': kubeconfig, ...settings },
  });
  return { plane, api: plane.api, scenario };
}

/** The Access view alone in the side bar, by the command that a user finds in the palette, with the keyboard in it. */
export async function showAccess(code: VSCode): Promise<void> {
  await runCommand(code, 'Prometheus: Focus on Access View');
  const header = (title: string) => code.page.locator('.part.sidebar .pane-header', { hasText: title });
  await header('Access').waitFor({ timeout: LIMIT });
  await until('the Access view alone', async () => {
    if ((await header('Targets').getAttribute('aria-expanded', { timeout: 2000 })) === 'false') return true;
    await header('Targets').click({ timeout: 2000 });
    return false;
  });
  await waitForRowText(code, 'prometheus-config');
  await runCommand(code, 'Prometheus: Focus on Access View');
  await press(code, 'Home');
}

/** Waits until a row matches, and resolves to its text. */
export function waitForRow(code: VSCode, pattern: RegExp): Promise<string> {
  return until(`a row ${pattern}`, async () => {
    const rows = await rowTexts(code);
    const found = rows.find(row => pattern.test(row));
    if (found === undefined) throw new Error(`there is ${JSON.stringify(rows)}`);
    return found;
  });
}

import assert from 'node:assert/strict';
import { rootOf } from '../../../src/workspace/manifest-fields.ts';
import { jsonOf } from '../../../src/workspace/manifest-value.ts';
import { readWorkspaceFile } from '../../../src/workspace/workspace-model.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import { runCommand } from '../driver/command-palette.ts';
import { editorText, openFile } from '../driver/editor.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { until } from '../driver/until.ts';
import { DEMO_ROLE, DEMO_USER, startAccessScene } from './access-scene.ts';

const { api, scenario } = await startAccessScene({});

/** What the jobs of the demo's ConfigMap list and watch: group, resource, namespace. */
const NEEDED = [
  ['', 'pods', ''],
  ['', 'pods', 'shop'],
  ['', 'services', 'shop'],
  ['', 'nodes', ''],
  ['discovery.k8s.io', 'endpointslices', 'shop'],
  ['networking.k8s.io', 'ingresses', 'shop'],
] as const;

/** Who of the needs may not be done, as the API server says. */
async function refused(): Promise<readonly string[]> {
  const asked = NEEDED.flatMap(([group, resource, namespace]) =>
    ['list', 'watch'].map(verb => ({ group, resource, namespace, verb })),
  );
  const answers = await Promise.all(asked.map(one => isAllowed(one)));
  return asked.filter((_, index) => !answers[index]).map(one => `${one.verb} ${one.resource} in "${one.namespace}"`);
}

async function isAllowed(resourceAttributes: object): Promise<boolean> {
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:monitoring', 'system:authenticated'];
  const spec = { user: DEMO_USER, groups, resourceAttributes };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const answer = (await api.must('POST', path, review)) as { readonly status: { readonly allowed: boolean } };
  return answer.status.allowed;
}

function objectsIn(text: string): readonly Manifest[] {
  const file = readWorkspaceFile({ uri: 'file:///w/a.yaml', path: 'a.yaml', folder: 'file:///w', text });
  return file.objects.map(object => {
    const root = rootOf(object);
    assert.ok(root);
    return jsonOf(root) as Manifest;
  });
}

scenario('RBAC is generated into a document that the API server takes, and that is enough', async code => {
  await openFile(code, 'prometheus/config.yaml');
  await runCommand(code, 'Prometheus: Generate RBAC for This Configuration…');
  await until('the manifests', async () => (await editorText(code)).includes('kind: ClusterRole'));
  await code.page.locator('.notification-toast', { hasText: 'Nothing was written or applied' }).waitFor();
  await saveScreenshot(code, 'access-generated');
  const isNew = await code.extensionHost.call(vscode => vscode.window.activeTextEditor?.document.isUntitled);
  assert.equal(isNew, true);
  await api.delete(DEMO_ROLE);
  await api.delete({ ...DEMO_ROLE, kind: 'ClusterRoleBinding' });
  assert.equal((await refused()).length, 2 * NEEDED.length);
  const objects = objectsIn(await editorText(code));
  assert.ok(objects.length > 2);
  for (const object of objects) {
    const namespace = object.metadata.namespace;
    const root = '/apis/rbac.authorization.k8s.io/v1';
    const path = `${namespace === undefined ? root : `${root}/namespaces/${namespace}`}/${object.kind.toLowerCase()}s`;
    const answer = await api.request('POST', `${path}?dryRun=All&fieldValidation=Strict`, object);
    assert.equal(answer.status, 201, `${object.kind}: ${JSON.stringify(answer.body)}`);
    await api.create(object);
  }
  await until('everything to be granted', async () => {
    const left = await refused();
    if (left.length > 0) throw new Error(left.join(', '));
    return true;
  });
});

import assert from 'node:assert/strict';
import { prepareStandIn } from '../../src/cli/redhat-yaml-standin.ts';
import type { VSCode } from './driver/connect.ts';
import { openNewFile, writeWorkspaceFile } from './driver/editor.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { until } from './driver/until.ts';

const SCHEMA = JSON.stringify({ type: 'object', additionalProperties: false, properties: { global: {} } });

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [await prepareStandIn()],
  packages: [],
  trust: 'disabled',
  settings: {
    'yaml.schemas': { './closed.json': ['prometheus.yml', 'other.yml'] },
    'yaml.schemaStore.enable': false,
    'yaml.kubernetesCRDStore.enable': false,
  },
});

scenario('the stand-in validates by the settings, and a contributed schema takes its place', async code => {
  await writeWorkspaceFile(code, 'closed.json', SCHEMA);
  await openNewFile(code, 'other.yml', 'rol: pod\n');
  await waitForProblems(code, ['Property rol is not allowed.']);
  assert.deepEqual(await contribute(code), [true, false]);
  await openNewFile(code, 'prometheus.yml', 'rol: pod\nkey: "not closed\n');
  await waitForProblems(code, ['Missing closing "quote']);
});

/** Contributes an open schema for prometheus.yml, twice: the answers. */
function contribute({ extensionHost }: VSCode): Promise<boolean[]> {
  return extensionHost.call(async vscode => {
    const extension = vscode.extensions.getExtension('redhat.vscode-yaml');
    const api = await extension?.activate();
    const schemaOf = (resource: string) => (resource.endsWith('/prometheus.yml') ? 'test-schemas://open' : undefined);
    const register = () => api.registerContributor('test-schemas', schemaOf, () => '{}') as boolean;
    return [register(), register()];
  });
}

/** Waits until the active document has these problems, given by how their messages start. */
async function waitForProblems(code: VSCode, wanted: readonly string[]): Promise<void> {
  await until(`the problems ${wanted.join(', ')}`, async () => {
    const found = await code.extensionHost.call(vscode => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      return uri === undefined ? [] : vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    });
    if (found.length === wanted.length && found.every((one, index) => one.startsWith(wanted[index] ?? '?')))
      return true;
    throw new Error(`there are ${JSON.stringify(found)}`);
  });
}

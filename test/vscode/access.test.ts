import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { openFile, placeCursor } from './driver/editor.ts';
import { openQuickFixes, pickQuickFix } from './driver/quick-fixes.ts';
import { applyPreview, waitForPreview } from './driver/refactor-preview.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { squiggles } from './driver/squiggles.ts';
import { until } from './driver/until.ts';

const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': '/nowhere/kubeconfig' },
});

scenario(
  'a role that may not be listed is granted in another file, after a preview, and nothing is left',
  async code => {
    await openFile(code, 'prometheus/config.yaml');
    await placeCursor(code, 64, 20);
    const isMarked = async () =>
      (await squiggles(code)).some(({ line, text }) => line === 64 && text === 'endpointslice');
    await until('the finding', isMarked);
    await saveScreenshot(code, 'access-finding');
    await openQuickFixes(code);
    await saveScreenshot(code, 'access-fixes');
    await pickQuickFix(code, 'Add what is missing to ClusterRole `prometheus`');
    await waitForPreview(code);
    await saveScreenshot(code, 'access-preview');
    await applyPreview(code);
    await until('the edit', async () =>
      code.extensionHost.call(async vscode => {
        const open = vscode.workspace.textDocuments.find(document =>
          document.uri.path.endsWith('/prometheus/rbac.yaml'),
        );
        return open?.getText().includes('endpointslices') ?? false;
      }),
    );
    await until('the finding to be gone', async () => !(await isMarked()));
    const saved = await readFile(path.join(code.opens, 'prometheus/rbac.yaml'), 'utf8');
    assert.ok(!saved.includes('endpointslices'), 'the user saves');
    await saveScreenshot(code, 'access-granted');
  },
);

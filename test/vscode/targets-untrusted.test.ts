import assert from 'node:assert/strict';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { openNewFile } from './driver/editor.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { showTargets, treeRows, waitForWelcome } from './driver/tree-view.ts';

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'asked',
  settings: {},
});

scenario('in a workspace that is not trusted no cluster is asked, and the view says why', async code => {
  await openNewFile(
    code,
    'prometheus.yml',
    'scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs: [{role: pod}]\n',
  );
  await showTargets(code);
  assert.match(await waitForWelcome(code, /not trusted/), /Manage Workspace Trust/);
  await saveScreenshot(code, 'targets-untrusted');
  assert.deepEqual(await treeRows(code), []);
});

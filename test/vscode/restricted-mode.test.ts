import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { openNewFile } from './driver/editor.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { waitForSquiggles } from './driver/squiggles.ts';

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'asked',
  settings: {},
});

scenario('in a workspace that is not trusted, files are checked all the same', async code => {
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: a\n    rol: x\n');
  await waitForSquiggles(code, [{ severity: 'error', line: 3, column: 5, text: 'rol' }]);
});

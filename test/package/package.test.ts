import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { packExtension } from '../../src/cli/package.ts';
import { runCommand } from '../vscode/driver/command-palette.ts';
import { openNewFile } from '../vscode/driver/editor.ts';
import { clickRow, waitForRowText } from '../vscode/driver/row-text.ts';
import { scenariosIn } from '../vscode/driver/scenarios.ts';
import { waitForSquiggles } from '../vscode/driver/squiggles.ts';

/** What a user installs: nothing else may get in. */
const EXPECTED = [
  /^package\.json$/,
  /^(?:README|CHANGELOG)\.md$/,
  /^(?:LICENSE|NOTICE)$/,
  /^dist\/(?:client|cluster-worker|extension|server|targets)\.cjs$/,
  /^docs\/findings\/[a-z]+\/[a-z0-9-]+\.md$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^icons\/(?:icon\.png|activity-bar\.svg)$/,
  /^snippets\/prometheus-kubernetes\.json$/,
  /^syntaxes\/[\w-]+\.tmLanguage\.json$/,
];

const vsix = await packExtension();

// Before the first test: the file ends with its last one that is known by then.
const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [path.join(PROJECT_ROOT, 'test/vscode/empty-extension')],
  packages: [vsix],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': '/nowhere/kubeconfig' },
});

test('the package holds what is listed and nothing else', async () => {
  const files = await listFiles({ cwd: PROJECT_ROOT, packageManager: PackageManager.None });
  assert.deepEqual(
    files.filter(file => !EXPECTED.some(pattern => pattern.test(file))),
    [],
  );
  for (const pattern of EXPECTED)
    assert.ok(
      files.some(file => pattern.test(file)),
      `there is no ${pattern}`,
    );
});

test('the package is small', async () => {
  const { size } = await stat(vsix);
  assert.ok(size < 1_500_000, `${size} bytes`);
});

scenario('installed from its package, the extension finds a mistake', async code => {
  await openNewFile(code, 'mistaken.yml', 'scrape_configs:\n  - job_nam: a\n    job_name: a\n');
  await waitForSquiggles(code, [{ severity: 'error', line: 2, column: 5, text: 'job_nam' }]);
});

scenario('installed from its package, it shows the targets of the recorded cluster', async code => {
  await runCommand(code, 'Prometheus: Show Targets');
  await clickRow(code, 'Show the Demo Snapshot');
  await waitForRowText(code, 'shop-pods 7 targets · 10 dropped');
});

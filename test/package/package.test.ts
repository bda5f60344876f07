import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { packExtension } from '../../src/cli/package.ts';
import { openNewFile } from '../vscode/driver/editor.ts';
import { scenariosIn } from '../vscode/driver/scenarios.ts';
import { waitForSquiggles } from '../vscode/driver/squiggles.ts';

/** What a user installs: nothing else may get in. */
const EXPECTED = [
  /^package\.json$/,
  /^(?:README|CHANGELOG)\.md$/,
  /^(?:LICENSE|NOTICE)$/,
  /^dist\/(?:client|extension|server)\.cjs$/,
  /^docs\/findings\/[a-z]+\/[a-z0-9-]+\.md$/,
  /^docs\/images\/[\w-]+\.png$/,
  /^icons\/icon\.png$/,
  /^snippets\/prometheus-kubernetes\.json$/,
  /^syntaxes\/[\w-]+\.tmLanguage\.json$/,
];

const vsix = await packExtension();

// Before the first test: the file ends with its last one that is known by then.
const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [path.join(PROJECT_ROOT, 'test/vscode/empty-extension')],
  packages: [vsix],
  trust: 'disabled',
  settings: {},
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
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_nam: a\n    job_name: a\n');
  await waitForSquiggles(code, [{ severity: 'error', line: 2, column: 5, text: 'job_nam' }]);
});

import assert from 'node:assert/strict';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { prepareStandIn } from '../../src/cli/redhat-yaml-standin.ts';
import { openNewFile, waitForText, writeWorkspaceFile } from './driver/editor.ts';
import { press, typeText } from './driver/keys.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { acceptSuggestion, suggestions } from './driver/suggestions.ts';
import { clickBehind } from './driver/text-place.ts';

/** Knows only `global`: whatever Prometheus has beside it would be refused, and completed, by the YAML extension alone. */
const SCHEMA = JSON.stringify({
  type: 'object',
  additionalProperties: false,
  properties: { global: { type: 'object', properties: { scrape_interval: { type: 'string' } } } },
});

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT, await prepareStandIn()],
  packages: [],
  trust: 'disabled',
  settings: {
    'yaml.schemas': { './closed.json': ['prometheus.yml', 'other.yml', 'config-map.yaml'] },
    'yaml.schemaStore.enable': false,
    'yaml.kubernetesCRDStore.enable': false,
  },
});

scenario(
  'in a prometheus.yml the YAML extension’s schema neither contradicts ours nor doubles completions',
  async code => {
    await writeWorkspaceFile(code, 'closed.json', SCHEMA);
    await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: a\n    rol: x\nglobal:\n  \n');
    await waitForSquiggles(code, [{ severity: 'error', line: 3, column: 5, text: 'rol' }]);
    await clickBehind(code, 'global:');
    await press(code, 'ArrowDown');
    await press(code, 'End');
    await typeText(code, 'scrape_int');
    const offered = await suggestions(code);
    await saveScreenshot(code, 'yaml-extension');
    assert.deepEqual(
      offered.filter(label => label === 'scrape_interval'),
      ['scrape_interval'],
    );
    await acceptSuggestion(code, 'scrape_interval');
  },
);

scenario('a plain YAML file of someone else is the YAML extension’s alone', async code => {
  await writeWorkspaceFile(code, 'closed.json', SCHEMA);
  await openNewFile(code, 'other.yml', 'surprise: 1\n');
  await waitForSquiggles(code, [{ severity: 'error', line: 1, column: 1, text: 'surprise' }]);
  await waitForText(code, 'surprise: 1\n');
});

scenario('a ConfigMap keeps the schema that the YAML extension has for it', async code => {
  await writeWorkspaceFile(code, 'closed.json', SCHEMA);
  await openNewFile(
    code,
    'config-map.yaml',
    'apiVersion: v1\nkind: ConfigMap\ndata:\n  prometheus.yml: |\n    scrape_configs:\n      - job_name: a\n        rol: x\n',
  );
  await waitForSquiggles(code, [
    { severity: 'error', line: 1, column: 1, text: 'apiVersion' },
    { severity: 'error', line: 2, column: 1, text: 'kind' },
    { severity: 'error', line: 3, column: 1, text: 'data' },
    { severity: 'error', line: 7, column: 9, text: 'rol' },
  ]);
});

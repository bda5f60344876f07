import assert from 'node:assert/strict';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { prepareStandIn } from '../../src/cli/redhat-yaml-standin.ts';
import { editorText, openNewFile, placeCursor, waitForText, writeWorkspaceFile } from './driver/editor.ts';
import { hoverOn, leaveHover } from './driver/hover.ts';
import { press, typeText } from './driver/keys.ts';
import { openQuickFixes, pickQuickFix } from './driver/quick-fixes.ts';
import { scenariosIn, sharedScenarios } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { withSetting } from './driver/settings.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { acceptSuggestion, suggestionDetails, suggestions, waitForSuggestion } from './driver/suggestions.ts';
import { until } from './driver/until.ts';

const scenario = await sharedScenarios();
const beside = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT, await prepareStandIn()],
  packages: [],
  trust: 'disabled',
  settings: { 'yaml.schemaStore.enable': false, 'yaml.kubernetesCRDStore.enable': false },
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: prometheus
spec:
  replica: 1
  selector:
    matchLabels: {app: prometheus}
  template:
    metadata:
      labels: {app: prometheus}
    spec:
      containers:
        - name: prometheus
          image: prom/prometheus:v3.16.0
`;
const MENDED = DEPLOYMENT.replace('replica:', 'replicas:');
const REPLICA = { line: 6, column: 3, text: 'replica', severity: 'error' } as const;

scenario('a misspelt field of a Deployment is underlined, explained, and mended by the light bulb', async code => {
  await openNewFile(code, 'deployment.yaml', DEPLOYMENT);
  await waitForSquiggles(code, [REPLICA]);
  await saveScreenshot(code, 'manifests-finding');
  assert.match(await hoverOn(code, 'replica'), /Did you mean `replicas`\?/);
  await leaveHover(code);
  await placeCursor(code, 6, 5);
  const titles = await openQuickFixes(code);
  await saveScreenshot(code, 'manifests-quick-fixes');
  assert.ok(titles.includes('Change `replica` to `replicas`'), titles.join('\n'));
  await pickQuickFix(code, 'Change `replica` to `replicas`');
  await waitForText(code, MENDED);
  await waitForSquiggles(code, []);
});

scenario('serviceAccountName is proposed with its documentation, and explained on hover', async code => {
  await openNewFile(code, 'deployment.yaml', MENDED.replace('      containers', '      \n      containers'));
  await placeCursor(code, 13, 7);
  await typeText(code, 'serv');
  await waitForSuggestion(code, 'serviceAccountName');
  assert.match(await suggestionDetails(code), /ServiceAccount/);
  await saveScreenshot(code, 'manifests-completion');
  await acceptSuggestion(code, 'serviceAccountName');
  await until('the key in the text', async () => /^ {6}serviceAccountName: $/m.test(await editorText(code)));
  await typeText(code, 'prometheus');
  await press(code, 'Escape');
  await waitForSquiggles(code, []);
  assert.match(await hoverOn(code, 'serviceAccountName'), /serviceAccountName: .*ServiceAccount/s);
  await saveScreenshot(code, 'manifests-hover');
  await leaveHover(code);
});

scenario('in a rule the resources are proposed that Prometheus’ discovery needs', async code => {
  const head = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: prometheus\nrules:\n';
  await openNewFile(
    code,
    'role.yaml',
    `${head}  - apiGroups: ["discovery.k8s.io"]\n    resources: []\n    verbs: ["get"]\n`,
  );
  await placeCursor(code, 7, 17);
  await typeText(code, '"');
  await typeText(code, 'end');
  await waitForSuggestion(code, 'endpointslices');
  // The snippets of the whole language come behind.
  const offered = await suggestions(code);
  assert.equal(offered[0], 'endpointslices');
  assert.ok(!offered.includes('endpoints'), offered.join('\n'));
  await saveScreenshot(code, 'manifests-resources');
  await acceptSuggestion(code, 'endpointslices');
  await until('the resource', async () => /resources: \["endpointslices"\]$/m.test(await editorText(code)));
});

scenario('a manifest of somebody else hears nothing', async code => {
  await openNewFile(code, 'deployment.yaml', DEPLOYMENT);
  await waitForSquiggles(code, [REPLICA]);
  await openNewFile(code, 'web/deployment.yaml', DEPLOYMENT.replaceAll('prometheus', 'web').replace('prom/', ''));
  await waitForSquiggles(code, []);
});

/** What the YAML extension has for manifests, as far as it matters here. */
const SCHEMA = JSON.stringify({ type: 'object', properties: { kind: { type: 'string', enum: ['Surprise'] } } });
const KIND = { line: 2, column: 7, text: 'Deployment', severity: 'error' } as const;

beside('beside a YAML extension that has a schema for manifests we are silent, unless we are asked', async code => {
  await writeWorkspaceFile(code, 'kubernetes.json', SCHEMA);
  await openNewFile(code, 'deployment.yaml', DEPLOYMENT);
  await waitForSquiggles(code, [REPLICA]);
  await withSetting(code, 'yaml.schemas', { './kubernetes.json': ['deployment.yaml'] }, async () => {
    await waitForSquiggles(code, [KIND]);
    await saveScreenshot(code, 'manifests-left-alone');
    await withSetting(code, 'prometheusKubernetes.manifests', 'on', () => waitForSquiggles(code, [KIND, REPLICA]));
    await waitForSquiggles(code, [KIND]);
  });
  await waitForSquiggles(code, [REPLICA]);
});

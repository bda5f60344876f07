// The pictures of the README, taken from the demo workspace: `node src/cli/test-vscode.ts --host newest test/vscode/pictures.ts`
// writes them into docs/images. No test: it runs when it is named.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { codeLenses } from './driver/code-lenses.ts';
import { runCommand } from './driver/command-palette.ts';
import type { VSCode } from './driver/connect.ts';
import { drawnLines } from './driver/drawn-lines.ts';
import { openFile } from './driver/editor.ts';
import { hoverOn } from './driver/hover.ts';
import { press, typeText } from './driver/keys.ts';
import { openQuickFixes } from './driver/quick-fixes.ts';
import { clickRow, expandRow, waitForRowText } from './driver/row-text.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { squiggles } from './driver/squiggles.ts';
import { suggestionDetails, suggestions } from './driver/suggestions.ts';
import { clickText, textPlace } from './driver/text-place.ts';
import { until } from './driver/until.ts';

const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: {
    'editor.minimap.enabled': false,
    'editor.occurrencesHighlight': 'off',
    'editor.selectionHighlight': false,
    'editor.scrollBeyondLastLine': false,
    'editor.stickyScroll.enabled': false,
    'prometheusKubernetes.cluster.kubeconfig': '/nowhere/kubeconfig',
  },
});

/** Saves the editor, `height` pixels of it and without what stands around it, as docs/images/<name>.png. */
async function saveEditor({ page }: VSCode, name: string, height: number): Promise<void> {
  await mkdir(path.dirname(pathOf(name)), { recursive: true });
  const box = await page.locator('.editor-group-container.active').first().boundingBox();
  if (box === null) throw new Error('no editor is drawn');
  const clip = { ...box, height: Math.min(height, box.height) };
  await page.screenshot({ path: pathOf(name), clip });
}

function pathOf(name: string): string {
  return path.join(PROJECT_ROOT, 'docs/images', `${name}.png`);
}

/** Shows the demo's ConfigMap with a line at the top, its findings drawn. */
async function showConfigMap(code: VSCode, text: string): Promise<void> {
  await openFile(code, 'prometheus/config.yaml');
  await code.extensionHost.call((vscode, wanted) => {
    const editor = vscode.window.activeTextEditor;
    const at = editor?.document.positionAt(editor.document.getText().indexOf(wanted));
    if (at) editor?.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
  }, text);
  await until(`\`${text}\` at the top`, async () => {
    const line = (await drawnLines(code)).find(drawn => drawn.text.includes(text));
    return line !== undefined && line.box.top < 120;
  });
  await until('findings', async () => (await squiggles(code)).length > 0);
}

scenario('a finding', async code => {
  await showConfigMap(code, 'target_label: pod');
  await hoverOn(code, '__meta_kubernetes_pod_namespace');
  await saveEditor(code, 'finding', 420);
});

scenario('quick fixes', async code => {
  await showConfigMap(code, '- job_name: checkout');
  await clickText(code, '_address_');
  await openQuickFixes(code);
  await saveEditor(code, 'quick-fixes', 420);
});

scenario('completion', async code => {
  await showConfigMap(code, '- job_name: payments');
  const { left, right, middle } = await textPlace(code, '__meta_kubernetes_node_label_topology_kubernetes_io_zone');
  await code.page.mouse.dblclick((left + right) / 2, middle);
  await typeText(code, '__meta_kubernetes_pod_');
  await suggestions(code);
  await suggestionDetails(code);
  await saveEditor(code, 'completion', 500);
  await press(code, 'Escape');
});

scenario('a hover', async code => {
  await showConfigMap(code, 'target_label: zone');
  await hoverOn(code, '__meta_kubernetes_service_name');
  await saveEditor(code, 'hover', 420);
});

scenario('live targets', async code => {
  await openFile(code, 'live/prometheus.yml');
  await runCommand(code, 'Prometheus: Show Targets');
  await clickRow(code, 'Show the Demo Snapshot');
  await expandRow(code, 'shop-pods');
  await expandRow(code, 'Dropped');
  await until('the lenses', async () => (await codeLenses(code)).some(lens => lens.startsWith('7 targets')));
  await code.page.mouse.move(800, 700);
  const box = await code.page.locator('.part.sidebar').first().boundingBox();
  if (box === null) throw new Error('no side bar is drawn');
  await code.page.screenshot({ path: pathOf('targets'), clip: { x: 0, y: box.y, width: 1000, height: 460 } });
});

scenario('access', async code => {
  await showConfigMap(code, '- job_name: postgres');
  await code.extensionHost.call(async vscode => {
    await vscode.commands.executeCommand('prometheusKubernetes.access.focus');
  });
  const targets = code.page.locator('.part.sidebar .pane-header[aria-expanded="true"]', { hasText: 'Targets' });
  if (await targets.isVisible()) await targets.click();
  await waitForRowText(code, 'prometheus.yml live');
  await code.extensionHost.call(async vscode => {
    await vscode.commands.executeCommand('workbench.actions.treeView.prometheusKubernetes.access.collapseAll');
  });
  await expandRow(code, 'prometheus-config');
  await expandRow(code, 'endpointslices');
  await code.page.mouse.move(800, 700);
  const box = await code.page.locator('.part.sidebar').first().boundingBox();
  if (box === null) throw new Error('no side bar is drawn');
  await code.page.screenshot({ path: pathOf('access'), clip: { x: 0, y: box.y, width: 1000, height: 460 } });
});

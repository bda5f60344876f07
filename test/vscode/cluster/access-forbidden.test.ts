import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pickEntry, quickPickEntries, runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { editorText, openFile } from '../driver/editor.ts';
import { press, typeText } from '../driver/keys.ts';
import { applyPreview } from '../driver/refactor-preview.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { waitForStatus } from '../driver/status-bar.ts';
import { LIMIT, until } from '../driver/until.ts';
import { DEMO_ROLE, DEMO_USER, FIRST_RULES, startAccessScene } from './access-scene.ts';

// The text of terminals is in the page.
const { api, scenario } = await startAccessScene({ 'terminal.integrated.gpuAcceleration': 'off' });

/** What the API server itself says when the demo’s Prometheus lists the slices of the shop and may not. */
async function refusal(): Promise<string> {
  await api.patch(DEMO_ROLE, { rules: FIRST_RULES.slice(0, 1) });
  const headers = { 'impersonate-user': DEMO_USER };
  return until('the refusal', async () => {
    const answer = await api.request(
      'GET',
      '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices',
      undefined,
      headers,
    );
    return answer.status === 403 ? (answer.body as { readonly message: string }).message : undefined;
  });
}

/** The line that Prometheus logs of a refusal. */
function logLine(message: string): string {
  const error = `failed to list *v1.EndpointSlice: ${message}`.replaceAll('"', '\\"');
  return `time=2026-01-01T10:00:00.000Z level=ERROR source=reflector.go:205 msg="Failed to watch" component=k8s_client_runtime err="${error}"`;
}

/**
 * A program in the integrated terminal prints the line, and goes on running. The stand-in for the oldest VS Code starts no
 * programs in terminals (its module for that is not built): there the terminal is an extension's.
 */
async function printInTerminal(code: VSCode, line: string): Promise<void> {
  const file = path.join(code.opens, 'prometheus.log');
  await writeFile(file, `${line}\n`);
  const printer = code.hostName === 'oldest' ? 'extension' : 'program';
  await code.extensionHost.call(
    (vscode, { log, text, by }) => {
      const written = new vscode.EventEmitter<string>();
      const pty = { onDidWrite: written.event, open: () => written.fire(`${text}\r\n`), close: () => {} };
      const shellArgs = ['-c', `cat '${log}'; exec cat`];
      const { createTerminal } = vscode.window;
      const terminal =
        by === 'extension' ? createTerminal({ name: 'log', pty }) : createTerminal('log', '/bin/sh', shellArgs);
      terminal.show();
    },
    { log: file, text: line, by: printer },
  );
}

/** Follows the link on a text of the terminal, by the mouse. */
async function followLink({ page }: VSCode, text: string): Promise<void> {
  const line = page.locator('.terminal .xterm-rows > div', { hasText: text }).first();
  await line.waitFor({ timeout: LIMIT });
  const box = await line.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + 500, box.y + box.height / 2];
  const hover = page.locator('.workbench-hover', { hasText: 'Explain with Prometheus' }).first();
  await until('the link', async () => {
    await page.mouse.move(x, y);
    await page.mouse.move(x + 4, y);
    await hover.waitFor({ timeout: 2000 });
    return true;
  });
  await page.keyboard.down('Control');
  await page.mouse.click(x + 4, y);
  await page.keyboard.up('Control');
}

/** Follows the link of a line of the report. */
async function followLine({ page }: VSCode, text: string): Promise<void> {
  const line = page.locator('.editor-group-container .view-line', { hasText: text }).first();
  await line.locator('.detected-link').first().waitFor({ timeout: LIMIT });
  await line.click({ modifiers: ['Control'], position: { x: 60, y: 8 }, timeout: LIMIT });
}

const isFixed = (code: VSCode) =>
  code.extensionHost.call(vscode =>
    vscode.workspace.textDocuments.some(
      one => one.fileName.endsWith('rbac.yaml') && /endpointslices/.test(one.getText()),
    ),
  );

scenario('a refusal in the terminal leads to the job, its line, and the edit that grants it', async code => {
  await openFile(code, 'prometheus/deployment.yaml'); // before the first YAML file the extension is not there
  await printInTerminal(code, logLine(await refusal()));
  await followLink(code, 'cannot list resource');
  await until('the report', async () => (await editorText(code)).startsWith('# monitoring/prometheus may not list'));
  const report = await editorText(code);
  assert.match(report, /- The job `postgres` of prometheus-config \/ prometheus\.yml \(config\.yaml:64\)/);
  assert.match(report, /They do not grant it either\./);
  await saveScreenshot(code, 'access-terminal-report');
  await followLine(code, 'config.yaml:64');
  await waitForStatus(code, 'Ln 64, Col 19');
  await code.page.locator('.tabs-container .tab', { hasText: 'Forbidden.md' }).click({ timeout: LIMIT });
  await followLine(code, 'Grant it in the files');
  await quickPickEntries(code).first().waitFor({ timeout: LIMIT });
  await pickEntry(code, 'Add what is missing to ClusterRole prometheus');
  await applyPreview(code);
  await until('the edit', () => isFixed(code));
  await saveScreenshot(code, 'access-terminal-fixed');
});

scenario('a message that is pasted is explained; what the files grant already says where', async code => {
  const message = (await refusal()).replaceAll('endpointslices', 'pods').replaceAll('.discovery.k8s.io', '');
  await runCommand(code, 'Prometheus: Explain Forbidden Message…');
  const box = code.page.locator('.quick-input-widget:visible');
  await box.filter({ hasText: 'from the log of Prometheus or from kubectl' }).waitFor({ timeout: LIMIT });
  await press(code, 'ControlOrMeta+a');
  await typeText(code, 'all is well');
  await press(code, 'Enter');
  await box.filter({ hasText: 'holds no refusal of an API server' }).waitFor({ timeout: LIMIT });
  await saveScreenshot(code, 'access-explain-wrong');
  await press(code, 'ControlOrMeta+a');
  await typeText(code, message.replace('"discovery.k8s.io"', '""'));
  await press(code, 'Enter');
  await until('the report', async () =>
    (await editorText(code)).startsWith('# monitoring/prometheus may not list pods'),
  );
  assert.match(await editorText(code), /They grant it already\.[\s\S]*\(rbac\.yaml:12\)/);
  await saveScreenshot(code, 'access-explained');
});

import assert from 'node:assert/strict';
import path from 'node:path';
import { runCommand } from './driver/command-palette.ts';
import { editorText, openNewFile, waitForText } from './driver/editor.ts';
import { eventLoopDelay } from './driver/event-loop.ts';
import { hoverOn, leaveHover } from './driver/hover.ts';
import { press, typeText } from './driver/keys.ts';
import { keyToEffect } from './driver/latency.ts';
import { outline } from './driver/outline.ts';
import { clickLightBulb, openQuickFixes, pickQuickFix } from './driver/quick-fixes.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { withSetting } from './driver/settings.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { languageStatus, waitForStatus } from './driver/status-bar.ts';
import { acceptSuggestion, suggestionDetails, suggestions } from './driver/suggestions.ts';
import { clickBehind, clickText } from './driver/text-place.ts';

// What the driver says of VS Code is compared with an extension of which all is known.
const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [path.join(import.meta.dirname, 'probe-extension')],
  packages: [],
  trust: 'disabled',
  settings: {},
});

scenario('typed keys are in the document', async code => {
  await openNewFile(code, 'typed.yaml', '');
  await typeText(code, '# one\n# two'); // nothing that is completed: Enter would take a suggestion
  await waitForText(code, '# one\n# two');
  await saveScreenshot(code, 'typed');
});

scenario('a finding is underlined where it stands, and its fix is picked by keys', async code => {
  await openNewFile(code, 'fix.yaml', 'a: 1\nb:   wrong # é𝄞 wrong\n');
  await waitForSquiggles(code, [
    { severity: 'warning', line: 2, column: 6, text: 'wrong' },
    { severity: 'warning', line: 2, column: 18, text: 'wrong' },
  ]);
  await clickText(code, { text: 'wrong', in: 'b:   wrong' });
  assert.deepEqual(await openQuickFixes(code), ['Make it right']);
  await saveScreenshot(code, 'quick-fixes');
  await pickQuickFix(code, 'Make it right');
  await waitForText(code, 'a: 1\nb:   right # é𝄞 wrong\n');
});

scenario('the light bulb is clicked', async code => {
  await openNewFile(code, 'bulb.yaml', 'a: 1\nb: wrong\n');
  await waitForSquiggles(code, [{ severity: 'warning', line: 2, column: 4, text: 'wrong' }]);
  await clickText(code, 'wrong');
  assert.deepEqual(await clickLightBulb(code), ['Make it right']);
  await pickQuickFix(code, 'Make it right');
  await waitForText(code, 'a: 1\nb: right\n');
});

scenario('a hover is read', async code => {
  await openNewFile(code, 'hover.yaml', 'first: second\n');
  assert.match(await hoverOn(code, 'second'), /The word is second/);
  await saveScreenshot(code, 'hover');
  await leaveHover(code);
});

scenario('a suggestion is accepted', async code => {
  await openNewFile(code, 'suggest.yaml', 'key\n');
  await clickBehind(code, 'key');
  await typeText(code, ':');
  assert.deepEqual(await suggestions(code), ['alpha', 'beta', 'gamma']);
  assert.match(await suggestionDetails(code), /Documentation of alpha/);
  await saveScreenshot(code, 'suggestions');
  await acceptSuggestion(code, 'gamma');
  await waitForText(code, 'key:gamma\n');
});

scenario('outline, command, status', async code => {
  await openNewFile(code, 'outline.yaml', 'one: 1\n');
  await waitForStatus(code, 'Probe entry');
  assert.match(await languageStatus(code), /Probe is ready/);
  await saveScreenshot(code, 'language-status');
  assert.deepEqual(await outline(code), ['first line']);
  await runCommand(code, 'Probe: Say Hello');
  await code.page.locator('.notification-toast').filter({ hasText: 'Hello from the probe' }).waitFor();
});

scenario('a setting is changed and set back', async code => {
  const read = () => code.extensionHost.call(vscode => vscode.workspace.getConfiguration('editor').get('wordWrap'));
  await withSetting(code, 'editor.wordWrap', 'on', async () => assert.equal(await read(), 'on'));
  assert.equal(await read(), 'off');
});

scenario('the time from key to underline is measured', async code => {
  await openNewFile(code, 'latency.yaml', 'a: wron\n');
  await clickBehind(code, 'wron');
  const times: number[] = [];
  const delay = await eventLoopDelay(code, async () => {
    for (let round = 0; round < 5; round += 1) {
      times.push(await keyToEffect(code, 'g', 'squiggle appears'));
      times.push(await keyToEffect(code, 'Backspace', 'squiggles vanish'));
    }
  });
  assert.equal(await editorText(code), 'a: wron\n');
  assert.ok(times.every(time => time > 0 && time < 5000));
  assert.ok(delay.max >= delay.median);
  console.log(`key to underline: ${times.map(time => time.toFixed(0)).join(', ')} ms`);
  await press(code, 'Escape');
});

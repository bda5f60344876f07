import { setTimeout as pause } from 'node:timers/promises';
import type { VSCode } from '../vscode/driver/connect.ts';
import { keyToEffect } from '../vscode/driver/latency.ts';
import { closeEverything } from '../vscode/driver/reset.ts';
import { type Figure, median, RUNS } from './figure.ts';
import { openStroke, QUIET } from './latency.ts';
import { strokesIn } from './stroke.ts';

const LINES = 10_000;

/** What of the time from key to squiggle is VS Code's own: the same probe on code that underlines without any analysis. */
export async function floorFigure(empty: VSCode): Promise<Figure> {
  const [stroke] = strokesIn(LINES);
  if (stroke === undefined) throw new Error('There is no stroke.');
  await openStroke(empty, stroke);
  await empty.extensionHost.call(underlineEveryOtherChange);
  const times: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    await pause(QUIET);
    times.push(await keyToEffect(empty, stroke.makes, 'squiggle appears'));
    await pause(QUIET);
    await keyToEffect(empty, stroke.takesBack, 'squiggles vanish');
  }
  await empty.extensionHost.call(stopUnderlining);
  await closeEverything(empty);
  return {
    figure: `key to squiggle that appears, ${LINES} lines: without any analysis`,
    value: median(times),
    unit: 'ms',
    limit: 'none',
    runs: times.length,
    beside: {},
  };
}

// The two run in the extension host: everything that they use is inside them.
function underlineEveryOtherChange(vscode: typeof import('vscode')): void {
  const collection = vscode.languages.createDiagnosticCollection('floor');
  let isShown = false;
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
    if (change === undefined) return;
    isShown = !isShown;
    const { range } = document.lineAt(change.range.start.line);
    collection.set(document.uri, isShown ? [new vscode.Diagnostic(range, 'Changed.')] : []);
  });
  Object.assign(globalThis, { benchFloor: vscode.Disposable.from(listener, collection) });
}

function stopUnderlining(): void {
  const { benchFloor } = globalThis as unknown as { readonly benchFloor: { dispose(): void } };
  benchFloor.dispose();
}

import { setTimeout as pause } from 'node:timers/promises';
import type { VSCode } from '../vscode/driver/connect.ts';
import { openNewFile, placeCursor } from '../vscode/driver/editor.ts';
import { keyToEffect } from '../vscode/driver/latency.ts';
import { closeEverything } from '../vscode/driver/reset.ts';
import { type Figure, median, RUNS } from './figure.ts';
import { type Stroke, strokesIn } from './stroke.ts';
import type { Windows } from './windows.ts';

/** The share of the peer's time that ours may be until a squiggle appears, in 10,000 lines; until it vanishes is only told. */
const LIMITS: Readonly<Record<Stroke['yaml'], number>> = { whole: 0.1, broken: 0.2 };
const LIMITED_LINES = 10_000;
/** What an editor does after a keystroke besides the diagnostics (outline, colours) is let finish, in ms. */
export const QUIET = 100;
/** The window before goes on working when its underline is gone, on the same processors: this long (ms) it may. */
const SETTLE = 800;
/** The first strokes in a file are not counted: its first analysis may still run. */
const WARM_UP = 2;

/** Times of one window in ms. */
interface Times {
  readonly appears: number[];
  readonly vanishes: number[];
}

/** The last key to the underline, ours beside the peer's, in files of the given sizes. Tells each figure as it is known. */
export async function measureLatency(
  windows: Windows,
  sizes: readonly number[],
  tell: (figure: Figure) => void,
): Promise<void> {
  for (const lines of sizes)
    for (const stroke of strokesIn(lines)) await measureStroke(windows, { lines, stroke }, tell);
}

async function measureStroke(
  { ours, peer }: Windows,
  { lines, stroke }: { readonly lines: number; readonly stroke: Stroke },
  tell: (figure: Figure) => void,
): Promise<void> {
  const both = [
    { code: ours, times: { appears: [], vanishes: [] } as Times },
    { code: peer, times: { appears: [], vanishes: [] } as Times },
  ] as const;
  for (const { code } of both) await openStroke(code, stroke);
  for (let round = -WARM_UP; round < RUNS; round += 1) {
    for (const { code, times } of both) {
      await pause(SETTLE);
      const appears = await keyToEffect(code, stroke.makes, 'squiggle appears');
      await pause(QUIET);
      const vanishes = await keyToEffect(code, stroke.takesBack, 'squiggles vanish');
      if (round < 0) continue;
      times.appears.push(appears);
      times.vanishes.push(vanishes);
    }
  }
  for (const { code } of both) await closeEverything(code);
  const [{ times: own }, { times: other }] = both;
  const limit = lines === LIMITED_LINES ? LIMITS[stroke.yaml] : 'none';
  for (const effect of ['appears', 'vanishes'] as const) {
    const [oursMs, peerMs] = [median(own[effect]), median(other[effect])];
    tell({
      figure: `key to squiggle that ${effect}, ${lines} lines, ${stroke.name}: ours by yaml-language-server's`,
      value: oursMs / peerMs,
      unit: 'ratio',
      limit: effect === 'appears' ? limit : 'none',
      runs: own[effect].length,
      beside: { ours_ms: oursMs, peer_ms: peerMs },
    });
  }
}

/** Opens the stroke's file with the cursor at its place. */
export async function openStroke(code: VSCode, { text, cursor }: Stroke): Promise<void> {
  await openNewFile(code, 'prometheus.yml', text);
  const before = text.slice(0, cursor).split('\n');
  await placeCursor(code, before.length, (before.at(-1) ?? '').length + 1);
}

import type { VSCode } from '../vscode/driver/connect.ts';
import { type EventLoopDelay, eventLoopDelay } from '../vscode/driver/event-loop.ts';
import { closeEverything } from '../vscode/driver/reset.ts';
import { type Figure, median, RUNS } from './figure.ts';
import { openStroke } from './latency.ts';
import { type Stroke, strokesIn } from './stroke.ts';
import type { Windows } from './windows.ts';

const LINES = 10_000;
/** Characters that are typed and taken back in a round, and the time between two keys in ms: a fast typist. */
const CHARACTERS = 4;
const BETWEEN = 60;

/** How long the extension host cannot answer while somebody types in a large file, above an empty extension's host. */
export async function blockingFigures({ ours, peer, empty }: Windows): Promise<readonly Figure[]> {
  const [stroke] = strokesIn(LINES);
  if (stroke === undefined) throw new Error('There is no stroke.');
  const windows = [ours, peer, empty];
  for (const code of windows) await openStroke(code, stroke);
  const delays = windows.map((): EventLoopDelay[] => []);
  for (let round = -1; round < RUNS; round += 1) {
    for (const [index, code] of windows.entries()) {
      const delay = await eventLoopDelay(code, () => typeAndTakeBack(code, stroke));
      if (round >= 0) delays[index]?.push(delay);
    }
  }
  for (const code of windows) await closeEverything(code);
  return (['p99', 'max'] as const).map(kind => {
    const [own = 0, other = 0, baseline = 0] = delays.map(all => median(all.map(delay => delay[kind])));
    return {
      figure: `event-loop delay of the extension host while typing in ${LINES} lines, ${kind}: above an empty extension's`,
      value: own - baseline,
      unit: 'ms',
      limit: 'none',
      runs: RUNS,
      beside: { ours_ms: own, empty_extension_ms: baseline, peer_above_empty_ms: other - baseline },
    };
  });
}

async function typeAndTakeBack({ page }: VSCode, { makes }: Stroke): Promise<void> {
  await page.keyboard.type(makes.repeat(CHARACTERS), { delay: BETWEEN });
  for (let index = 0; index < CHARACTERS; index += 1) await page.keyboard.press('Backspace', { delay: BETWEEN });
}

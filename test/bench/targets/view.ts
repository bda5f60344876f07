import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Host } from '../../../src/cli/host/host.ts';
import type { Owned } from '../../../src/cli/host/owned.ts';
import { until } from '../../cluster/until.ts';
import { connect, type VSCode } from '../../vscode/driver/connect.ts';
import { openNewFile } from '../../vscode/driver/editor.ts';
import { type EventLoopDelay, eventLoopDelay } from '../../vscode/driver/event-loop.ts';
import { expandRow, rowTexts } from '../../vscode/driver/row-text.ts';
import { startVSCode } from '../../vscode/driver/start.ts';
import { showTargets } from '../../vscode/driver/tree-view.ts';
import { type Figure, median, RUNS } from '../figure.ts';
import { JOB, podsJob } from './pods-job.ts';
import { ALL, WORLD } from './pods-world.ts';

const BLOCK_MS = 50;
/** How the row of the job begins. */
const COUNTS = `${JOB} ${ALL.toLocaleString('en-US')} targets`;
/** How the addresses of pods begin. */
const ADDRESSES = '198.18.';
const EMPTY_EXTENSION = path.join(import.meta.dirname, '../../vscode/empty-extension');

export interface ViewRequest {
  readonly host: Host;
  /** Our extension's package. */
  readonly packed: string;
  readonly kubeconfig: string;
  readonly owned: Owned;
}

/**
 * How long the extension host cannot answer while the Targets view gets all targets and shows those of a namespace, above
 * that of a window beside it whose extension does nothing.
 */
export async function viewFigure(request: ViewRequest): Promise<Figure> {
  const { kubeconfig, owned } = request;
  const file = path.join(await owned.temporaryFolder('bench-kubeconfig-'), 'kubeconfig');
  await writeFile(file, kubeconfig, { mode: 0o600 });
  const empty = await startWindow(request, [], {});
  const ours = await startWindow(request, [request.packed], { 'prometheusKubernetes.cluster.kubeconfig': file });
  await openNewFile(ours, 'prometheus.yml', podsJob('kept'));
  await showTargets(ours);
  await untilCounted(ours);
  await showNamespace(ours);
  const delays: { readonly ours: EventLoopDelay; readonly empty: EventLoopDelay }[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    // Another connection: to us, another cluster.
    const other = kubeconfig.replace('    cluster:', `$&\n      disable-compression: ${round % 2 === 0}`);
    delays.push(
      await delaysOfBoth(ours, empty, async () => {
        await writeFile(file, other);
        await until('the targets are gone', async () => !(await isCounted(ours)) || undefined);
        await untilCounted(ours);
        await showNamespace(ours);
      }),
    );
  }
  const [own, baseline] = [median(delays.map(one => one.ours.max)), median(delays.map(one => one.empty.max))];
  return {
    figure: `${WORLD}, longest block of the extension host while the view gets and shows them: above an empty extension's`,
    value: Math.max(own - baseline, 0),
    unit: 'ms',
    limit: BLOCK_MS,
    runs: RUNS,
    beside: {
      ours_ms: own,
      empty_extension_ms: baseline,
      ours_p99_ms: median(delays.map(one => one.ours.p99)),
      empty_extension_p99_ms: median(delays.map(one => one.empty.p99)),
    },
  };
}

async function startWindow(
  { host, owned }: ViewRequest,
  packages: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): Promise<VSCode> {
  const address = await startVSCode(
    {
      host,
      opens: { kind: 'empty folder' },
      developmentPaths: [EMPTY_EXTENSION],
      packages,
      trust: 'disabled',
      settings,
    },
    owned,
  );
  const code = await connect(address);
  owned.add(code.disconnect);
  return code;
}

/** The delays of both extension hosts over the same time. */
async function delaysOfBoth(ours: VSCode, empty: VSCode, body: () => Promise<void>) {
  let own: EventLoopDelay | undefined;
  const baseline = await eventLoopDelay(empty, async () => {
    own = await eventLoopDelay(ours, body);
  });
  if (!own) throw new Error('The event loop was not measured.');
  return { ours: own, empty: baseline };
}

async function untilCounted(code: VSCode): Promise<void> {
  await until('the view has all targets', async () => (await isCounted(code)) || undefined);
}

async function isCounted(code: VSCode): Promise<boolean> {
  return (await rowTexts(code)).some(row => row.startsWith(COUNTS));
}

async function showNamespace(code: VSCode): Promise<void> {
  await expandRow(code, COUNTS);
  await expandRow(code, 'team-0');
  await until('the targets of a namespace', async () =>
    (await rowTexts(code)).some(row => row.startsWith(ADDRESSES)) ? true : undefined,
  );
}

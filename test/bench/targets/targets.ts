import { type Figure, median, RUNS } from '../figure.ts';
import { ALL, WORLD } from './pods-world.ts';
import { type PrometheusCost, prometheusRun } from './prometheus-run.ts';
import { changingRun, LINES, loadingRun, type Place, type ServerCost, typingRun } from './server-runs.ts';

/** Starts of each program: they take seconds, and are compared with each other only. */
const STARTS = 10;
const MEMORY_SHARE = 1 / 3;
const BLOCK_MS = 50;
const COMPLETION_MS = 50;

interface Costs {
  readonly shipped: readonly PrometheusCost[];
  readonly hurried: readonly PrometheusCost[];
  readonly dropped: readonly ServerCost[];
  readonly kept: readonly ServerCost[];
}

/**
 * The targets of a large cluster by the language server, with its worker, and by the real Prometheus: one after
 * the other on the same API server, in turns.
 */
export async function measureTargets(place: Place, tell: (figure: Figure) => void): Promise<void> {
  await loadingRun(place, 'dropped'); // the API server has read everything once
  for (const figure of loadingFigures(await costs(place))) tell(figure);
  for (const figure of await typingFigures(place)) tell(figure);
  tell(await changingFigure(place));
}

async function costs(place: Place): Promise<Costs> {
  const all = { shipped: [], hurried: [], dropped: [], kept: [] } as {
    readonly [Name in keyof Costs]: Costs[Name][number][];
  };
  for (let round = 0; round < STARTS; round += 1) {
    all.shipped.push(await prometheusRun(place.plane.kubeconfig, ALL, 'as-shipped'));
    all.dropped.push(await loadingRun(place, 'dropped'));
    all.hurried.push(await prometheusRun(place.plane.kubeconfig, ALL, 'hurried'));
    all.kept.push(await loadingRun(place, 'kept'));
  }
  return all;
}

function loadingFigures({ shipped, hurried, dropped, kept }: Costs): readonly Figure[] {
  const times = medianOf(dropped, 'ms');
  // Of starts right after each other: a shared machine is busier at times.
  const ratios = dropped.map(({ ms }, round) => ms / (shipped[round]?.ms ?? Number.NaN));
  const peak = medianOf(dropped, 'shown');
  return [
    {
      figure: `${WORLD}, all dropped by the last of 10 rules, from start to counts: ours by Prometheus'`,
      value: median(ratios),
      unit: 'ratio',
      limit: 1,
      runs: STARTS,
      beside: {
        ours_ms: times,
        prometheus_ms: medianOf(shipped, 'ms'),
        prometheus_hurried_ms: medianOf(hurried, 'ms'),
        ours_processor_ms: medianOf(dropped, 'work'),
        prometheus_processor_ms: medianOf(shipped, 'work'),
      },
    },
    {
      figure: `${WORLD}, all dropped, most memory until some are shown: ours by Prometheus' until it tells them`,
      value: peak / medianOf(shipped, 'told'),
      unit: 'ratio',
      limit: MEMORY_SHARE,
      runs: STARTS,
      beside: {
        ours_bytes: peak,
        prometheus_bytes: medianOf(shipped, 'told'),
        ours_until_counts_bytes: medianOf(dropped, 'counted'),
        prometheus_until_counts_bytes: medianOf(shipped, 'counted'),
      },
    },
    {
      figure: `${WORLD}, none dropped, from start to counts`,
      value: medianOf(kept, 'ms'),
      unit: 'ms',
      limit: 'none',
      runs: STARTS,
      beside: { until_counts_bytes: medianOf(kept, 'counted'), shown_bytes: medianOf(kept, 'shown') },
    },
    blockFigure('while they load', [...dropped, ...kept]),
  ];
}

async function typingFigures(place: Place): Promise<readonly Figure[]> {
  const runs: Awaited<ReturnType<typeof typingRun>>[] = [];
  for (let round = 0; round < RUNS; round += 1) runs.push(await typingRun(place));
  const completions = runs.flatMap(({ completions }) => completions);
  return [
    {
      figure: `completion in ${LINES} lines right after a key, while ${WORLD} load`,
      value: median(completions),
      unit: 'ms',
      limit: COMPLETION_MS,
      runs: completions.length,
      beside: { slowest_ms: Math.max(...completions) },
    },
    blockFigure(`while they load and somebody types in ${LINES} lines`, runs),
  ];
}

function blockFigure(when: string, runs: readonly Pick<ServerCost, 'blocked' | 'idle'>[]): Figure {
  const main = median(runs.map(({ blocked }) => blocked.main));
  const idle = median(runs.map(run => run.idle));
  return {
    figure: `${WORLD}, longest block of the language server ${when}: above an idle process'`,
    value: Math.max(main - idle, 0),
    unit: 'ms',
    limit: BLOCK_MS,
    runs: runs.length,
    beside: {
      server_ms: main,
      idle_process_ms: idle,
      slowest_server_ms: Math.max(...runs.map(({ blocked }) => blocked.main)),
      worker_ms: median(runs.map(({ blocked }) => blocked.worker)),
    },
  };
}

async function changingFigure(place: Place): Promise<Figure> {
  const { row, accepted } = await changingRun(place, 2 * RUNS);
  return {
    figure: `${WORLD}, one pod changes: from the request that changes it to the job's row in the client`,
    value: median(row),
    unit: 'ms',
    limit: 'none',
    runs: row.length,
    beside: { api_server_answers_ms: median(accepted), slowest_ms: Math.max(...row) },
  };
}

function medianOf<Name extends string>(runs: readonly { readonly [Key in Name]: number }[], name: Name): number {
  return median(runs.map(run => run[name]));
}

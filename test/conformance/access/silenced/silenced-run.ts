import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Owned } from '../../../../src/cli/host/owned.ts';
import type { JobStatus } from '../../../../src/cluster/worker-protocol.ts';
import { readKubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../../cluster/control-plane.ts';
import type { Compared } from '../../comparison.ts';
import { createWorld } from '../../world/create-world.ts';
import { createCanary, readWorld, settleWorld, touchAddresses } from '../../world/read-world.ts';
import { ownWorld } from '../../world/world.ts';
import { HOME } from '../access-cases.ts';
import { closedProxy } from '../account-prometheus.ts';
import { createAccounts, tokenOf } from '../accounts.ts';
import { AuditLog } from '../audit-log.ts';
import { startPlainPrometheus } from '../plain-prometheus.ts';
import { untilDecided } from '../server-run.ts';
import { ourRows } from './our-row.ts';
import { type SilencedCase, silencedCases } from './silenced-cases.ts';

/** How long targets must have stayed the same: what is discovered becomes targets every 5 s. */
const QUIET_MS = 6000;
const LIMIT_MS = 120_000;

interface Counts {
  readonly active: number;
  readonly dropped: number;
}

/** What each account's job comes to in the real Prometheus, on both kinds of API server, and what its row says. */
export async function* silencedJobs(): AsyncGenerator<Compared> {
  const all = silencedCases();
  for (const server of ['streaming', 'listing'] as const) {
    const cases = all.filter(({ servers }) => servers === 'both' || servers === server);
    const { ours, theirs } = await runOn(server, cases);
    for (const { id, name } of cases) {
      const status = ours.get(name);
      yield {
        id: `${server}: ${id}: ${status?.refusal?.extent ?? 'nothing'} refused`,
        ours: shown(status),
        theirs: theirs.get(name),
      };
    }
    const refused = cases.flatMap(({ name }) => ours.get(name)?.refusal ?? []);
    const of = (extent: string) => refused.filter(one => one.extent === extent).length;
    console.log(`${server}: ${of('all')} silenced, ${of('part')} in part, ${of('labels')} without labels`);
  }
}

/** As the row counts it. */
function shown(status: JobStatus | undefined): Counts | undefined {
  const counts = status && (status.refusal?.counts ?? status.counts);
  return counts && { active: counts.active, dropped: counts.dropped };
}

async function runOn(server: 'streaming' | 'listing', cases: readonly SilencedCase[]) {
  const featureGates = [`WatchList=${server === 'streaming'}`];
  const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, featureGates }, 'service accounts');
  try {
    await createWorld(plane.api, ownWorld());
    await createCanary(plane.api);
    await createAccounts(plane.api, [HOME], cases);
    await settleWorld(plane.api, 1);
    const theirs = await theirCounts(plane, cases);
    const objects = objectStore((await readWorld(plane.api)).flatMap(object => readKubernetesObject(object) ?? []));
    return { ours: await ourRows(cases, objects), theirs };
  } finally {
    await plane.dispose();
  }
}

/** By the name of the job, once all that may be had has been. */
async function theirCounts(plane: ControlPlane, cases: readonly SilencedCase[]): Promise<ReadonlyMap<string, Counts>> {
  const owned = new Owned();
  try {
    const folder = await owned.temporaryFolder('silenced-prometheus-');
    const proxy = await closedProxy(owned);
    const jobs = await Promise.all(cases.map(one => jobOf(plane, one, folder, proxy)));
    const text = `global: {scrape_interval: 1h}\nscrape_configs:\n${jobs.map(job => `  - ${JSON.stringify(job)}\n`).join('')}`;
    const { url } = await startPlainPrometheus(folder, text, owned);
    const log = new AuditLog(plane.auditLogFile);
    await untilDecided(new Map(cases.map(one => [one, one.needed])), log);
    const counts = await settled(plane, url);
    return new Map(cases.map(({ name }) => [name, counts.get(name) ?? { active: 0, dropped: 0 }]));
  } finally {
    await owned.end();
  }
}

async function jobOf(plane: ControlPlane, one: SilencedCase, folder: string, proxy: string): Promise<object> {
  const kubeconfig = path.join(folder, `${one.name}.kubeconfig`);
  await writeFile(kubeconfig, plane.kubeconfigOf(await tokenOf(plane.api, one)), { mode: 0o600 });
  const entries = one.entries.map(entry => ({ ...entry, kubeconfig_file: kubeconfig }));
  return { job_name: one.name, proxy_url: proxy, kubernetes_sd_configs: entries, ...one.rest };
}

/** The counts when they are the same after each address was looked at again, with all that is known by then. */
async function settled({ api }: ControlPlane, url: string): Promise<ReadonlyMap<string, Counts>> {
  let before = await quiet(url);
  for (let round = 1; ; round++) {
    await touchAddresses(api, round);
    const counts = await quiet(url);
    if (isDeepStrictEqual(counts, before)) return counts;
    before = counts;
  }
}

/** The counts once they have stayed the same for a while. Who may only list hears of the same things again and again. */
async function quiet(url: string): Promise<ReadonlyMap<string, Counts>> {
  const limit = performance.now() + LIMIT_MS;
  let counts = await countsOf(url);
  for (let since = performance.now(); performance.now() < limit; await delay(500)) {
    const now = await countsOf(url);
    if (!isDeepStrictEqual(now, counts)) since = performance.now();
    counts = now;
    if (performance.now() - since >= QUIET_MS) return counts;
  }
  throw new Error('the targets of Prometheus do not come to rest');
}

async function countsOf(url: string): Promise<ReadonlyMap<string, Counts>> {
  const response = await fetch(`${url}/api/v1/targets`);
  const { data } = (await response.json()) as {
    readonly data: {
      readonly activeTargets: readonly { readonly scrapePool: string }[];
      readonly droppedTargetCounts: Readonly<Record<string, number>>;
    };
  };
  const active = Map.groupBy(data.activeTargets, ({ scrapePool }) => scrapePool);
  const pools = new Set([...active.keys(), ...Object.keys(data.droppedTargetCounts)]);
  return new Map(
    [...pools].map(pool => [
      pool,
      { active: active.get(pool)?.length ?? 0, dropped: data.droppedTargetCounts[pool] ?? 0 },
    ]),
  );
}

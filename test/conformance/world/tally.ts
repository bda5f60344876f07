import type { ScrapeJob } from '../../../src/prometheus/targets/scrape-job.ts';
import type { Created } from './create-world.ts';
import type { StaleKind, StaleTarget } from './kept-running.ts';
import type { Counts } from './our-targets.ts';
import type { Objects } from './read-world.ts';

/** What a target may have of an earlier time, and why Prometheus lets it. */
const STALE: Readonly<Record<StaleKind, string>> = {
  node: 'a node as it was (it is not looked up again for addresses that are not ready or refer to no Pod or Node)',
  pod: 'a pod as it was (only another phase makes it looked up again for Endpoints, nothing for slices)',
  owner: 'a ReplicaSet or Job as it was (it is not looked up again for Endpoints and slices)',
};

const NOTHING: Counts = { active: 0, dropped: 0, failed: 0, undecided: 0 };

/** Counts what is compared, and prints it. */
export class Tally {
  readonly #runs = new Map<string, Map<string, Counts>>();
  #changes = 0;
  readonly #stale = new Map<StaleKind, number>();

  world({ created, there, changed, refused }: Created, objects: Objects): void {
    const kinds = [...Map.groupBy(objects, ({ kind }) => kind)].map(([kind, all]) => `${all.length} ${kind}`);
    console.log(`the world: ${created} objects made, ${objects.length} to discover: ${kinds.join(', ')}`);
    if (there.length > 0) console.log(`there already: ${there.join(', ')}`);
    if (changed.length > 0) console.log(`taken with other addresses: ${changed.join(', ')}`);
    for (const one of refused) console.log(`refused by the API server: ${one}`);
  }

  job(run: string, job: string, counts: Counts): void {
    const jobs = this.#runs.get(run) ?? new Map<string, Counts>();
    this.#runs.set(run, jobs.set(job, counts));
  }

  leftOut(configuration: string, why: unknown): void {
    console.log(
      `left out: ${configuration}, which Prometheus does not load: ${String(why).replaceAll('\n', ' ').slice(0, 600)}`,
    );
  }

  /** Discovery mechanisms that are left out on both sides. */
  otherMechanisms(configuration: string, jobs: readonly ScrapeJob[]): void {
    for (const { pool, discoveries } of jobs) {
      const others = discoveries.flatMap(one => (one.kind === 'unknown' ? [`${one.key} (${one.why})`] : []));
      if (others.length > 0) console.log(`left out: of ${configuration}, job ${pool.jobName}: ${others.join(', ')}`);
    }
  }

  changes(count: number): void {
    this.#changes = count;
    console.log(`${count} changes to the world`);
  }

  stale(targets: readonly StaleTarget[]): void {
    for (const { kind } of targets) this.#stale.set(kind, (this.#stale.get(kind) ?? 0) + 1);
  }

  /** One line for each job of the first run, then one for each run. */
  print(): void {
    const [first] = this.#runs.values();
    console.log('  role / namespaces / selectors / attach_metadata / kind of relabelling, and other jobs:');
    for (const [job, counts] of first ?? []) console.log(`  ${job}: ${described(counts)}`);
    for (const [run, jobs] of this.#runs) {
      const all = [...jobs.values()].reduce(added, NOTHING);
      const empty = [...jobs.values()].filter(one => one.active + one.dropped + one.failed === 0).length;
      console.log(`${run}: ${jobs.size} jobs, ${empty} of them without targets; ${described(all)}`);
    }
    if (this.#changes === 0) return;
    for (const [kind, why] of Object.entries(STALE)) {
      const count = this.#stale.get(kind as StaleKind) ?? 0;
      console.log(`in a Prometheus that kept running, targets with labels of ${why}: ${count}`);
    }
  }
}

function described({ active, dropped, failed }: Counts): string {
  return `${active} active, ${dropped} dropped, ${failed} failed`;
}

function added(one: Counts, other: Counts): Counts {
  return {
    active: one.active + other.active,
    dropped: one.dropped + other.dropped,
    failed: one.failed + other.failed,
    undecided: one.undecided + other.undecided,
  };
}

import type { Created } from './create-world.ts';
import type { Counts } from './our-targets.ts';
import type { Objects } from './read-world.ts';

const NOTHING: Counts = { active: 0, dropped: 0, failed: 0, undecided: 0 };

/** Counts what is compared, and prints it. */
export class Tally {
  readonly #runs = new Map<string, Map<string, Counts>>();
  #stale = 0;

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
    console.log(`left out: ${configuration}, which Prometheus does not load: ${String(why).slice(0, 600)}`);
  }

  changes(count: number): void {
    console.log(`${count} changes to the world`);
  }

  stale(count: number): void {
    this.#stale += count;
  }

  /** One line for each job of the first run, then one for each run. */
  print(): void {
    const [first] = this.#runs.values();
    for (const [job, counts] of first ?? []) console.log(`  ${job}: ${described(counts)}`);
    for (const [run, jobs] of this.#runs) {
      const all = [...jobs.values()].reduce(added, NOTHING);
      const empty = [...jobs.values()].filter(one => one.active + one.dropped + one.failed === 0).length;
      console.log(`${run}: ${jobs.size} jobs, ${empty} of them without targets; ${described(all)}`);
    }
    const why = 'Prometheus does not look again at an address without Pod or Node when only its node changes';
    console.log(
      `targets with labels of a node as it was before, in a Prometheus that kept running: ${this.#stale} (${why})`,
    );
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

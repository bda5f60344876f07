import type { RealPrometheus } from '../../cluster/real-prometheus.ts';
import type { Compared } from '../comparison.ts';
import { CHANGES } from './changes.ts';
import { compareJob } from './compare-job.ts';
import { type JobText, jobTexts } from './job-texts.ts';
import { History } from './kept-running.ts';
import { OracleProcess } from './oracle-process.ts';
import { ourRow } from './our-rows.ts';
import { type OurTarget, OurTargets, ourJobs } from './our-targets.ts';
import { type Objects, readWorld } from './read-world.ts';
import type { Row } from './rows.ts';
import { Tally } from './tally.ts';
import { discoveredOf, shownByJob } from './their-rows.ts';
import type { World } from './world.ts';
import { type Variant, variants, WorldCluster } from './world-cluster.ts';

/** A complete prometheus.yml. */
export interface Configuration {
  readonly name: string;
  readonly text: string;
}

/** What is compared: over which world, with which configurations. */
export interface TargetsCases {
  readonly world: World;
  /** `own`: owners are all there, and the world is changed afterwards. */
  readonly of: 'own' | 'outside';
  /** Own namespaces are only known to a Prometheus in a pod. */
  readonly configurations: (place: 'pod' | 'outside') => readonly Configuration[];
}

/** Both sides of a configuration in one of its ways. */
interface Side extends Variant {
  readonly jobs: readonly JobText[];
  readonly ours: OurTargets;
  readonly prometheus: RealPrometheus;
}

/** Runs the real Prometheus and ours over the same cluster. */
export class TargetsRun {
  readonly #cases: TargetsCases;
  readonly #tally = new Tally();
  /** After the changes: the engine that was told each, and one that has only seen what came of them. */
  readonly #incremental: { readonly way: string; readonly told: OurTargets; readonly fresh: OurTargets }[] = [];

  constructor(cases: TargetsCases) {
    this.#cases = cases;
  }

  /** Every target of every job, ours and theirs. Prints how many there are of which kind. */
  async *compared(): AsyncGenerator<Compared> {
    const cluster = await WorldCluster.start(this.#cases.world, this.#cases.of === 'own' ? 'collected' : 'kept');
    const oracle = new OracleProcess();
    try {
      this.#tally.world(cluster.created, await readWorld(cluster.plane.api));
      for (const configuration of this.#cases.configurations(cluster.place)) {
        yield* this.#configuration(cluster, oracle, configuration);
      }
      this.#tally.print();
    } finally {
      await oracle.end();
      await cluster.dispose();
    }
  }

  /** Every target that the engine which was told of each change has, and that of one which was not. */
  async *comparedIncremental(): AsyncGenerator<Compared> {
    for (const { way, told, fresh } of this.#incremental) {
      for (const { pool } of told.jobs) {
        const [ours, theirs] = [told, fresh].map(engine => rowsByRef(engine.targetsOf(pool.jobName)));
        for (const ref of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
          yield { id: `${way}, job ${pool.jobName}: ${ref}`, ours: ours?.get(ref), theirs: theirs?.get(ref) };
        }
      }
    }
  }

  async *#configuration(
    cluster: WorldCluster,
    oracle: OracleProcess,
    { name, text }: Configuration,
  ): AsyncGenerator<Compared> {
    const started = await Promise.allSettled(variants(text).map(variant => this.#side(cluster, variant, [])));
    const sides = started.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
    const refusal = started.find(one => one.status === 'rejected');
    if (refusal) {
      if (this.#cases.of === 'own') throw refusal.reason;
      this.#tally.leftOut(name, refusal.reason);
    } else {
      this.#tally.otherMechanisms(name, sides[0]?.ours.jobs ?? []);
      yield* this.#compareSides(cluster, oracle, sides, `${name}, `);
      if (this.#cases.of === 'own') yield* this.#changed(cluster, oracle, sides);
    }
    await Promise.all(sides.map(({ prometheus }) => prometheus.dispose()));
  }

  async #side(cluster: WorldCluster, { way, text }: Variant, objects: Objects): Promise<Side> {
    const prometheus = await cluster.startPrometheus(text);
    return { way, text, jobs: jobTexts(text), ours: new OurTargets(ourJobs(text), objects), prometheus };
  }

  async *#compareSides(
    cluster: WorldCluster,
    oracle: OracleProcess,
    sides: readonly Side[],
    when: string,
  ): AsyncGenerator<Compared> {
    const { objects, answers } = await cluster.settledAfresh(sides.map(({ prometheus }) => prometheus));
    for (const [index, { way, jobs, ours }] of sides.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      ours.setObjects(objects);
      const shown = shownByJob(answer, jobs);
      for (const job of jobs) {
        const theirs = shown.get(job.name);
        if (!theirs) continue;
        const run = `${when}${way}`;
        const [targets, counts] = [ours.targetsOf(job.name), ours.countsOf(job.name)];
        this.#tally.job(run, job.name, theirs.counts);
        yield* await compareJob(oracle, { run, job, targets, counts, shown: theirs, countedElsewhere: new Set() });
      }
    }
  }

  /** The world changes: a Prometheus started on what has become of it, and the one that saw it happen. */
  async *#changed(cluster: WorldCluster, oracle: OracleProcess, sides: readonly Side[]): AsyncGenerator<Compared> {
    const history = new History();
    history.add(await readWorld(cluster.plane.api));
    for (const change of CHANGES) {
      await change.make(cluster.plane.api);
      const now = await readWorld(cluster.plane.api);
      history.add(now);
      for (const { ours } of sides) ours.setObjects(now);
    }
    this.#tally.changes(CHANGES.length);
    await cluster.settle();
    yield* this.#compareKept(cluster, oracle, sides, history);
    const fresh = await Promise.all(sides.map(side => this.#side(cluster, side, [])));
    yield* this.#compareSides(cluster, oracle, fresh, 'after the changes, ');
    const last = await readWorld(cluster.plane.api);
    for (const { way, ours: told } of sides) {
      told.setObjects(last);
      this.#incremental.push({ way, told, fresh: new OurTargets(told.jobs, last) });
    }
  }

  async *#compareKept(
    cluster: WorldCluster,
    oracle: OracleProcess,
    sides: readonly Side[],
    history: History,
  ): AsyncGenerator<Compared> {
    const { objects, answers } = await cluster.settled(sides.map(({ prometheus }) => prometheus));
    history.end(objects);
    for (const [index, { way, jobs, ours }] of sides.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      ours.setObjects(objects);
      const shown = shownByJob(answer, jobs);
      const run = `running through the changes, ${way}`;
      for (const job of jobs) {
        const theirs = shown.get(job.name);
        if (!theirs) continue;
        const { targets, stale } = history.keptRunning(
          ours.job(job.name),
          ours.targetsOf(job.name),
          discoveredOf(theirs),
        );
        this.#tally.job(run, job.name, theirs.counts);
        this.#tally.stale(stale);
        const counts = stale.length === 0 ? ours.countsOf(job.name) : null;
        const countedElsewhere = new Set(stale.map(({ labels }) => labels));
        yield* await compareJob(oracle, { run, job, targets, counts, shown: theirs, countedElsewhere });
      }
    }
  }
}

function rowsByRef(targets: readonly OurTarget[]): ReadonlyMap<string, Row> {
  return new Map(targets.map(one => [one.ref, ourRow(one.target)]));
}

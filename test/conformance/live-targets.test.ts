import { type KubernetesObject, readKubernetesObject } from '../../src/kubernetes/objects/kubernetes-object.ts';
import { type ObjectStore, objectStore } from '../../src/prometheus/discovery/object-store.ts';
import { DEFAULT_RELABEL_RULE, type RelabelRule } from '../../src/prometheus/relabel/rule.ts';
import { LiveTargets } from '../../src/prometheus/targets/live-targets.ts';
import type { ScrapeJob } from '../../src/prometheus/targets/scrape-job.ts';
import { defaultScrapePool } from '../../src/prometheus/targets/scrape-pool.ts';
import { type Compared, comparison } from './comparison.ts';
import { discoveryConfigOf } from './discovery/our-groups.ts';
import { randomDiscovery } from './discovery/random-discovery.ts';
import { Random, runSeed } from './random.ts';

const WORLDS = 150;
const STEPS = 12;

const RULES: readonly RelabelRule[] = [
  { ...DEFAULT_RELABEL_RULE, action: 'keep', sourceLabels: ['__meta_kubernetes_namespace'], regex: 'shop|x' },
  { ...DEFAULT_RELABEL_RULE, action: 'drop', sourceLabels: ['__meta_kubernetes_pod_ready'], regex: 'false' },
  { ...DEFAULT_RELABEL_RULE, sourceLabels: ['__meta_kubernetes_node_label_zone'], targetLabel: '__address__' },
  { ...DEFAULT_RELABEL_RULE, action: 'labelmap', regex: '__meta_kubernetes_(.+)' },
  { ...DEFAULT_RELABEL_RULE, sourceLabels: ['__meta_kubernetes_service_name'], targetLabel: 'job' },
];

/** A store whose objects come and go. */
class World implements ObjectStore {
  readonly #objects = new Map<string, KubernetesObject>();
  #store = objectStore([]);

  readonly list: ObjectStore['list'] = kind => this.#store.list(kind);
  readonly find: ObjectStore['find'] = (kind, namespace, name) => this.#store.find(kind, namespace, name);

  put(object: KubernetesObject): void {
    this.#objects.set(keyOf(object), object);
    this.#store = objectStore(this.#objects.values());
  }

  remove(object: KubernetesObject): void {
    this.#objects.delete(keyOf(object));
    this.#store = objectStore(this.#objects.values());
  }

  get objects(): readonly KubernetesObject[] {
    return [...this.#objects.values()];
  }
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

/** Objects and jobs that change at random, in an engine that lives on, against one that is started afresh. */
function* compared(): Generator<Compared> {
  console.log(`live targets from seed ${runSeed()}`);
  const random = new Random(runSeed());
  for (let index = 0; index < WORLDS; index++) {
    const world = new World();
    const live = new LiveTargets(world);
    let jobs = randomJobs(random);
    live.setJobs(jobs);
    const pool = Array.from({ length: 4 }, () => objectsOf(random)).flat();
    for (let step = 0; step < STEPS; step++) {
      for (let change = random.below(8); change >= 0; change--) changeObject(random, world, pool, live);
      if (random.happens(1, 4)) {
        jobs = randomJobs(random, jobs);
        live.setJobs(jobs);
      }
      // Now and then the next changes come while there is still work to do.
      let groups = random.happens(1, 3) ? random.below(5) : Number.POSITIVE_INFINITY;
      if (live.work(() => groups-- > 0) === 'more') continue;
      const fresh = new LiveTargets(world);
      fresh.setJobs(jobs);
      fresh.work(() => true);
      yield { id: `world ${index} step ${step}`, ours: outcome(live, jobs), theirs: outcome(fresh, jobs) };
    }
  }
}

function changeObject(random: Random, world: World, pool: readonly KubernetesObject[], live: LiveTargets): void {
  const object = random.pick(random.happens(1, 3) && world.objects.length > 0 ? world.objects : pool);
  if (random.happens(1, 3)) world.remove(object);
  else world.put(object);
  live.objectChanged(object.kind, object.metadata.namespace, object.metadata.name);
}

function objectsOf(random: Random): readonly KubernetesObject[] {
  return randomDiscovery(random).objects.flatMap(object => readKubernetesObject(object) ?? []);
}

function randomJobs(
  random: Random,
  before: ReadonlyMap<string, ScrapeJob> = new Map(),
): ReadonlyMap<string, ScrapeJob> {
  const jobs = new Map<string, ScrapeJob>();
  for (const id of ['a', 'b', 'c', 'd']) {
    const old = before.get(id);
    if (old && random.happens(1, 2)) jobs.set(id, old);
    else if (random.happens(3, 4)) jobs.set(id, randomJob(random, id));
  }
  return jobs;
}

function randomJob(random: Random, name: string): ScrapeJob {
  const configs = random.list(1, 3, () => discoveryConfigOf(randomDiscovery(random)));
  return {
    pool: { ...defaultScrapePool(name), relabelRules: random.list(0, 3, () => random.pick(RULES)) },
    names: 'utf8',
    version: 'unknown',
    discoveries: configs.map(config => ({ kind: 'kubernetes' as const, config, otherServer: '' })),
  };
}

function outcome(live: LiveTargets, jobs: ReadonlyMap<string, ScrapeJob>): unknown {
  return [...jobs.keys()].map(id => {
    const pool = live.pool(id);
    const { active, dropped, failed } = pool?.verdicts.counts ?? {};
    const sorted = (counts: ReadonlyMap<unknown, number> | undefined) => [...(counts ?? [])].map(String).sort();
    return {
      id,
      active,
      dropped: sorted(dropped),
      failed: sorted(failed),
      entries: [...(pool?.verdicts.entries() ?? [])],
    };
  });
}

comparison({
  label: 'live targets equal a fresh start',
  required: 1,
  async *cases() {
    yield* compared();
  },
});

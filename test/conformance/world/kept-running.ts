import { readKubernetesObject } from '../../../src/kubernetes/objects/kubernetes-object.ts';
import { groupOf } from '../../../src/prometheus/discovery/kubernetes-discovery.ts';
import { KIND_OF_ROLE } from '../../../src/prometheus/discovery/listed-objects.ts';
import { type ObjectStore, objectStore } from '../../../src/prometheus/discovery/object-store.ts';
import { createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import type { ScrapeJob } from '../../../src/prometheus/targets/scrape-job.ts';
import { groupTargets, targetSettings } from '../../../src/prometheus/targets/scrape-pool-targets.ts';
import { texts } from './our-rows.ts';
import type { OurTarget } from './our-targets.ts';
import type { Objects } from './read-world.ts';
import { type LabelTexts, labelsKey } from './rows.ts';

/**
 * What Prometheus does not look up again for an Endpoints object or a slice when only that changes: pods, unless their
 * phase is another one, and their owners; nodes of addresses that are not ready or have no Pod or Node as their target.
 */
const NOT_LOOKED_UP = new Set(['Pod', 'ReplicaSet', 'Job', 'Node']);

export type StaleKind = 'node' | 'pod' | 'owner';

export interface KeptRunning {
  readonly targets: readonly OurTarget[];
  /** Those that have something of an earlier time. */
  readonly stale: readonly StaleTarget[];
}

export interface StaleTarget {
  /** What is of an earlier time. */
  readonly kind: StaleKind;
  /** The key of its discovered labels. */
  readonly labels: string;
}

/** The world as it was from change to change. */
export class History {
  readonly #snapshots: Objects[] = [];
  readonly #regexes = createRegexCache(1000);
  #stores: readonly ObjectStore[] = [];

  add(objects: Objects): void {
    this.#snapshots.push(objects);
  }

  /** From here on what is looked up again is as it is now. */
  end(now: Objects): void {
    const current = now.filter(({ kind }) => !NOT_LOOKED_UP.has(kind));
    this.#stores = this.#snapshots.map(then => {
      const old = then.filter(({ kind }) => NOT_LOOKED_UP.has(kind));
      return objectStore([...current, ...old].flatMap(object => readKubernetesObject(object) ?? []));
    });
  }

  /**
   * What a Prometheus that kept running has: of an Endpoints object or a slice of which it shows (`shown`) what it would
   * not show now, the targets are those that it would have had at some time before, the latest that fits.
   */
  keptRunning(job: ScrapeJob, now: readonly OurTarget[], shown: readonly LabelTexts[]): KeptRunning {
    const ours = new Set(now.map(({ target }) => labelsKey(texts(target.discovered))));
    const unexplained = shown.filter(labels => !ours.has(labelsKey(labels)));
    const objects = new Set(unexplained.flatMap(labels => addressesOf(labels) ?? []));
    const keys = new Set(shown.map(labelsKey));
    const stale: StaleTarget[] = [];
    const targets = [...Map.groupBy(now, ({ group }) => group).values()].flatMap(group => {
      const [first] = group;
      if (!first || !objects.has(first.key)) return group;
      const earlier = this.#earlier(job, group, keys);
      for (const [index, { target }] of earlier.entries()) {
        const [then, other] = [texts(target.discovered), group[index]?.target];
        const kind = other && differenceOf(then, texts(other.discovered));
        if (kind) stale.push({ kind, labels: labelsKey(then) });
      }
      return earlier;
    });
    return { targets, stale };
  }

  #earlier(job: ScrapeJob, group: readonly OurTarget[], shown: ReadonlySet<string>): readonly OurTarget[] {
    const fit = (targets: readonly OurTarget[]) =>
      targets.filter(({ target }) => shown.has(labelsKey(texts(target.discovered)))).length;
    let best = group;
    for (const store of this.#stores.toReversed()) {
      const targets = this.#made(job, group, store);
      if (fit(targets) > fit(best)) best = targets;
    }
    return best;
  }

  #made(job: ScrapeJob, group: readonly OurTarget[], store: ObjectStore): readonly OurTarget[] {
    const [first] = group;
    const discovery = first && job.discoveries[first.discovery];
    if (!first || discovery?.kind !== 'kubernetes') return group;
    const [namespace = '', name = ''] = first.key.split('/');
    const object = store.find(KIND_OF_ROLE[discovery.config.role], namespace, name);
    const made = object && groupOf(object, discovery.config, store);
    if (!made || typeof made === 'string') return group;
    const targets = groupTargets(job, made, targetSettings(job, this.#regexes));
    return targets.map((target, index) => ({ ...first, ref: `${first.group} ${index}`, target }));
  }
}

/** The object of Endpoints or slices that the labels are from. */
function addressesOf(labels: LabelTexts): string | undefined {
  const name = labels['__meta_kubernetes_endpoints_name'] ?? labels['__meta_kubernetes_endpointslice_name'];
  return name === undefined ? undefined : `${labels['__meta_kubernetes_namespace']}/${name}`;
}

/** What differs between labels of the same address at two times; undefined when nothing does. */
function differenceOf(one: LabelTexts, other: LabelTexts): StaleKind | undefined {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(name => one[name] !== other[name]);
  if (names.length === 0) return undefined;
  if (names.every(name => /^__meta_kubernetes_node_/.test(name))) return 'node';
  return names.every(name => /^__meta_kubernetes_pod_(?:deployment|job|cronjob)_name$/.test(name)) ? 'owner' : 'pod';
}

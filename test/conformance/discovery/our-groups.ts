import { readKubernetesObject } from '../../../src/kubernetes/objects/kubernetes-object.ts';
import { readPrometheusConfig } from '../../../src/prometheus/config/read.ts';
import type { DiscoveryConfig } from '../../../src/prometheus/discovery/discovery-config.ts';
import { discoverGroups } from '../../../src/prometheus/discovery/kubernetes-discovery.ts';
import { objectStore } from '../../../src/prometheus/discovery/object-store.ts';
import { readDiscoveryConfig } from '../../../src/prometheus/discovery/read-discovery-config.ts';
import { parseSource } from '../../../src/yaml/source.ts';

/** A question to the oracle: the target groups that an entry of `kubernetes_sd_configs` has of these objects. */
export interface DiscoveryRequest {
  readonly op: 'discovery';
  readonly sd: object;
  readonly objects: readonly object[];
  readonly own_namespace: string;
}

type LabelTexts = Readonly<Record<string, string>>;

/** A group as the oracle writes it. */
export interface GroupAnswer {
  readonly source: string;
  readonly labels: LabelTexts | null;
  readonly targets: readonly LabelTexts[] | null;
}

/** Groups by source and the targets of each in one order: Prometheus sends them in any. */
export interface PlainGroup {
  readonly source: string;
  readonly labels: LabelTexts;
  readonly targets: readonly LabelTexts[];
}

/** The groups that we discover, of Prometheus' newest version. */
export function ourGroups(request: DiscoveryRequest): readonly PlainGroup[] {
  const objects = request.objects.flatMap(object => readKubernetesObject(object) ?? []);
  const groups = discoverGroups(discoveryConfigOf(request), objectStore(objects)).map(group => ({
    source: group.source,
    labels: Object.fromEntries(group.labels),
    targets: group.targets.map(target => Object.fromEntries(target)),
  }));
  return plainGroups(groups);
}

export function plainGroups(groups: readonly GroupAnswer[]): readonly PlainGroup[] {
  return groups
    .map(({ source, labels, targets }) => ({ source, labels: labels ?? {}, targets: sorted(targets ?? []) }))
    .toSorted((a, b) => order(a.source, b.source));
}

/** The entry as discovery reads it; throws for one that Prometheus refuses. */
export function discoveryConfigOf({ sd, own_namespace }: DiscoveryRequest): DiscoveryConfig {
  const job = { job_name: 'discovery', kubernetes_sd_configs: [sd] };
  const [document] = parseSource(JSON.stringify({ scrape_configs: [job] }), 'prometheus').documents;
  const entry = document && readPrometheusConfig(document).scrapeConfigs[0]?.kubernetesSdConfigs[0];
  if (!entry) throw new Error(`no entry: ${JSON.stringify(sd)}`);
  const reading = readDiscoveryConfig(entry, { ownNamespace: own_namespace, version: 'unknown' });
  if (reading.state !== 'read') throw new Error(`${reading.why}: ${JSON.stringify(sd)}`);
  return reading.config;
}

function sorted(targets: readonly LabelTexts[]): readonly LabelTexts[] {
  const keyed = targets.map(target => {
    const entries = Object.entries(target).toSorted(([a], [b]) => order(a, b));
    return { target, key: JSON.stringify(entries) };
  });
  return keyed.toSorted((a, b) => order(a.key, b.key)).map(({ target }) => target);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

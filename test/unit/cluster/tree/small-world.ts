import assert from 'node:assert/strict';
import { TargetsTree } from '../../../../src/cluster/tree/targets-tree.ts';
import type { WorkerConfiguration } from '../../../../src/cluster/worker-protocol.ts';
import { type KubernetesObject, readKubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { readScrapeJobs } from '../../../../src/prometheus/targets/read-scrape-jobs.ts';
import type { ScrapeJob } from '../../../../src/prometheus/targets/scrape-job.ts';
import type { TargetsRow } from '../../../../src/protocol/targets.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

/** A running pod with one container that has these ports; none for a container without. */
export function pod(namespace: string, name: string, ip: string, ports: readonly number[] = [8080]): KubernetesObject {
  return object({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: name.replace(/-.*/, '') } },
    spec: { containers: [{ name: 'main', image: 'i', ports: ports.map(containerPort => ({ containerPort })) }] },
    status: { phase: 'Running', podIP: ip, conditions: [{ type: 'Ready', status: 'True' }] },
  });
}

function object(value: object): KubernetesObject {
  const read = readKubernetesObject(value);
  assert.ok(read);
  return read;
}

export function jobsOf(text: string): readonly ScrapeJob[] {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  return readScrapeJobs(readPrometheusConfig(document), { ownNamespace: undefined, version: 'unknown' });
}

export function configuration(text: string, saved: string | null = null): WorkerConfiguration {
  return {
    id: 'file:///w/prometheus.yml',
    name: 'prometheus.yml',
    folder: 'w',
    uri: 'file:///w/prometheus.yml',
    text: 'current',
    jobs: jobsOf(text),
    savedJobs: saved === null ? null : jobsOf(saved),
    account: null,
    accountJobs: [],
  };
}

/** A tree over objects that do not change, all of them known. */
export function treeOf(
  objects: readonly KubernetesObject[],
  ...configurations: readonly WorkerConfiguration[]
): TargetsTree {
  const tree = new TargetsTree(objectStore(objects));
  tree.setConfigurations(configurations);
  tree.setKnowledge(() => ({ state: 'complete' }));
  tree.setContext({ name: 'kind', chosen: 'kubeconfig', server: 'https://x', cluster: { state: 'connected' } });
  assert.equal(
    tree.work(() => true),
    'idle',
  );
  return tree;
}

export interface Asked {
  readonly limit: number;
  readonly filter: string;
}

export const EVERYTHING: Asked = { limit: 500, filter: '' };

export function below(
  tree: TargetsTree,
  parent: string | null,
  asked: Asked = EVERYTHING,
): Promise<readonly TargetsRow[]> {
  return tree.rows({ parent, ...asked }, new AbortController().signal);
}

/** The one row of a kind below a row. */
export async function rowBelow(
  tree: TargetsTree,
  parent: string | null,
  kind: TargetsRow['kind'],
): Promise<TargetsRow> {
  const found = (await below(tree, parent)).find(row => row.kind === kind);
  assert.ok(found, `a row of kind ${kind}`);
  return found;
}

/** The whole tree as text, one row a line, to the given depth. */
export async function drawn(tree: TargetsTree, depth: number, asked: Asked = EVERYTHING): Promise<string> {
  const lines: string[] = [];
  const draw = async (parent: string | null, indent: string, left: number): Promise<void> => {
    for (const row of await below(tree, parent, asked)) {
      lines.push(`${indent}${textOf(row)}`);
      if (left > 1) await draw(row.id, `${indent}  `, left - 1);
    }
  };
  await draw(null, '', depth);
  return lines.join('\n');
}

function textOf(row: TargetsRow): string {
  const object = (one: { kind: string; namespace: string; name: string } | null) =>
    one ? ` (${one.kind} ${one.namespace}/${one.name})` : '';
  const counts = (one: { active: number; dropped: number; failed: number }) =>
    `${one.active} active, ${one.dropped} dropped, ${one.failed} failed`;
  switch (row.kind) {
    case 'context':
      return `context ${row.name}: ${row.cluster.state}`;
    case 'configuration':
      return `configuration ${row.name}: ${counts(row.counts)}`;
    case 'job': {
      const { effect } = row;
      const edit = effect ? `, +${effect.added} -${effect.removed} ~${effect.relabelled}` : '';
      const refused = row.refusal ? `, ${counts(row.refusal.counts)} without ${row.refusal.what}` : '';
      return `job ${row.name}: ${counts(row.counts)}, ${row.knowledge.state}${edit}${refused}`;
    }
    case 'namespace':
      return `namespace ${row.name}: ${row.count}`;
    case 'target':
      return `${row.standing} ${row.url}${object(row.object)}${row.merged > 1 ? ` ×${row.merged}` : ''}`;
    case 'group':
      return `${row.group}: ${row.count}`;
    case 'reason':
      return `by ${row.text}: ${row.count}`;
    case 'discovered':
      return `discovered ${row.address}${object(row.object)}`;
    case 'labels':
      return `${row.which} labels: ${row.labels.length}`;
    case 'label':
      return `${row.name}=${row.value}`;
    case 'object':
      return `object${object(row.object)}`;
    case 'more':
      return `${row.remaining} more`;
    case 'note':
      return `note: ${row.text}`;
  }
}

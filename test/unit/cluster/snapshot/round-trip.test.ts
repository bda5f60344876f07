import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSnapshot } from '../../../../src/cluster/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../../../../src/cluster/snapshot/snapshot.ts';
import { snapshotPieces } from '../../../../src/cluster/snapshot/write-snapshot.ts';
import { type KubernetesObject, readKubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { ATTACH_METADATA_OPTIONS, KUBERNETES_ROLES } from '../../../../src/prometheus/config/kubernetes-sd-config.ts';
import { discoverGroups } from '../../../../src/prometheus/discovery/kubernetes-discovery.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { randomObjects } from '../../../conformance/discovery/random-objects.ts';
import { Random, runSeed } from '../../../conformance/random.ts';
import { discoveryConfig, object } from '../../prometheus/discovery/discovered.ts';

const SOURCE = { recorded: '2026-01-02T03:04:05.000Z', context: 'kind-dev', missing: [] } as const;

function written(objects: readonly KubernetesObject[]): string {
  return [...snapshotPieces(objectStore(objects), SOURCE)].map(({ text }) => text).join('');
}

function readBack(text: string): Snapshot {
  const reading = parseSnapshot(text);
  assert.ok(reading.ok, 'the recording is read');
  return reading.snapshot;
}

function byName(objects: Iterable<KubernetesObject>): readonly KubernetesObject[] {
  const key = ({ kind, metadata }: KubernetesObject) => `${kind}/${metadata.namespace}/${metadata.name}`;
  return [...objects].toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

test('a recording gives the same objects and the same groups of every role back', () => {
  const seed = runSeed();
  const random = new Random(seed);
  const groupsOf = (objects: readonly KubernetesObject[]) =>
    KUBERNETES_ROLES.map(role => {
      const config = discoveryConfig(role, { attach: new Set(ATTACH_METADATA_OPTIONS) });
      return discoverGroups(config, objectStore(objects));
    });
  let groups = 0;
  for (let round = 0; round < 300; round += 1) {
    const json = JSON.parse(JSON.stringify(randomObjects(random, random.pick(['orderly', 'wild'])))) as unknown[];
    const objects = byName(json.flatMap(one => readKubernetesObject(one) ?? [])).filter(
      one => one.metadata.name !== '',
    );
    const snapshot = readBack(written(objects));
    assert.deepEqual(byName(snapshot.objects), objects, `objects of round ${round} of seed ${seed}`);
    assert.deepEqual(groupsOf(byName(snapshot.objects)), groupsOf(objects), `groups of round ${round} of seed ${seed}`);
    groups += groupsOf(objects).flat().length;
  }
  assert.ok(groups > 1000, `${groups} groups were compared`);
});

test('a recording says where it is from and what is missing', () => {
  const missing = [{ kind: 'Node', why: 'nodes is forbidden' }] as const;
  const text = [...snapshotPieces(objectStore([]), { ...SOURCE, missing })].map(piece => piece.text).join('');
  assert.deepEqual(readBack(text), { ...SOURCE, missing, objects: [], skipped: 0 });
});

test('equal objects give equal texts in any order, an object a line', () => {
  const pods = ['b', 'a'].map(name => object('Pod', name));
  assert.equal(written(pods), written(pods.toReversed()));
  assert.equal(
    written(pods)
      .split('\n')
      .filter(line => line.includes('"name":"')).length,
    2,
  );
});

test('a recording has no environment, no arguments, no secrets and no annotations that hold objects', () => {
  const planted = 'planted-secret';
  const container = { name: 'web', image: 'web:1', args: [planted], command: [planted], env: [{ value: planted }] };
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': `{"spec":"${planted}"}`,
    'example.com/last-applied': planted,
    'objectset.rio.cattle.io/applied': planted,
    'example.com/json': `{"kind":"Pod", "apiVersion" : "v1", "x": "${planted}"}`,
    'example.com/yaml': `apiVersion: v1\nkind: Pod\nx: ${planted}`,
    'example.com/long': planted.padEnd(1025, 'x'),
    'example.com/short': 'y'.repeat(1024),
    'prometheus.io/scrape': 'true',
  };
  const pod = object('Pod', 'web', { spec: { containers: [container], volumes: [planted] } }, { annotations });
  const text = written([pod]);
  assert.ok(!text.includes(planted));
  const [read] = readBack(text).objects;
  assert.ok(read?.kind === 'Pod');
  assert.deepEqual([...read.metadata.annotations.keys()], ['example.com/short', 'prometheus.io/scrape']);
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { snapshotPieces } from '../cluster/snapshot/write-snapshot.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../kubernetes/objects/json.ts';
import { type KubernetesObject, readKubernetesObject } from '../kubernetes/objects/kubernetes-object.ts';
import { objectStore } from '../prometheus/discovery/object-store.ts';
import { aroundTheShop } from './demo/around-the-shop.ts';
import { endpointsOfService } from './demo/endpoints-of-service.ts';
import { at, ofKind, readManifests } from './demo/manifests.ts';
import { generatedUid } from './demo/names.ts';
import { NODES, nodeObject, WORKERS } from './demo/node-of.ts';
import { PodAddresses, podObject, podsOfWorkload } from './demo/pods-of-workload.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

const DEMO = path.join(PROJECT_ROOT, 'test/workspaces/demo');

/** The recording of the demo workspace. */
export const DEMO_SNAPSHOT = path.join(DEMO, 'demo.prometheus-snapshot.json');

/** Any time does, as long as it stays. */
const RECORDED = '2026-01-05T09:00:00.000Z';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'monitoring', 'shop'] as const;

/**
 * The text of the demo's recording: the cluster that the demo's manifests make, with what every cluster has besides, caught
 * while a pod of `checkout` has no address yet and a job has run. Always the same for the same manifests.
 */
export function demoSnapshot(): string {
  const source = { recorded: RECORDED, context: 'demo', missing: [] };
  return [...snapshotPieces(objectStore(demoObjects()), source)].map(({ text }) => text).join('');
}

function demoObjects(): readonly KubernetesObject[] {
  const manifests = [...readManifests(DEMO, ['shop', 'prometheus']), ...aroundTheShop()];
  const addresses = new PodAddresses();
  const workloads = ofKind(manifests, 'Deployment', 'StatefulSet', 'DaemonSet');
  const running = workloads.flatMap(workload => podsOfWorkload(workload, addresses)).map(objectOf);
  const owned = [...running.map(starting), ...reportJob(addresses)];
  const services = ofKind(manifests, 'Service').map(withAddress);
  const pods = ofKind(owned, 'Pod');
  const all = [
    ...NODES.map(nodeObject),
    ...NAMESPACES.map(name => namespaceObject(name, manifests)),
    ...owned,
    ...services,
    ...services.flatMap(service => endpointsOfService(service, pods)),
    ...ofKind(manifests, 'Ingress'),
  ];
  return all.flatMap(object => readKubernetesObject(JSON.parse(JSON.stringify(object))) ?? []);
}

function namespaceObject(name: string, manifests: readonly JsonObject[]): object {
  const written = ofKind(manifests, 'Namespace').find(one => at(one, 'metadata', 'name') === name);
  const labels = { ...objectOf(at(written, 'metadata', 'labels')), 'kubernetes.io/metadata.name': name };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** The second pod of `checkout` has only been scheduled. */
function starting(object: JsonObject, index: number, all: readonly JsonObject[]): JsonObject {
  const isOfCheckout = (one: JsonObject) => textOf(at(one, 'metadata', 'name')).startsWith('checkout-');
  const last = all.findLastIndex(one => one['kind'] === 'Pod' && isOfCheckout(one));
  if (index !== last) return object;
  const { hostIP } = objectOf(object['status']);
  return { ...object, status: { phase: 'Pending', hostIP, conditions: [{ type: 'Ready', status: 'False' }] } };
}

/** A job of a CronJob that has run: its pod keeps its address. */
function reportJob(addresses: PodAddresses): readonly JsonObject[] {
  const namespace = 'shop';
  const name = 'sales-report-29458140';
  const labels = { 'app.kubernetes.io/name': 'sales-report', 'batch.kubernetes.io/job-name': name };
  const container = {
    name: 'report',
    image: 'registry.example.com/shop/report:1.3.0',
    ports: [{ name: 'metrics', containerPort: 9102 }],
  };
  const pod = podObject({
    name: `${name}-7kq2x`,
    namespace,
    template: { metadata: { labels }, spec: { containers: [container], restartPolicy: 'Never' } },
    controller: { kind: 'Job', name },
    hash: undefined,
    node: WORKERS[0] ?? NODES[0],
    addresses,
  });
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'sales-report', controller: true };
  const metadata = { name, namespace, uid: generatedUid(name), ownerReferences: [owner] };
  const finished = { phase: 'Succeeded', conditions: [{ type: 'Ready', status: 'False' }] };
  return [
    { apiVersion: 'batch/v1', kind: 'Job', metadata },
    { ...pod, status: { ...objectOf(pod['status']), ...finished } },
  ];
}

/** What an API server fills in. */
function withAddress(service: JsonObject, index: number): JsonObject {
  const spec = objectOf(service['spec']);
  const ports = listOf(spec['ports'], port => ({ protocol: 'TCP', ...objectOf(port) }));
  const clusterIP = spec['clusterIP'] ?? `203.0.113.${index + 10}`;
  const filled = { type: 'ClusterIP', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', ...spec, ports, clusterIP };
  return { ...service, spec: filled };
}

/** `node src/cli/demo-snapshot.ts` writes it. */
if (import.meta.main) await writeFile(DEMO_SNAPSHOT, demoSnapshot());

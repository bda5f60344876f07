import { NODES, type Odd } from './odd.ts';

export const REPLICA_SETS = ['web-abc', 'db-def'] as const;
export const JOBS = ['nightly-28', 'once'] as const;

const POD_OWNERS = [
  ['ReplicaSet', REPLICA_SETS[0]],
  ['ReplicaSet', REPLICA_SETS[0]],
  ['ReplicaSet', REPLICA_SETS[0]],
  ['ReplicaSet', REPLICA_SETS[1]],
  ['ReplicaSet', 'gone'],
  ['Job', JOBS[0]],
  ['Job', JOBS[0]],
  ['Job', JOBS[0]],
  ['Job', JOBS[1]],
  ['Job', ''],
  ['StatefulSet', 'web'],
  ['', ''],
] as const;

const CONTAINERS = ['main', 'sidecar', 'init-db', ''] as const;

/** A pod in any state: no address, terminating, finished, on the host's network, on a node that is not there. */
export function randomPod(odd: Odd, name: string): object {
  const { random } = odd;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...odd.metadata(name),
      ownerReferences: odd.owners(POD_OWNERS),
      deletionTimestamp: random.happens(1, 8) ? '2026-01-01T00:00:00Z' : undefined,
    },
    spec: random.happens(1, 40) ? null : spec(odd),
    status: random.happens(1, 40) ? null : status(odd),
  };
}

function spec(odd: Odd): object {
  const { random } = odd;
  return {
    nodeName: odd.maybe(random.pick([...NODES, 'gone', ''])),
    hostNetwork: odd.half(random.happens(1, 2)),
    restartPolicy: odd.maybe(random.pick(['Always', 'Never'])),
    schedulerName: odd.half('default-scheduler'),
    serviceAccountName: odd.half('default'),
    containers: odd.list(3, () => container(odd)),
    initContainers: odd.half(odd.list(2, () => ({ ...container(odd), restartPolicy: odd.half('Always') }))),
    ephemeralContainers: odd.half([{ name: 'debug', ports: [] }]),
  };
}

function container(odd: Odd): object {
  return {
    name: odd.maybe(odd.random.pick(CONTAINERS)),
    image: odd.maybe('registry.example.com/web:1@sha256:0'),
    ports: odd.list(3, () => ({
      name: odd.portName(),
      containerPort: odd.maybe(odd.port()),
      protocol: odd.protocol(),
      hostPort: odd.half(80),
    })),
  };
}

function status(odd: Odd): object {
  const { random } = odd;
  const ip = odd.ip();
  const statuses = () =>
    odd.list(3, () => ({ name: random.pick(CONTAINERS), containerID: odd.maybe('containerd://0123'), ready: true }));
  const condition = () => ({
    type: random.pick(['Ready', 'Ready', 'Initialized', 'ready']),
    status: odd.maybe(random.pick(['True', 'False', 'Unknown', ''])),
  });
  return {
    phase: odd.maybe(random.pick(['Running', 'Pending', 'Succeeded', 'Failed', 'Unknown', ''])),
    podIP: odd.maybe(ip),
    podIPs: odd.half([{ ip }]),
    hostIP: odd.maybe(odd.ip()),
    nominatedNodeName: odd.half('node-1'),
    conditions: odd.list(3, condition),
    containerStatuses: statuses(),
    initContainerStatuses: statuses(),
  };
}

/** A ReplicaSet or Job, managed by a Deployment, a CronJob, something else, or nothing. */
export function randomOwner(odd: Odd, kind: 'ReplicaSet' | 'Job', name: string): object {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const usual = kind === 'Job' ? 'CronJob' : 'Deployment';
  const other = kind === 'Job' ? 'Deployment' : 'CronJob';
  const ownerReferences = odd.owners([
    [usual, 'web'],
    [usual, 'web'],
    [usual, 'web'],
    [usual, 'nightly'],
    [usual, ''],
    [other, 'web'],
    ['Rollout', 'web'],
  ]);
  return { apiVersion, kind, metadata: { ...odd.metadata(name), ownerReferences } };
}

import type { Manifest } from '../../cluster/admin-api.ts';

type Texts = Readonly<Record<string, string>>;

/** Who an object belongs to; the first is its controller. The uid is found when the object is created. */
export interface OwnerName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

export interface Meta {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly owners?: readonly OwnerName[];
}

export interface ContainerRequest {
  readonly name: string;
  readonly ports?: readonly object[];
  readonly sidecar?: 'sidecar';
}

export interface PodRequest extends Meta {
  readonly node?: string;
  readonly ips?: readonly string[];
  readonly phase?: 'Running' | 'Pending' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly ready?: 'True' | 'False' | 'Unknown';
  readonly containers?: readonly ContainerRequest[];
  readonly init?: readonly ContainerRequest[];
  /** More of the spec. */
  readonly spec?: object;
}

const HTTP: ContainerRequest = { name: 'app', ports: [{ name: 'http', containerPort: 8080 }] };

/** An object of a kind that says nothing of itself but this. */
export function object(apiVersion: string, kind: string, at: string, meta: Meta, content: object = {}): Manifest {
  const [namespace, name] = at.includes('/') ? at.split('/') : [undefined, at];
  return { apiVersion, kind, metadata: metadata(namespace, name ?? '', meta), ...content };
}

function metadata(namespace: string | undefined, name: string, { labels, annotations, owners }: Meta) {
  const ownerReferences = owners?.map((owner, index) => ({ ...owner, uid: 'unknown', controller: index === 0 }));
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(ownerReferences ? { ownerReferences } : {}),
  };
}

/** A pod, `namespace/name`, on the first node and ready where nothing else is said. */
export function pod(at: string, request: PodRequest): Manifest {
  const { node = 'node-a', ips = [], phase = 'Running', ready = phase === 'Running' ? 'True' : 'False' } = request;
  const { containers = [HTTP], init = [], spec = {} } = request;
  const scheduled = node === '' ? {} : { nodeName: node };
  const content = {
    spec: {
      ...scheduled,
      containers: containers.map(container),
      initContainers: init.map(container),
      ...spec,
    },
    status: {
      phase,
      hostIP: '192.0.2.10',
      hostIPs: [{ ip: '192.0.2.10' }],
      ...(ips[0] === undefined ? {} : { podIP: ips[0], podIPs: ips.map(ip => ({ ip })) }),
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: ready },
      ],
      containerStatuses: containers.map(containerStatus),
      initContainerStatuses: init.map(containerStatus),
    },
  };
  return object('v1', 'Pod', at, request, content);
}

function container({ name, ports = [], sidecar }: ContainerRequest) {
  const restart = sidecar ? { restartPolicy: 'Always' } : {};
  return { name, image: `registry.example/${name}:1.2.3`, ports, ...restart };
}

function containerStatus({ name }: ContainerRequest) {
  const image = `registry.example/${name}:1.2.3`;
  return { name, image, imageID: `sha256:${name}`, containerID: `containerd://${name}`, ready: true, restartCount: 0 };
}

/** A service; `content` may have a spec and a status. */
export function service(at: string, meta: Meta, spec: object, status?: object): Manifest {
  return object('v1', 'Service', at, meta, { spec, ...(status ? { status } : {}) });
}

import {
  ATTACH_METADATA_OPTIONS,
  KUBERNETES_ROLES,
  type KubernetesRole,
} from '../../../src/prometheus/config/kubernetes-sd-config.ts';
import type { Random } from '../random.ts';
import { NAMESPACES } from './odd.ts';
import type { DiscoveryRequest } from './our-groups.ts';
import { randomObjects } from './random-objects.ts';

/** Which roles a selector may name. */
const SELECTED: Readonly<Record<KubernetesRole, readonly KubernetesRole[]>> = {
  node: ['node'],
  pod: ['pod', 'node'],
  service: ['service'],
  endpoints: ['endpoints', 'pod', 'service'],
  endpointslice: ['endpointslice', 'pod', 'service'],
  ingress: ['ingress'],
};

const LABEL_SELECTORS = [
  '',
  'app',
  '!app',
  'app=web',
  'app!=web',
  'tier in (a, b, web)',
  'tier notin (a,b)',
  'size>1',
  'app.kubernetes.io/name,tier!=db',
  'app=',
] as const;

/** Conditions on fields by which a real API server selects too. */
const FIELD_SELECTORS: Readonly<Record<KubernetesRole, readonly string[]>> = {
  node: ['metadata.name=node-1', 'metadata.name!=node-1', 'spec.unschedulable=false', 'spec.unschedulable!=false'],
  pod: [
    'status.phase=Running',
    'status.phase!=Succeeded,status.phase!=Failed',
    'spec.nodeName=node-1',
    'metadata.namespace=shop',
    'spec.hostNetwork=true',
    'spec.restartPolicy==Always',
    'status.podIP!=',
    'metadata.name=web-0',
  ],
  service: ['spec.type=LoadBalancer', 'spec.clusterIP!=None', 'metadata.name!=web', 'metadata.namespace!=shop'],
  endpoints: ['metadata.name=web', 'metadata.namespace!=kube-system'],
  endpointslice: ['metadata.name!=web-1a', 'metadata.namespace=shop'],
  ingress: ['metadata.name=front', 'metadata.namespace!=x'],
};

/** Any entry of `kubernetes_sd_configs` that Prometheus loads, and objects for it. */
export function randomDiscovery(random: Random): DiscoveryRequest {
  const role = random.pick(KUBERNETES_ROLES);
  const mood = random.happens(1, 2) ? 'orderly' : 'wild';
  const selectors = random.happens(1, mood === 'wild' ? 2 : 5) ? randomSelectors(random, role) : [];
  const own_namespace = random.pick([NAMESPACES[0], ...NAMESPACES]);
  const attach = ATTACH_METADATA_OPTIONS.filter(() => random.happens(mood === 'wild' ? 2 : 4, 5));
  const sd = {
    role,
    selectors,
    namespaces: random.happens(1, 3) ? randomNamespaces(random) : undefined,
    attach_metadata: random.happens(7, 8) ? Object.fromEntries(attach.map(option => [option, true])) : undefined,
  };
  const fields = selectors.flatMap(selector => fieldsOf(selector.field ?? ''));
  const objects = randomObjects(random, mood).map(object => written(object, fields));
  return { op: 'discovery', sd, objects, own_namespace };
}

interface SelectorText {
  readonly role: KubernetesRole;
  readonly label?: string;
  readonly field?: string;
}

function randomSelectors(random: Random, role: KubernetesRole): readonly SelectorText[] {
  const roles = SELECTED[role].filter(() => random.happens(2, 3));
  return roles.map(one => ({
    role: one,
    ...(random.happens(2, 3) ? { label: random.pick(LABEL_SELECTORS) } : {}),
    ...(random.happens(1, 3) ? { field: random.pick(FIELD_SELECTORS[one]) } : {}),
  }));
}

function randomNamespaces(random: Random): object {
  const names = random.list(0, 3, () => random.pick([NAMESPACES[0], ...NAMESPACES, 'not-there']));
  return random.happens(1, 3) ? { own_namespace: random.happens(4, 5), names } : { names };
}

/**
 * Names, or values, that a real API server fills in, in the object that has none: the oracle's takes them as they stand.
 */
function written(object: object, fields: readonly string[]): object {
  const copy = JSON.parse(JSON.stringify(object)) as Record<string, Record<string, unknown> | null>;
  for (const [top = '', name = ''] of fields.map(field => field.split('.'))) {
    const part = copy[top];
    const isFlag = name === 'hostNetwork' || name === 'unschedulable';
    if (isFlag) copy[top] = { [name]: false, ...part };
    else if (part?.[name] === null) delete part[name];
  }
  return copy;
}

function fieldsOf(selector: string): readonly string[] {
  return selector.split(',').flatMap(condition => /^[\w.]+/.exec(condition) ?? []);
}

import type { AccessRequest } from '../../../src/kubernetes/rbac/access-request.ts';
import type { PolicyRule } from '../../../src/kubernetes/rbac/policy-rule.ts';
import type { Random } from '../random.ts';

const VERBS = ['get', 'list', 'watch', 'create', 'delete', 'patch', 'use'];
const GROUPS = ['', '', '', 'apps', 'discovery.k8s.io', 'networking.k8s.io', 'extensions', 'metrics.k8s.io'];
const PLAIN_RESOURCES = ['pods', 'services', 'endpoints', 'endpointslices', 'nodes', 'ingresses', 'deployments', 'po'];
const SUBRESOURCES = ['log', 'proxy', 'metrics', 'scale', 'status', 'cale'];
const ODD_RESOURCES = ['pods/*', '*/*', '/log', 'pods/', '*pods', 'Pods', '*/', 'pods/log/', '*/log/x'];
const NAMES = ['web', 'db', 'prometheus', 'we'];
const ODD_NAMES = ['', '*', 'w*'];
const URLS = ['/metrics', '/metrics/*', '/metrics/slis', '/metrics*', '/healthz', '/healthz*', '/api', '/api/*', '/'];
const ODD_URLS = ['*', '/api**', '*metrics', '/met*ics', '**', '/metrics/', 'metrics', '/*'];
const PATHS = [
  ...URLS,
  '/metrics/cadvisor',
  '/metrics/',
  '/healthz/ping',
  '/healthzz',
  '/apis',
  '/api/v1',
  'metrics',
  '',
];

export const NAMESPACES: readonly string[] = ['shop', 'shop-two', 'monitoring', 'prod'];

/** A rule that the API server takes: of paths, which only a ClusterRole may have, or of resources. */
export function randomRule(random: Random, where: 'Role' | 'ClusterRole'): PolicyRule {
  const verbs = random.happens(1, 8) ? ['*'] : random.list(1, 4, () => random.pick(VERBS));
  if (where === 'ClusterRole' && random.happens(1, 4)) {
    const nonResourceURLs = random.list(1, 3, () => random.pick(random.happens(1, 5) ? ODD_URLS : URLS));
    return { verbs, apiGroups: [], resources: [], resourceNames: [], nonResourceURLs };
  }
  return {
    verbs: random.happens(1, 20) ? ['GET', 'List'] : verbs,
    apiGroups: random.happens(1, 6) ? ['*'] : random.list(1, 2, () => random.pick(GROUPS)),
    resources: random.list(1, 3, () => randomResource(random)),
    resourceNames: random.happens(1, 4)
      ? random.list(1, 2, () => random.pick(random.happens(1, 4) ? ODD_NAMES : NAMES))
      : [],
    nonResourceURLs: [],
  };
}

function randomResource(random: Random): string {
  switch (random.below(10)) {
    case 0:
      return '*';
    case 1:
      return `*/${random.pick(SUBRESOURCES)}`;
    case 2:
      return random.pick(ODD_RESOURCES);
    case 3:
    case 4:
      return `${random.pick(PLAIN_RESOURCES)}/${random.pick(SUBRESOURCES)}`;
    default:
      return random.pick(PLAIN_RESOURCES);
  }
}

/** Any request in the namespace, nearly always refused. */
export function randomRequest(random: Random, namespace: string): AccessRequest {
  const verb = random.pick([...VERBS, '*', 'GET']);
  if (random.happens(1, 5)) return { kind: 'path', verb, path: random.pick(PATHS) };
  const resource = random.pick([...PLAIN_RESOURCES, '*', '']);
  const subresource = random.happens(1, 3) ? random.pick([...SUBRESOURCES, '*', 'log/x']) : '';
  const name = random.happens(1, 3) ? random.pick([...NAMES, ...ODD_NAMES]) : '';
  return { kind: 'resource', verb, group: random.pick([...GROUPS, '*']), resource, subresource, namespace, name };
}

/** A request in the namespace that the rule allows, or nearly: one of its parts is anything in one of four. */
export function requestNear(random: Random, rule: PolicyRule, namespace: string): AccessRequest {
  const any = randomRequest(random, namespace);
  const aimed = aimedAt(random, rule, any.verb, namespace);
  if (aimed.kind !== any.kind || !random.happens(1, 4)) return aimed;
  const field = random.pick(Object.keys(aimed).filter(key => key !== 'kind' && key !== 'namespace'));
  return { ...aimed, [field]: new Map(Object.entries(any)).get(field) };
}

function aimedAt(random: Random, rule: PolicyRule, anyVerb: string, namespace: string): AccessRequest {
  const verb = concrete(random, random.pick(rule.verbs), anyVerb);
  if (rule.nonResourceURLs.length > 0) {
    const url = random.pick(rule.nonResourceURLs);
    return { kind: 'path', verb, path: url.endsWith('*') ? url.replace(/\*+$/, random.pick(['', 'x', '/x'])) : url };
  }
  const [resource = '', ...below] = random.pick(rule.resources).split('/');
  return {
    kind: 'resource',
    verb,
    group: concrete(random, random.pick(rule.apiGroups), random.pick(GROUPS)),
    resource: concrete(random, resource, random.pick(PLAIN_RESOURCES)),
    subresource: below.join('/'),
    namespace,
    name: rule.resourceNames.length > 0 ? random.pick(rule.resourceNames) : random.pick(['', ...NAMES]),
  };
}

/** Something that a wildcard stands for, now and then the wildcard itself, as `kubectl auth can-i '*' pods` asks. */
function concrete(random: Random, listed: string, instead: string): string {
  return listed === '*' && !random.happens(1, 10) ? instead : listed;
}

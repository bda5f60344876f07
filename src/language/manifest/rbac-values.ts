import { OBJECT_KINDS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { discoveredResource } from '../../prometheus/access/discovered-resource.ts';
import { ATTACH_METADATA_OPTIONS, KUBERNETES_ROLES } from '../../prometheus/config/kubernetes-sd-config.ts';
import { listedResources } from '../../prometheus/discovery/listed-resources.ts';

type Documented = readonly [string, string];

/** See https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export const VERBS: readonly Documented[] = [
  ['get', 'Reads one object by its name, or a path. Scrapes through kubelets and the API server need it.'],
  ['list', 'Reads all objects of a kind. Discovery needs `list` and `watch`, always both.'],
  ['watch', 'Follows the objects of a kind. Discovery needs `list` and `watch`, always both.'],
  ['create', 'Makes objects. Prometheus never does.'],
  ['update', 'Replaces objects. Prometheus never does.'],
  ['patch', 'Changes objects. Prometheus never does.'],
  ['delete', 'Deletes objects. Prometheus never does.'],
  ['deletecollection', 'Deletes all objects of a kind. Prometheus never does.'],
  ['*', 'Everything. It is more than Prometheus ever needs.'],
];

/** A resource as a rule names it. */
export interface RuleResource {
  readonly group: string;
  readonly resource: string;
  readonly doc: string;
}

/** What is read by paths of the API server. */
const SCRAPED: readonly RuleResource[] = [
  {
    group: '',
    resource: 'nodes/metrics',
    doc: '`get` lets Prometheus scrape kubelets: their own metrics, cAdvisor, resources and probes.',
  },
  {
    group: '',
    resource: 'nodes/proxy',
    doc: '`get` lets Prometheus scrape nodes through the API server, and whoever has it run commands in pods. `nodes/metrics` is enough for kubelets that are scraped directly.',
  },
  { group: '', resource: 'pods/proxy', doc: '`get` lets Prometheus scrape pods through the API server.' },
  { group: '', resource: 'services/proxy', doc: '`get` lets Prometheus scrape services through the API server.' },
];

/** The resources that a Prometheus may need, with what for. */
export function ruleResources(): readonly RuleResource[] {
  const discovered = OBJECT_KINDS.map(kind => ({ ...discoveredResource(kind), doc: neededBy(kind) }));
  return [...discovered, ...SCRAPED];
}

/** The API groups of these resources. */
export function ruleGroups(): readonly Documented[] {
  const byGroup = Map.groupBy(ruleResources(), ({ group }) => group);
  return [...byGroup].map(([group, all]) => {
    const names = all.map(({ resource }) => `\`${resource}\``).join(', ');
    return [group, `${group === '' ? 'The core: ' : 'Of Prometheus’ discovery: '}${names}.`];
  });
}

function neededBy(kind: ObjectKind): string {
  const listedBy = (
    role: (typeof KUBERNETES_ROLES)[number],
    attach: readonly (typeof ATTACH_METADATA_OPTIONS)[number][],
  ) =>
    listedResources({
      role,
      namespaces: 'all',
      selectors: new Map(),
      attach: new Set(attach),
      version: 'unknown',
    }).some(one => one.kind === kind);
  const roles = KUBERNETES_ROLES.filter(role => listedBy(role, [])).map(role => `\`role: ${role}\``);
  const options = ATTACH_METADATA_OPTIONS.filter(option =>
    KUBERNETES_ROLES.some(role => !listedBy(role, []) && listedBy(role, [option])),
  ).map(option => `\`attach_metadata.${option}\``);
  return `Listed and watched for ${[...roles, ...options].join(', ')}.`;
}

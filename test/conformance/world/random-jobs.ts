import { createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import type { RelabelAction } from '../../../src/prometheus/relabel/rule.ts';
import { RELABEL_ACTIONS } from '../../../src/prometheus/relabel/rule.ts';
import { validateRule } from '../../../src/prometheus/relabel/validate.ts';
import { EMPTY_WRITTEN_RULE, type WrittenRule } from '../../../src/prometheus/relabel/written-rule.ts';
import type { Random } from '../random.ts';
import { yamlRules } from '../relabel/random-rules.ts';
import { DIMENSIONS } from './job-table.ts';
import { listItem, type WorldJob } from './table-jobs.ts';

type Role = (typeof DIMENSIONS.role)[number];

const NAMESPACES = ['shop', 'pay', 'infra', 'monitoring', 'leaving', 'default', 'absent'];
const OPTIONS = ['node', 'namespace', 'deployment', 'job', 'cronjob'];

const SELECTOR_ROLES: Readonly<Record<Role, readonly Role[]>> = {
  node: ['node'],
  pod: ['pod', 'node'],
  service: ['service'],
  endpoints: ['endpoints', 'service', 'pod'],
  endpointslice: ['endpointslice', 'service', 'pod'],
  ingress: ['ingress'],
};

const LABEL_SELECTORS = [
  'app',
  '!app',
  'app=web',
  'app in (web, db, agent),app!=db',
  'app notin (web)',
  'empty',
  'empty=',
  'app.kubernetes.io/name==web',
  '0digit<1',
  'pool in (general, six)',
  'kubernetes.io/service-name notin (web)',
  '',
];

const FIELD_SELECTORS: Readonly<Record<Role, readonly string[]>> = {
  node: ['spec.unschedulable!=true', 'metadata.name=node-a', ''],
  pod: [
    'status.phase=Running',
    'spec.nodeName=node-a',
    'status.podIP!=198.18.1.1',
    'spec.hostNetwork=true',
    'spec.restartPolicy!=Never',
  ],
  service: ['spec.type=ClusterIP', 'spec.clusterIP!=None', 'metadata.name!=web'],
  endpoints: ['metadata.namespace!=shop', 'metadata.name!=outside'],
  endpointslice: ['metadata.namespace!=pay'],
  ingress: ['metadata.name!=web', 'metadata.namespace=pay'],
};

/** What the labels of targets are called; `ROLE` stands for the role. */
const LABELS = [
  '__address__',
  '__meta_kubernetes_namespace',
  '__meta_kubernetes_ROLE_name',
  '__meta_kubernetes_ROLE_label_app',
  '__meta_kubernetes_ROLE_labelpresent_empty',
  '__meta_kubernetes_ROLE_annotation_prometheus_io_port',
  '__meta_kubernetes_ROLE_annotation_example_com_unicode',
  '__meta_kubernetes_service_name',
  '__meta_kubernetes_service_type',
  '__meta_kubernetes_pod_name',
  '__meta_kubernetes_pod_phase',
  '__meta_kubernetes_pod_ready',
  '__meta_kubernetes_pod_node_name',
  '__meta_kubernetes_pod_container_name',
  '__meta_kubernetes_pod_container_port_number',
  '__meta_kubernetes_pod_container_init',
  '__meta_kubernetes_endpoint_ready',
  '__meta_kubernetes_endpointslice_port',
  '__meta_kubernetes_endpointslice_endpoint_conditions_terminating',
  '__meta_kubernetes_node_label_pool',
  '__meta_kubernetes_ingress_host',
  '__metrics_path__',
  '__scheme__',
  'job',
  'a',
  'b',
];

const TARGETS = [
  'a',
  'b',
  'c',
  'job',
  'instance',
  '__tmp',
  '__address__',
  '__metrics_path__',
  '__scheme__',
  '__param_x',
  '__scrape_interval__',
];

const REGEXES = [
  '(.*)',
  '.+',
  '',
  'shop|pay',
  '(web|db|agent).*',
  '(.+)-([0-9a-z]+)',
  '([^:]+)(?::(\\d+))?',
  '.*:(80|8080|9090)',
  '(?i:TRUE)',
  'Running|Pending',
  '.*[é漢😀ï].*',
  '198\\.18\\.(\\d+)\\..*',
  '\\[.*',
  '(?s).*\\n.*',
  '__meta_kubernetes_[a-z]+_annotation.*',
  '__meta_.*present.*',
  '[^_].*',
];

/** With these no two labels become one. */
const MAPS = [
  ['__meta_kubernetes_(.+)', 'k8s_$1'],
  ['__meta_kubernetes_pod_label_(.+)', '$1'],
  ['__meta_kubernetes_node_(.+)', 'node_$1'],
  ['__meta_(.*)annotation_(.*)', 'x_$1_y_$2'],
] as const;

const TEMPLATES = ['$1', '$2', '$0', 'x', '', '${1}-$2', '$1:9100', '10s', 'https', '/p?$1', 'ü$1', '$$1', '$absent'];

/** Jobs from a seed: discovery and rules that each have something to do in the world. */
export function randomJobs(random: Random, count: number): readonly WorldJob[] {
  return Array.from({ length: count }, (_, index) => randomJob(random, `random ${index + 1}`));
}

function randomJob(random: Random, name: string): WorldJob {
  const entries = random.list(1, random.happens(1, 4) ? 2 : 1, () => randomDiscovery(random));
  const lines = [`job_name: ${name}`];
  if (random.happens(1, 4)) lines.push(`metrics_path: ${random.pick(['/stats', 'relative', '"/a?b"'])}`);
  if (random.happens(1, 4)) lines.push(`scheme: ${random.pick(['http', 'https'])}`);
  if (random.happens(1, 4))
    lines.push(`params: { ${random.pick(['x: [1, 2]', 'x: []', 'module: ["ü &"]', 'y: [""]'])} }`);
  if (random.happens(1, 4)) lines.push('scrape_interval: 1d1h', 'scrape_timeout: 30s');
  if (random.happens(1, 6))
    lines.push('static_configs: [{ targets: ["static.example:1", "[::1]:2"], labels: { a: "1e3", b: "" } }]');
  lines.push('kubernetes_sd_configs:', ...entries.flatMap(({ lines }) => lines));
  const rules = random.list(0, 5, () => randomRule(random, entries[0]?.role ?? 'pod'));
  if (rules.length > 0)
    lines.push(
      'relabel_configs:',
      ...yamlRules(rules)
        .split('\n')
        .map(rule => `  ${rule}`),
    );
  return { name, lines };
}

function randomDiscovery(random: Random): { readonly role: Role; readonly lines: readonly string[] } {
  const role = random.pick(DIMENSIONS.role);
  const lines = [`role: ${role}`];
  if (random.happens(1, 3))
    lines.push(`namespaces: { names: [${random.list(1, 3, () => random.pick(NAMESPACES)).join(', ')}] }`);
  const selectors = SELECTOR_ROLES[role].filter(() => random.happens(1, 3)).map(of => selector(random, of));
  if (selectors.length > 0) lines.push(`selectors: [${selectors.join(', ')}]`);
  const options = OPTIONS.filter(() => random.happens(1, 3)).map(option => `${option}: true`);
  if (options.length > 0) lines.push(`attach_metadata: { ${options.join(', ')} }`);
  return { role, lines: listItem(lines) };
}

function selector(random: Random, role: Role): string {
  const label = random.happens(2, 3) ? `, label: ${JSON.stringify(random.pick(LABEL_SELECTORS))}` : '';
  const field = random.happens(1, 2) ? `, field: ${JSON.stringify(random.pick(FIELD_SELECTORS[role]))}` : '';
  return `{ role: ${role}${label}${field} }`;
}

function randomRule(random: Random, role: Role): WrittenRule {
  for (;;) {
    const rule = anyRule(random, role);
    const settings = { names: 'utf8', version: 'unknown', regexes: createRegexCache(1) } as const;
    if (validateRule(rule, settings).length === 0) return rule;
  }
}

function anyRule(random: Random, role: Role): WrittenRule {
  const action = random.pick(RELABEL_ACTIONS);
  const of = (...actions: readonly RelabelAction[]) => actions.includes(action);
  if (action === 'labelmap') {
    const [regex, replacement] = random.pick(MAPS);
    return { ...EMPTY_WRITTEN_RULE, action, regex, replacement };
  }
  if (action === 'labelkeep')
    return { ...EMPTY_WRITTEN_RULE, action, regex: '__(?:address|scheme|scrape_).*|job|a|.*name' };
  const label = () => random.pick(LABELS).replace('ROLE', role);
  const hasRegex = of('replace', 'keep', 'drop', 'labeldrop') && random.happens(4, 5);
  return {
    ...EMPTY_WRITTEN_RULE,
    action: action === 'replace' && random.happens(1, 2) ? undefined : action,
    sourceLabels: of('labeldrop') ? undefined : random.list(1, of('keepequal', 'dropequal') ? 1 : 2, label),
    regex: hasRegex || of('keep', 'drop', 'labeldrop') ? randomRegex(random, action) : undefined,
    targetLabel: of('keep', 'drop', 'labeldrop')
      ? undefined
      : of('keepequal', 'dropequal')
        ? label()
        : random.pick(TARGETS),
    replacement: of('replace') && random.happens(1, 2) ? random.pick(TEMPLATES) : undefined,
    modulus: of('hashmod') ? BigInt(random.pick([1, 2, 3, 1000])) : undefined,
    separator:
      of('replace', 'keep', 'drop', 'hashmod') && random.happens(1, 4) ? random.pick(['', ':', '@@']) : undefined,
  };
}

/** Few of the rules that drop should drop everything, and few of those that remove labels all addresses. */
function randomRegex(random: Random, action: RelabelAction): string {
  if (action === 'labeldrop') return random.pick(REGEXES.slice(-3, -1));
  if (action === 'keep' && random.happens(1, 2)) return random.pick(['(.*)', '.*', 'true|', '.*[a-z].*']);
  return random.pick(REGEXES);
}

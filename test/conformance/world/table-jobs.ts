import type { TableRow } from './job-table.ts';
import { tableRules } from './table-rules.ts';

/** A job with what it is there for. */
export interface WorldJob {
  readonly name: string;
  /** An entry of `scrape_configs`, as the lines of a mapping. */
  readonly lines: readonly string[];
}

const NAMESPACES = {
  all: [],
  one: ['namespaces: { names: [shop] }'],
  several: ['namespaces: { names: [infra, pay, absent] }'],
  own: ['namespaces: { own_namespace: true }'],
  'own and one': ['namespaces: { own_namespace: true, names: [infra] }'],
} as const;

const ATTACH = {
  nothing: [],
  node: ['attach_metadata: { node: true }'],
  namespace: ['attach_metadata: { namespace: true }'],
  deployment: ['attach_metadata: { deployment: true }'],
  job: ['attach_metadata: { job: true }'],
  cronjob: ['attach_metadata: { cronjob: true }'],
  everything: ['attach_metadata: { node: true, namespace: true, deployment: true, job: true, cronjob: true }'],
} as const;

const LABEL = {
  node: 'pool',
  pod: 'app notin (ledger, six)',
  service: 'app',
  endpoints: '!empty,app!=db',
  endpointslice: 'kubernetes.io/service-name notin (web-all, absent)',
  ingress: 'only!=default',
} as const;

const FIELD = {
  node: 'metadata.name!=node-b',
  pod: 'status.phase!=Succeeded,spec.nodeName!=node-six',
  service: 'spec.type!=ExternalName',
  endpoints: 'metadata.name!=web-headless',
  endpointslice: 'metadata.namespace!=pay',
  ingress: 'metadata.name!=star',
} as const;

const OTHER_ROLES = {
  node: ['{ role: node, field: spec.unschedulable=false }'],
  pod: ['{ role: pod, label: app }', '{ role: node, label: pool in (general) }'],
  service: ["{ role: service, label: 'app,app!=dual' }"],
  endpoints: ['{ role: pod, label: app=web }', '{ role: service, label: app }'],
  endpointslice: ['{ role: service, label: app=web }', '{ role: pod, field: status.phase=Running }'],
  ingress: ["{ role: ingress, label: '!absent' }"],
} as const;

/** The job of a row. */
export function tableJob(row: TableRow): WorldJob {
  const discovery = [`role: ${row.role}`, ...NAMESPACES[row.namespaces], ...selectors(row), ...ATTACH[row.attach]];
  const name = [row.role, row.namespaces, row.selectors, row.attach, row.rules].join(' / ');
  return {
    name,
    lines: [`job_name: ${name}`, 'kubernetes_sd_configs:', ...listItem(discovery), ...tableRules(row.role, row.rules)],
  };
}

function selectors({ role, selectors }: TableRow): readonly string[] {
  const label = `label: '${LABEL[role]}'`;
  const field = `field: '${FIELD[role]}'`;
  switch (selectors) {
    case 'none':
      return [];
    case 'label':
      return [`selectors: [{ role: ${role}, ${label} }]`];
    case 'field':
      return [`selectors: [{ role: ${role}, ${field} }]`];
    case 'label and field':
      return [`selectors: [{ role: ${role}, ${label}, ${field} }]`];
    case 'other roles':
      return ['selectors:', ...OTHER_ROLES[role].map(selector => `  - ${selector}`)];
  }
}

/** The lines of a mapping as an item of a block list. */
export function listItem(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}

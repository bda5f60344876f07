import type { ClusterStatus, TargetsRow } from '../../../src/protocol/targets.ts';
import { ACCESS } from './access-answers.ts';
import type { World } from './world.ts';

const CONFIGURATION = 'file:///deploy/config.yaml#prometheus.yml';
/** The job whose children the world has. */
export const PODS = { configuration: CONFIGURATION, job: 'pods', rule: null };
const COUNTS = { active: 2, dropped: 1200, failed: 1, undecided: 0 };
const NONE = { active: 0, dropped: 0, failed: 0, undecided: 0 };
const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-7d4b9c-x2x8p' };
const LABELS = [
  ['instance', '10.0.0.1:8080'],
  ['job', 'pods'],
  ['namespace', 'shop'],
] as const;

function job(id: string, rest: Partial<Extract<TargetsRow, { kind: 'job' }>>): TargetsRow {
  return {
    id,
    kind: 'job',
    name: id.replace('job-', ''),
    place: { ...PODS, job: id.replace('job-', '') },
    counts: NONE,
    knowledge: { state: 'complete' },
    effect: null,
    account: null,
    refusal: null,
    ...rest,
  };
}

/** A tree with a row of every kind. */
export const ROWS_WORLD: World = {
  state: {
    view: { face: 'rows' },
    context: {
      name: 'kind-dev',
      chosen: 'kubeconfig',
      server: 'https://127.0.0.1:6443',
      cluster: { state: 'connected' },
    },
  },
  rows: {
    '': [{ id: 'context', kind: 'context', name: 'kind-dev', cluster: { state: 'connected' } }],
    context: [
      {
        id: 'config',
        kind: 'configuration',
        name: 'prometheus-config / prometheus.yml',
        folder: 'deploy',
        uri: 'file:///deploy/config.yaml',
        configuration: CONFIGURATION,
        text: 'current',
        counts: COUNTS,
        jobs: 5,
        refused: 1,
        account: 'monitoring/prometheus',
      },
      {
        id: 'old',
        kind: 'configuration',
        name: 'prometheus.yml',
        folder: '',
        uri: 'file:///prometheus.yml',
        configuration: 'file:///prometheus.yml#',
        text: 'last-that-loads',
        counts: COUNTS,
        jobs: 1,
        refused: 0,
        account: null,
      },
      { id: 'note', kind: 'note', severity: 'information', text: 'The first 2,000 YAML files were looked at.' },
    ],
    config: [
      job('job-pods', { counts: COUNTS }),
      job('job-nodes', { knowledge: { state: 'loading' } }),
      job('job-services', {
        counts: COUNTS,
        knowledge: { state: 'partial', missing: ['Services of kube-system: forbidden.'] },
      }),
      job('job-endpoints', {
        counts: COUNTS,
        knowledge: { state: 'stale', since: Date.now(), why: 'The connection was cut.' },
      }),
      job('job-consul', { knowledge: { state: 'unknown', why: 'Only Kubernetes and static discovery are run here.' } }),
      job('job-refused', {
        counts: COUNTS,
        refusal: {
          extent: 'all',
          what: 'services',
          reasons: [
            'monitoring/prometheus may not list and watch services in all namespaces: no rule in rbac.yaml allows it.',
          ],
          counts: NONE,
        },
      }),
      job('job-edited', { counts: COUNTS, effect: { added: 2, removed: 10, relabelled: 1, newlyDropped: 8 } }),
    ],
    'job-pods': [
      {
        id: 'target',
        kind: 'target',
        place: PODS,
        address: '10.0.0.1:8080',
        url: 'http://10.0.0.1:8080/metrics',
        labels: LABELS,
        object: POD,
        merged: 1,
        standing: 'target',
      },
      { id: 'more', kind: 'more', parent: 'job-pods', remaining: 1200 },
      { id: 'dropped', kind: 'group', group: 'dropped', count: 1200 },
      { id: 'failed', kind: 'group', group: 'failed', count: 1 },
    ],
    dropped: [
      {
        id: 'reason',
        kind: 'reason',
        group: 'dropped',
        text: 'keep __meta_kubernetes_namespace = shop',
        place: { ...PODS, rule: 0 },
        count: 1200,
      },
    ],
    reason: [
      {
        id: 'discovered',
        kind: 'discovered',
        place: PODS,
        address: '10.0.0.9:80',
        object: { ...POD, namespace: 'kube-system' },
        labels: LABELS,
      },
    ],
    target: [
      { id: 'labels', kind: 'labels', which: 'final', labels: LABELS },
      { id: 'labels2', kind: 'labels', which: 'discovered', labels: LABELS },
      { id: 'object', kind: 'object', object: POD },
    ],
    labels: LABELS.map(([name, value]) => ({ id: `label-${name}`, kind: 'label' as const, name, value })),
  },
  ...ACCESS,
  contexts: [
    { name: 'kind-dev', cluster: 'kind-dev', namespace: '', current: 'current' },
    { name: 'prod', cluster: 'prod-eu', namespace: 'monitoring', current: 'other' },
  ],
  namespaces: ['kube-system', 'monitoring', 'shop'],
  place: null,
  report: {
    ok: true,
    report: {
      title: 'Trace of 10.0.0.1:8080',
      text: [
        'Relabelling of 10.0.0.1 in job pods',
        '',
        'Rule 1: replace __address__',
        '  ~ __address__="10.0.0.1:8080" (was "10.0.0.1")',
        '  + port="8080"',
        '  - tmp="x"',
        'Rule 2: keep',
        '  ✗ drops the target',
      ].join('\n'),
      links: [
        { line: 2, place: { ...PODS, rule: 0 } },
        { line: 6, place: { ...PODS, rule: 1 } },
      ],
      marks: [
        { line: 3, mark: 'changed' },
        { line: 4, mark: 'added' },
        { line: 5, mark: 'removed' },
        { line: 7, mark: 'ended' },
      ],
    },
  },
};

/** A world of which only the state of the cluster is known. */
export function clusterWorld(cluster: ClusterStatus): World {
  const { context } = ROWS_WORLD.state;
  return { ...ROWS_WORLD, state: { view: { face: 'cluster' }, context: { ...context, cluster } }, rows: {} };
}

/** A row that says something. */
export function note(text: string): TargetsRow {
  return { id: `note ${text}`, kind: 'note', severity: 'information', text };
}

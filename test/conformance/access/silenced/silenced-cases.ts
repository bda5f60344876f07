import type { Access } from '../../../../src/prometheus/access/access.ts';
import type { RbacManifest } from '../../../../src/prometheus/access/rbac-manifests.ts';
import type { AccessCase, DiscoveryEntry } from '../access-case.ts';
import { HOME } from '../access-cases.ts';
import { configurationOf } from '../configuration-text.ts';
import { type Account, generated } from '../granted.ts';
import { neededByAsker } from '../our-access.ts';

/** An account with a job, and what is granted to it of what the job needs. */
export interface SilencedCase extends AccessCase {
  /** What the job has beside its name and `entries`. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** What the API server makes of it; only where it streams lists, that is said to be unknown elsewhere. */
  readonly servers: 'both' | 'streaming';
  readonly needed: readonly Access[];
}

interface Job {
  readonly id: string;
  readonly entries: readonly DiscoveryEntry[];
  readonly rest: SilencedCase['rest'];
  /** `every`: also with nothing, and with one of the two verbs. */
  readonly grants: 'every' | 'parts';
}

const NAMESPACES: readonly (readonly string[])[] = [[], ['shop'], ['shop', 'pay']];
const ATTACHED: Readonly<Record<string, readonly string[]>> = {
  pod: ['node', 'namespace', 'deployment', 'cronjob'],
  endpoints: ['node', 'namespace', 'deployment', 'cronjob'],
  endpointslice: ['node', 'namespace', 'deployment', 'cronjob'],
  service: ['namespace'],
  ingress: ['namespace'],
};

/** Keeps what has the label, so that targets without it show in the counts. */
const keep = (label: string) => ({
  relabel_configs: [{ source_labels: [`__meta_kubernetes_${label}`], regex: '.+', action: 'keep' }],
});

const RULES: Readonly<Record<string, SilencedCase['rest']>> = {
  node: keep('node_name'),
  namespace: {},
  deployment: keep('pod_deployment_name'),
  cronjob: keep('pod_cronjob_name'),
};

const STATIC = { static_configs: [{ targets: ['a:1', 'b:1'] }] };

/** Each role in all namespaces, in one and in two, with each option, and beside other discoveries. */
function jobs(): readonly Job[] {
  const entry = (role: string, names: readonly string[], options: readonly string[]): DiscoveryEntry => ({
    role,
    ...(names.length === 0 ? {} : { namespaces: { names } }),
    ...(options.length === 0 ? {} : { attach_metadata: Object.fromEntries(options.map(option => [option, true])) }),
  });
  const places = (role: string) => (role === 'node' ? [[]] : NAMESPACES);
  const plain = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'].flatMap(role =>
    places(role).map(
      (names): Job => ({ id: idOf(role, names), entries: [entry(role, names, [])], rest: {}, grants: 'every' }),
    ),
  );
  const attached = Object.entries(ATTACHED).flatMap(([role, options]) =>
    options.flatMap(option =>
      [NAMESPACES[0] ?? [], NAMESPACES[2] ?? []].map(
        (names): Job => ({
          id: `${idOf(role, names)} with ${option}`,
          entries: [entry(role, names, [option])],
          rest: RULES[option] ?? {},
          grants: 'parts',
        }),
      ),
    ),
  );
  const everything = ['pod', 'endpoints', 'endpointslice'].map(
    (role): Job => ({
      id: `${role} with everything`,
      entries: [entry(role, [], ['node', 'namespace', 'deployment', 'job', 'cronjob'])],
      rest: {
        relabel_configs: [{ action: 'labelmap', regex: '__meta_kubernetes_(pod_(?:deployment|job|cronjob)_name)' }],
      },
      grants: 'parts',
    }),
  );
  const several: readonly Job[] = [
    { id: 'pod beside static', entries: [entry('pod', [], [])], rest: STATIC, grants: 'every' },
    {
      id: 'endpoints in two beside pods and static',
      entries: [entry('endpoints', ['shop', 'pay'], []), entry('pod', [], [])],
      rest: STATIC,
      grants: 'parts',
    },
    {
      id: 'services beside nodes',
      entries: [entry('service', [], []), entry('node', [], [])],
      rest: {},
      grants: 'every',
    },
  ];
  return [...plain, ...attached, ...everything, ...several];
}

function idOf(role: string, names: readonly string[]): string {
  return names.length === 0 ? role : `${role} in ${names.join(' and ')}`;
}

interface Draft {
  readonly id: string;
  readonly manifests: (account: Account) => readonly RbacManifest[];
  readonly servers: SilencedCase['servers'];
}

/** Files without any role decide nothing: every account has one right that no job needs. */
const BESIDE: Access = {
  kind: 'resource',
  verbs: ['list'],
  group: '',
  resource: 'configmaps',
  subresource: '',
  coarser: '',
  names: [],
  namespace: HOME,
};

/** Every job with what it needs, and without each part of that. */
export function silencedCases(): readonly SilencedCase[] {
  const all = jobs().flatMap(job => {
    const needed = neededFor(job.entries);
    return drafts(job, needed).map(draft => ({ job, needed, draft }));
  });
  return all.map(({ job, needed, draft }, index) => {
    const account = { name: `job-${index}`, namespace: HOME };
    const { entries, rest } = job;
    return {
      id: `${job.id}: ${draft.id}`,
      ...account,
      entries,
      rest,
      needed,
      servers: draft.servers,
      section: 'scrape_configs',
      rbac: draft.manifests(account),
      runs: 'with others by a kubeconfig',
      expects: 'as it is',
    };
  });
}

function drafts({ grants }: Job, needed: readonly Access[]): readonly Draft[] {
  const of = (id: string, accesses: readonly Access[], servers: SilencedCase['servers'] = 'both'): Draft => ({
    id,
    manifests: account => generated([...accesses, BESIDE], account),
    servers,
  });
  const only = (verb: 'list' | 'watch') => needed.map(access => ({ ...access, verbs: [verb] as const }));
  const parts = needed.flatMap(access =>
    access.kind === 'path'
      ? []
      : [
          of(
            `without ${access.resource} in ${access.namespace || 'the cluster'}`,
            needed.filter(one => one !== access),
          ),
        ],
  );
  if (grants === 'parts') return [of('everything', needed), ...parts];
  return [
    of('everything', needed),
    ...parts,
    of('nothing', []),
    of('list only', only('list')),
    of('watch only', only('watch'), 'streaming'),
  ];
}

function neededFor(entries: readonly DiscoveryEntry[]): readonly Access[] {
  const text = configurationOf([{ job: 'a', section: 'scrape_configs', entries, kubeconfig: '' }], '');
  return neededByAsker(text, HOME).get('') ?? [];
}

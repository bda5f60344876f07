import type { NeededAccess } from '../../../src/protocol/access.ts';
import type { World } from './world.ts';

const CONFIGURATION = 'file:///deploy/config.yaml#prometheus.yml';

function need(
  id: string,
  short: string,
  rest: Pick<NeededAccess, 'files' | 'cluster'>,
  verbs: 'list, watch' | 'get' = 'list, watch',
): NeededAccess {
  const jobs = [{ job: id, who: id, why: `discovers with the role ${id}`, at: place(13) }];
  return { id, what: `${verbs.replace(',', ' and')} ${short}`, short, verbs, jobs, account: null, ...rest };
}

function place(line: number) {
  const start = { line, character: 0 };
  return { uri: 'file:///deploy/rbac.yaml', range: { start, end: start } };
}

const BY_ROLE = { state: 'granted', by: 'ClusterRole prometheus', at: place(11) } as const;
const NO_RULE = { state: 'denied', why: 'no rule of a role that is bound to it has services' } as const;
const NO_BUNDLE = { state: 'unknown', why: 'the ClusterRole view is not among the files' } as const;
const REVIEWED = { state: 'granted', by: 'the API server of kind-dev', at: null } as const;

/** What is answered about access: needs of every verdict, two of them missing in the files. */
export const ACCESS: Pick<World, 'access' | 'edits' | 'rbac' | 'forbidden'> = {
  access: [
    {
      configuration: CONFIGURATION,
      name: 'prometheus-config / prometheus.yml',
      folder: 'deploy',
      uri: 'file:///deploy/config.yaml',
      account: {
        state: 'known',
        name: 'monitoring/prometheus',
        from: 'Deployment prometheus',
        at: { ...place(22), uri: 'file:///deploy/deployment.yaml' },
      },
      context: 'kind-dev',
      needs: [
        need('pods', 'pods in all namespaces', { files: BY_ROLE, cluster: REVIEWED }),
        need('services', 'services in all namespaces', { files: NO_RULE, cluster: NO_RULE }),
        need('ingresses', 'ingresses in shop', {
          files: NO_RULE,
          cluster: REVIEWED,
        }),
        need('nodes', 'nodes/metrics', { files: NO_BUNDLE, cluster: REVIEWED }, 'get'),
      ],
      unknown: ['Job proxied may need more. Its relabel rules cannot be followed here.'],
    },
    {
      configuration: 'file:///prometheus.yml#',
      name: 'prometheus.yml',
      folder: '',
      uri: 'file:///prometheus.yml',
      account: { state: 'unknown', why: 'No workload beside it mounts it, so it is not known who runs it.' },
      context: null,
      needs: [],
      unknown: [],
    },
  ],
  edits: [],
  rbac: {
    ok: true,
    text: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: prometheus\n',
    fileName: 'prometheus-rbac.yaml',
  },
  forbidden: {
    ok: true,
    text: [
      '# system:serviceaccount:monitoring:prometheus may not list services in all namespaces',
      '',
      '## Who needs it',
      '',
      '- The job `services` of prometheus-config discovers with the role service: it has to list and watch services.',
      '',
    ].join('\n'),
    links: [{ kind: 'text', line: 4, at: place(13) }],
  },
};

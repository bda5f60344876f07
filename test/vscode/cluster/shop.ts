import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import type { TokenUser } from '../../cluster/control-plane.ts';

/** May list pods in `shop` and nothing else. */
export const JANE: TokenUser = { name: 'jane', token: 'token-of-jane-8c1f', groups: [] };

/** May do nothing. */
export const NOBODY: TokenUser = { name: 'nobody', token: 'token-of-nobody-77aa', groups: [] };

export const CONFIG = `scrape_configs:
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_phase]
        regex: Succeeded|Failed
        action: drop
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
  - job_name: broken
    static_configs:
      - targets: ['a:1']
    relabel_configs:
      - target_label: __address__
        replacement: ''
`;

/** A pod without a node: nobody looks after it, so its status is what we say. */
export function pod(namespace: string, name: string, ip: string, phase: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: name } },
    spec: { containers: [{ name: 'main', image: 'example.com/shop:1', ports: [{ containerPort: 8080 }] }] },
    status: { phase, podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** A shop with two pods that run and one that has finished, another namespace with one, and the rights of jane. */
export async function makeShop(api: AdminApi): Promise<void> {
  for (const name of ['shop', 'pay']) await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  await api.create(pod('shop', 'web-1', '198.18.0.1', 'Running'));
  await api.create(pod('shop', 'web-2', '198.18.0.2', 'Running'));
  await api.create(pod('shop', 'nightly', '198.18.0.3', 'Succeeded'));
  await api.create(pod('pay', 'db-1', '198.18.1.1', 'Running'));
  const metadata = { namespace: 'shop', name: 'jane' };
  const group = 'rbac.authorization.k8s.io';
  await api.create({
    apiVersion: `${group}/v1`,
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }],
  });
  await api.create({
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata,
    subjects: [{ kind: 'User', name: JANE.name, apiGroup: group }],
    roleRef: { apiGroup: group, kind: 'Role', name: 'jane' },
  });
}

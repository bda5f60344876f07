/** What a tree of a Prometheus is made of; each part stands for a file. */
export interface TreeParts {
  readonly config: string;
  readonly deployment: string;
  readonly rbac: string;
}

export const POD_JOB = `
scrape_configs:
- job_name: pods
  kubernetes_sd_configs:
  - role: pod
`;

export const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: prometheus
  namespace: monitoring
spec:
  selector: { matchLabels: { app: prometheus } }
  template:
    metadata: { labels: { app: prometheus } }
    spec:
      serviceAccountName: prometheus
      containers:
      - name: prometheus
        image: prom/prometheus:v3.5.0
        volumeMounts:
        - name: config
          mountPath: /etc/prometheus
      volumes:
      - name: config
        configMap:
          name: prometheus-config
`;

export const ACCOUNT = `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: prometheus
  namespace: monitoring
---`;

export const ROLE = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
---`;

export const BINDING = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: prometheus
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: prometheus
subjects:
- kind: ServiceAccount
  name: prometheus
  namespace: monitoring
`;

export const GRANTED: TreeParts = { config: POD_JOB, deployment: DEPLOYMENT, rbac: `${ACCOUNT}${ROLE}${BINDING}` };

/** The fixture of a tree: a ConfigMap with the configuration, the workload that mounts it, and the RBAC. */
export function tree({ config, deployment, rbac }: TreeParts): string {
  const inner = config.trim().replace(/^(?=.)/gm, '    ');
  const map = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus-config
  namespace: monitoring
data:
  prometheus.yml: |
${inner}
`;
  return `# @file config.yaml${map}# @file deployment.yaml${deployment}# @file rbac.yaml${rbac}`;
}

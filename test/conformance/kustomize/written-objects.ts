/** Manifests around a Prometheus that refer to each other, for trees to be made of. */
export const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: prometheus}
spec:
  template:
    spec:
      serviceAccountName: prometheus
      containers: [{name: prometheus, image: "prom/prometheus:v3", volumeMounts: [{name: config, mountPath: /etc/prometheus}]}]
      volumes:
        - {name: config, configMap: {name: config}}
        - {name: web, secret: {secretName: web}}
        - {name: all, projected: {sources: [{configMap: {name: rules}}, {secret: {name: web}}]}}
`;

export const RBAC = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: prometheus}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: prometheus}
rules:
  - {apiGroups: [""], resources: [nodes, pods], verbs: [get, list, watch]}
  - {nonResourceURLs: [/metrics], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: prometheus}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
subjects:
  - {kind: ServiceAccount, name: prometheus, namespace: monitoring}
  - {kind: ServiceAccount, name: prometheus, namespace: default}
  - {kind: ServiceAccount, name: default, namespace: elsewhere}
  - {kind: Group, name: "system:authenticated"}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [configmaps], resourceNames: [config, prometheus], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: ServiceAccount, name: prometheus}
  - {kind: ServiceAccount, name: grafana, namespace: dashboards}
  - {kind: User, name: prometheus}
`;

export const MAPS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: config}
data: {a: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: rules}
data: {a: b}
---
apiVersion: v1
kind: Secret
metadata: {name: web}
stringData: {a: b}
`;

export const OTHERS = `
apiVersion: v1
kind: Namespace
metadata: {name: monitoring}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: prometheuses.monitoring.coreos.com}
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec: {serviceAccountName: prometheus}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: widget}
spec: {serviceAccountName: prometheus}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: data}
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.example.com}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {jobTemplate: {spec: {template: {spec: {serviceAccountName: prometheus, volumes: [{name: a, configMap: {name: config}}]}}}}}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: set}
spec: {template: {spec: {serviceAccountName: prometheus, volumes: [{name: a, configMap: {name: config}}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: single}
spec: {serviceAccount: prometheus, volumes: [{name: a, secret: {secretName: web}}]}
`;

export const LISTED = `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: {name: prometheus}
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBindingList
    items:
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: inner, namespace: inside}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{kind: ServiceAccount, name: prometheus}]
`;

/** The files of the base `base`, of which each case takes what it wants. */
export const BASE: ReadonlyMap<string, string> = new Map([
  ['base/deployment.yaml', DEPLOYMENT],
  ['base/rbac.yaml', RBAC],
  ['base/maps.yaml', MAPS],
  ['base/others.yaml', OTHERS],
  ['base/prometheus.yml', '# base\nscrape_configs: []\n'],
  ['base/rules.yml', '# base\ngroups: []\n'],
]);

export const WHOLE_BASE = 'resources: [deployment.yaml, rbac.yaml, maps.yaml, others.yaml]\n';

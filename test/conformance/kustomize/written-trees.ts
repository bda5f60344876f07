/** Trees beside the files of the base, by name. */
export const WRITTEN_TREES: readonly (readonly [name: string, tree: string])[] = [
  [
    'bases and resources',
    `
    # @file base/kustomization.yml
    resources: [rbac.yaml, ./deployment.yaml]
    namePrefix: in-
    # @file top/kustomization.yaml
    bases: [../base/]
    namespace: prod
    `,
  ],
  [
    'a name without an extension',
    `
    # @file base/Kustomization
    resources: [rbac.yaml]
    namespace: inner
    # @file top/Kustomization
    resources: [../base]
    namespace: outer
    `,
  ],
  [
    'two kustomizations in a folder',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml]
    # @file top/kustomization.yml
    resources: [../base/rbac.yaml]
    `,
  ],
  [
    'files of elsewhere',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml, ../base/deployment.yaml]
    configMapGenerator: [{name: config, files: [../base/prometheus.yml]}]
    `,
  ],
  [
    'two namespaces',
    `
    # @file base/kustomization.yaml
    resources: [deployment.yaml, maps.yaml]
    # @file roles/kustomization.yaml
    resources: [../base/rbac.yaml]
    namespace: roles
    # @file mid/kustomization.yaml
    resources: [../base]
    namespace: workloads
    # @file top/kustomization.yaml
    resources: [../mid, ../roles]
    namePrefix: p-
    `,
  ],
  [
    'variants of one base',
    `
    # @file base/kustomization.yaml
    resources: [deployment.yaml, rbac.yaml]
    configMapGenerator: [{name: config, files: [prometheus.yml]}, {name: rules, files: [rules.yml]}]
    # @file a/kustomization.yaml
    resources: [../base]
    namePrefix: a-
    # @file b/kustomization.yaml
    resources: [../base]
    nameSuffix: -b
    namespace: b
    # @file top/kustomization.yaml
    resources: [../a, ../b]
    `,
  ],
  [
    'variants of one base with one name',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml]
    # @file a/kustomization.yaml
    resources: [../base]
    # @file b/kustomization.yaml
    resources: [../base]
    # @file top/kustomization.yaml
    resources: [../a, ../b]
    `,
  ],
  [
    'one file twice',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml, ../base/rbac.yaml]
    `,
  ],
  [
    'one name in two namespaces that become one',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    namespace: prod
    # @file top/a.yaml
    {apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: one}}
    ---
    {apiVersion: v1, kind: ServiceAccount, metadata: {name: a, namespace: two}}
    `,
  ],
  [
    'a name that two may have',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml]
    # @file a/kustomization.yaml
    resources: [../base]
    namePrefix: a-
    # @file b/kustomization.yaml
    resources: [../base]
    namePrefix: b-
    # @file top/kustomization.yaml
    resources: [../a, ../b, ../base/deployment.yaml]
    `,
  ],
  [
    'components',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml]
    # @file comp/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources: [../base/deployment.yaml]
    namePrefix: comp-
    configMapGenerator: [{name: config, files: [../base/prometheus.yml]}]
    # @file other/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    namespace: other
    configMapGenerator: [{name: config, behavior: merge, files: [prometheus.yml=../base/rules.yml]}]
    # @file top/kustomization.yaml
    resources: [../base]
    components: [../comp, ../other]
    nameSuffix: -top
    `,
  ],
  [
    'a component as a resource',
    `
    # @file comp/kustomization.yaml
    kind: Component
    resources: [../base/rbac.yaml]
    # @file top/kustomization.yaml
    resources: [../comp]
    `,
  ],
  [
    'a kustomization as a component',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml]
    # @file top/kustomization.yaml
    components: [../base]
    `,
  ],
  [
    'a cycle',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml, ../mid]
    # @file mid/kustomization.yaml
    resources: [../base]
    # @file top/kustomization.yaml
    resources: [../mid]
    `,
  ],
  [
    'a folder around itself',
    `
    # @file top/kustomization.yaml
    resources: [.., ../base/rbac.yaml]
    # @file kustomization.yaml
    resources: [base/rbac.yaml]
    `,
  ],
  [
    'a missing file',
    `
    # @file top/kustomization.yaml
    resources: [gone.yaml, ../base/rbac.yaml]
    `,
  ],
  [
    'a missing folder',
    `
    # @file top/kustomization.yaml
    resources: [../gone]
    `,
  ],
  [
    'a folder without a kustomization',
    `
    # @file top/kustomization.yaml
    resources: [../base]
    `,
  ],
  [
    'a kustomization as a file',
    `
    # @file base/kustomization.yaml
    resources: [rbac.yaml]
    # @file top/kustomization.yaml
    resources: [../base/kustomization.yaml]
    `,
  ],
  [
    'lists',
    `
    # @file top/kustomization.yaml
    resources: [../base/listed.yaml]
    namePrefix: p-
    namespace: prod
    `,
  ],
  [
    'a list whose items say less than it',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    # @file top/a.yaml
    apiVersion: v1
    kind: ServiceAccountList
    items: [{metadata: {name: a}}]
    `,
  ],
  [
    'no list',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    namespace: prod
    # @file top/a.yaml
    {apiVersion: example.com/v1, kind: AllowList, metadata: {name: a}, spec: {}}
    `,
  ],
  [
    'an object without a name',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    # @file top/a.yaml
    {apiVersion: v1, kind: ServiceAccount, metadata: {generateName: a}}
    `,
  ],
  [
    'an empty file among others',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml, ../base/rbac.yaml]
    # @file top/a.yaml
    # nothing
    `,
  ],
  [
    'an empty kustomization',
    `
    # @file top/kustomization.yaml
    # nothing
    `,
  ],
  [
    'no manifest',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    # @file top/a.yaml
    server: {image: a}
    `,
  ],
  [
    'broken YAML',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    # @file top/a.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: "a
    `,
  ],
  [
    'objects for kustomize alone',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml, ../base/rbac.yaml]
    # @file top/a.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: a, annotations: {config.kubernetes.io/local-config: "true"}}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: b, annotations: {config.kubernetes.io/local-config: "false"}}
    `,
  ],
  [
    'two groups with one kind',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    namespace: prod
    # @file top/a.yaml
    {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}}
    ---
    {apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: a}}
    `,
  ],
  [
    'anchors, aliases and merged keys',
    `
    # @file top/kustomization.yaml
    resources: [a.yaml]
    namePrefix: p-
    # @file top/a.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata: &meta {name: &name a, namespace: one}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: b}
    data: {x: &x y, z: *x}
    `,
  ],
  [
    'merging generators at three levels',
    `
    # @file base/kustomization.yaml
    configMapGenerator: [{name: config, files: [prometheus.yml, rules.yml]}]
    resources: [deployment.yaml]
    # @file mid/kustomization.yaml
    resources: [../base]
    namePrefix: mid-
    configMapGenerator: [{name: config, behavior: merge, files: [prometheus.yml]}]
    # @file mid/prometheus.yml
    # mid
    # @file top/kustomization.yaml
    resources: [../mid]
    namespace: prod
    configMapGenerator: [{name: mid-config, behavior: merge, files: [more.yml=rules.yml]}]
    # @file top/rules.yml
    # top
    `,
  ],
  [
    'generators that merge into a manifest, one after the other',
    `
    # @file base/kustomization.yaml
    resources: [maps.yaml, deployment.yaml]
    namePrefix: base-
    # @file mid/kustomization.yaml
    resources: [../base]
    configMapGenerator: [{name: config, behavior: merge, files: [prometheus.yml=../base/prometheus.yml]}]
    # @file top/kustomization.yaml
    resources: [../mid]
    nameSuffix: -top
    configMapGenerator: [{name: config, behavior: merge, files: [prometheus.yml=../base/rules.yml]}]
    `,
  ],
  [
    'a generator that replaces',
    `
    # @file base/kustomization.yaml
    configMapGenerator: [{name: config, files: [prometheus.yml, rules.yml]}]
    # @file top/kustomization.yaml
    resources: [../base]
    configMapGenerator: [{name: config, behavior: replace, files: [prometheus.yml]}]
    # @file top/prometheus.yml
    # top
    `,
  ],
  [
    'a literal in the place of a file',
    `
    # @file base/kustomization.yaml
    configMapGenerator: [{name: config, files: [prometheus.yml, rules.yml]}]
    # @file top/kustomization.yaml
    resources: [../base]
    configMapGenerator: [{name: config, behavior: merge, literals: [rules.yml=none]}]
    `,
  ],
  [
    'a generator of another namespace',
    `
    # @file base/kustomization.yaml
    namespace: prod
    configMapGenerator: [{name: config, files: [prometheus.yml]}]
    # @file top/kustomization.yaml
    resources: [../base]
    configMapGenerator: [{name: config, namespace: gone, behavior: merge, files: [prometheus.yml=../base/rules.yml]}]
    `,
  ],
  [
    'patches in files',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml, ../base/deployment.yaml]
    patches: [{path: a.yaml}, {path: b.yaml, target: {kind: ServiceAccount}}]
    patchesStrategicMerge: [c.yaml]
    # @file top/a.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: prometheus}
    spec: {template: {spec: {volumes: [{name: config, configMap: {name: other}}]}}}
    # @file top/b.yaml
    - {op: add, path: /metadata/labels, value: {a: b}}
    # @file top/c.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: reader}
    subjects: []
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: reader, labels: {a: b}}
    `,
  ],
  [
    'name references of our own',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml, ../base/others.yaml]
    namePrefix: p-
    configurations: [names.yaml]
    # @file top/names.yaml
    nameReference:
      - kind: ServiceAccount
        fieldSpecs: [{kind: Prometheus, path: spec/serviceAccountName}]
    `,
  ],
  [
    'a transformer',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml]
    transformers: [prefix.yaml]
    # @file top/prefix.yaml
    apiVersion: builtin
    kind: PrefixTransformer
    metadata: {name: x}
    prefix: t-
    fieldSpecs: [{path: metadata/name}]
    `,
  ],
  [
    'a generator as a plugin',
    `
    # @file top/kustomization.yaml
    resources: [../base/rbac.yaml]
    generators: [make.yaml]
    # @file top/make.yaml
    apiVersion: builtin
    kind: ConfigMapGenerator
    metadata: {name: made}
    literals: [a=b]
    `,
  ],
];

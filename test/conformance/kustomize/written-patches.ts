const ACCOUNT = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus}, spec: {template: {spec: {serviceAccountName: other}}}}`;
const REPLICAS = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus}, spec: {replicas: 2}}`;

/** Patches and replacements of a kustomization, by name. */
export const WRITTEN_PATCHES: readonly (readonly [name: string, fields: string])[] = [
  ['a merge that changes nothing that is read', `patches: [{patch: '${REPLICAS}'}]\n`],
  ['a merge of the account', `patches: [{patch: '${ACCOUNT}'}]\n`],
  ['a strategic merge in its old field', `patchesStrategicMerge:\n- |-\n  ${REPLICAS}\n`],
  ['a strategic merge of the account', `patchesStrategicMerge:\n- |-\n  ${ACCOUNT}\n`],
  ['a merge for nobody', `patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: gone}}'}]\n`],
  [
    'a merge of another version',
    `patches: [{patch: '{apiVersion: apps/v2, kind: Deployment, metadata: {name: prometheus}}'}]\n`,
  ],
  [
    'a merge in another namespace',
    `patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus, namespace: x}}'}]\n`,
  ],
  [
    'a merge that deletes',
    `patches: [{patch: '{$patch: delete, apiVersion: v1, kind: ServiceAccount, metadata: {name: prometheus}}'}]\n`,
  ],
  [
    'a merge that deletes a role',
    `patches: [{target: {kind: ClusterRole}, patch: '{$patch: delete, apiVersion: v1, kind: X, metadata: {name: x}}'}]\n`,
  ],
  [
    'a merge with a target',
    `patches: [{target: {kind: Role}, patch: '{kind: X, metadata: {name: x, labels: {a: b}}}'}]\n`,
  ],
  [
    'a merge that may rename',
    `patches: [{options: {allowNameChange: true}, target: {kind: ServiceAccount}, patch: '{apiVersion: v1, kind: ServiceAccount, metadata: {name: other}}'}]\n`,
  ],
  [
    'a merge that may change kinds',
    `patches: [{options: {allowKindChange: true}, target: {kind: Deployment}, patch: '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: other}}'}]\n`,
  ],
  [
    'a merge of rules',
    `patches: [{patch: '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: prometheus}, rules: []}'}]\n`,
  ],
  [
    'a merge of containers',
    `patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus}, spec: {template: {spec: {containers: [{name: prometheus, args: [a]}]}}}}'}]\n`,
  ],
  [
    'a merge that removes volumes',
    `patches: [{patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus}, spec: {template: {spec: {volumes: null}}}}'}]\n`,
  ],
  [
    'a merge that removes everything',
    `patches: [{target: {name: prometheus}, patch: '{apiVersion: v1, kind: X, metadata: {name: x}, spec: null}'}]\n`,
  ],
  [
    'a merge of annotations',
    `patches: [{target: {kind: ".*"}, patch: '{apiVersion: v1, kind: X, metadata: {name: x, annotations: {a: b}}}'}]\n`,
  ],
  [
    'a merge that keeps an object here',
    `patches: [{target: {kind: ServiceAccount}, patch: '{apiVersion: v1, kind: X, metadata: {name: x, annotations: {config.kubernetes.io/local-config: "true"}}}'}]\n`,
  ],
  [
    'operations on an image',
    `patches: [{target: {kind: Deployment}, patch: '[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "a"}]'}]\n`,
  ],
  [
    'operations on the account',
    `patches: [{target: {kind: Deployment}, patch: '[{"op": "replace", "path": "/spec/template/spec/serviceAccountName", "value": "a"}]'}]\n`,
  ],
  [
    'operations on a volume',
    `patches: [{target: {kind: Deployment}, patch: '[{"op": "remove", "path": "/spec/template/spec/volumes/0"}]'}]\n`,
  ],
  [
    'operations on a name',
    `patches: [{target: {kind: ServiceAccount}, patch: '[{"op": "replace", "path": "/metadata/name", "value": "renamed"}]'}]\n`,
  ],
  [
    'operations on a namespace',
    `patches: [{target: {kind: ServiceAccount}, patch: '[{"op": "add", "path": "/metadata/namespace", "value": "moved"}]'}]\n`,
  ],
  [
    'operations on labels of an account',
    `patches: [{target: {kind: ServiceAccount}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'}]\n`,
  ],
  [
    'operations on the role of a binding',
    `patches: [{target: {kind: RoleBinding}, patch: '[{"op": "replace", "path": "/roleRef/name", "value": "a"}]'}]\n`,
  ],
  [
    'operations on all roles',
    `patches: [{target: {group: rbac.authorization.k8s.io, kind: ".*Role"}, patch: '[{"op": "add", "path": "/rules/-", "value": {"verbs": ["get"], "apiGroups": [""], "resources": ["a"]}}]'}]\n`,
  ],
  [
    'operations that move',
    `patches: [{target: {kind: Role}, patch: '[{"op": "move", "from": "/rules", "path": "/more"}]'}]\n`,
  ],
  [
    'operations that copy',
    `patches: [{target: {kind: Role}, patch: '[{"op": "copy", "from": "/rules/0", "path": "/rules/-"}]'}]\n`,
  ],
  ['operations without a target', `patches: [{patch: '[{"op": "add", "path": "/a", "value": "b"}]'}]\n`],
  [
    'operations in their old field',
    `patchesJson6902: [{target: {version: v1, kind: ServiceAccount, name: prometheus}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'}]\n`,
  ],
  [
    'operations in their old field, of all',
    `patchesJson6902: [{target: {kind: ServiceAccount}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'}]\n`,
  ],
  [
    'operations by label',
    `patches: [{target: {labelSelector: a=b}, patch: '[{"op": "replace", "path": "/metadata/name", "value": "a"}]'}]\n`,
  ],
  [
    'operations by namespace',
    `patches: [{target: {kind: ServiceAccount, namespace: default}, patch: '[{"op": "add", "path": "/automountServiceAccountToken", "value": false}]'}]\n`,
  ],
  [
    'operations by a pattern',
    `patches: [{target: {name: pro.*|reader}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'}]\n`,
  ],
  ['operations that are no JSON', `patches: [{target: {kind: Role}, patch: '[{op: remove, path: /rules}]'}]\n`],
  ['operations in YAML', `patches:\n- target: {kind: Role}\n  patch: |\n    - op: remove\n      path: /rules\n`],
  ['a patch of nothing', `patches: [{target: {kind: Deployment}, patch: ''}]\n`],
  ['a missing patch', 'patches: [{target: {kind: Deployment}, path: gone.yaml}]\n'],
  [
    'a replaced image',
    'replacements: [{source: {kind: ServiceAccount, name: prometheus}, targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.containers.0.image]}]}]\n',
  ],
  [
    'a replaced account',
    'replacements: [{source: {kind: ConfigMap, name: rules}, targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.serviceAccountName]}]}]\n',
  ],
  [
    'a replaced name',
    'replacements: [{source: {kind: ConfigMap, name: rules}, targets: [{select: {kind: ServiceAccount}}]}]\n',
  ],
  [
    'a replaced subject',
    'replacements: [{source: {kind: ConfigMap, name: rules}, targets: [{select: {kind: RoleBinding}, fieldPaths: [subjects.0.name]}]}]\n',
  ],
  [
    'a replacement in a container by name',
    'replacements: [{source: {kind: ConfigMap, name: rules}, targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=prometheus].image"]}]}]\n',
  ],
  ['a variable', 'vars: [{name: NAME, objref: {apiVersion: v1, kind: ServiceAccount, name: prometheus}}]\n'],
];

import { test } from 'node:test';
import { rbacOfBundle } from '../../../src/workspace/rbac-of-bundle.ts';
import { referencesOf } from '../../../src/workspace/references.ts';
import { whoAsks } from '../../../src/workspace/who-asks.ts';
import { readWorkspaceFile, workspaceModel } from '../../../src/workspace/workspace-model.ts';
import { checkPrefixes } from '../check-fixture.ts';
import { FOLDER, uriOf } from './read-tree.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'base/kustomization.yaml': `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: monitoring
namePrefix: a-
resources: [all.yaml, ../../x, https://example.com]
components: [../c]
configMapGenerator:
  - name: config
    behavior: merge
    files: [prometheus.yml, b=c/d]
patches:
  - path: patch.yaml
  - target: {kind: .*, name: "("}
    patch: |-
      - op: remove
        path: /rules
patchesStrategicMerge: ["kind: Pod\\nmetadata: {name: p}\\ndata: {}"]
`,
  'base/all.yaml': `
kind: List
apiVersion: v1
items:
- &a
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: b, namespace: *a}
  roleRef: {kind: Role, name: a}
  subjects: [{kind: ServiceAccount, name: s}, 1, *a]
- <<: *a
  kind: ClusterRole
  rules: [{verbs: [get, ~, 1]}, *a]
- apiVersion: v1
  kind: Pod
  metadata: {name: p, __proto__: x}
  spec:
    serviceAccountName: 1
    volumes: [{name: v, configMap: {name: config, items: [{key: k, path: p}]}}, ~]
    containers: [{volumeMounts: [{name: v, subPath: ../p}]}]
`,
};

for (const [typed, text] of Object.entries(TEXTS)) {
  test(`${typed}, half typed`, () => {
    checkPrefixes(text, prefix => {
      const files = Object.entries({ ...TEXTS, [typed]: prefix, 'base/prometheus.yml': 'scrape_configs: []' });
      const model = workspaceModel(
        files.map(([path, own]) => readWorkspaceFile({ uri: uriOf(path), path, folder: FOLDER, text: own })),
      );
      for (const bundle of model.bundles) {
        referencesOf(model, bundle);
        rbacOfBundle(bundle, undefined);
        for (const { object } of bundle.objects)
          whoAsks(model, { kind: 'value', object, key: 'k', text: prefix }, undefined);
      }
      whoAsks(model, { kind: 'file', uri: uriOf('base/prometheus.yml'), text: prefix }, undefined);
    });
  });
}

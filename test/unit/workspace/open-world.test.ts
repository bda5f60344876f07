import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from '../../../src/workspace/bundle.ts';
import { readWorkspaceFile, workspaceModel } from '../../../src/workspace/workspace-model.ts';
import { modelOf, treeTexts } from './read-tree.ts';

/** `folder prometheus, 2 objects`, with the reasons why it is open. */
function shown({ kind, root, objects, openness }: Bundle): string {
  const why =
    openness.kind === 'open' ? openness.reasons.map(reason => `: ${reason.kind} ${reason.what}`.trimEnd()) : [];
  return `${kind} ${root}, ${objects.length} objects${why.join('')}`;
}

const ACCOUNT = 'apiVersion: v1\n  kind: ServiceAccount\n  metadata: {name: prometheus}';

const TREES: readonly (readonly [name: string, tree: string, bundles: readonly string[]])[] = [
  [
    'a folder for `kubectl apply -f`',
    `
  # @file prometheus/a.yaml
  ${ACCOUNT}
  # @file prometheus/b.yml
  {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
  # @file prometheus/prometheus.yml
  scrape_configs: []
    `,
    ['folder prometheus, 2 objects'],
  ],
  [
    'Skaffold and Helmfile beside manifests',
    `
  # @file app/skaffold.yaml
  apiVersion: skaffold/v4beta11
  kind: Config
  metadata: {name: app}
  manifests: {rawYaml: [k8s/*.yaml]}
  # @file app/helmfile.yaml
  releases:
    - name: prometheus
      namespace: {{ .Environment.Name }}
      chart: prometheus-community/prometheus
  # @file app/a.yaml
  ${ACCOUNT}
    `,
    ['folder app, 2 objects'],
  ],
  [
    'a templated Skaffold file',
    `
  # @file app/skaffold.yaml
  apiVersion: skaffold/v4beta11
  kind: Config
  metadata: {name: app}
  deploy: {helm: {releases: [{name: a, setValueTemplates: {image: "{{.IMAGE}}"}}]}}
  # @file app/a.yaml
  ${ACCOUNT}
    `,
    ['folder app, 1 objects: templated'],
  ],
  [
    'every name of a kustomization',
    `
  # @file a/kustomization.yml
  resources: [x.yaml]
  # @file a/x.yaml
  ${ACCOUNT}
  # @file b/Kustomization
  resources: [../a, other.yaml]
  # @file b/other.yaml
  {apiVersion: v1, kind: ConfigMap, metadata: {name: other}}
    `,
    ['kustomization b, 2 objects'],
  ],
  [
    'paths that lead out of the workspace folder',
    `
  # @file a/kustomization.yaml
  resources: [../../shared, /etc/manifests, x.yaml]
  patches: [{path: ../../patch.yaml, target: {kind: ConfigMap}}]
  configMapGenerator: [{name: config, files: [../../prometheus.yml]}]
  # @file a/x.yaml
  ${ACCOUNT}
    `,
    ['kustomization a, 1 objects: missing ../../shared: missing /etc/manifests: missing ../../patch.yaml'],
  ],
  [
    'a base without an overlay',
    `
  # @file prometheus/base/kustomization.yaml
  resources: [a.yaml]
  # @file prometheus/base/a.yaml
  ${ACCOUNT}
    `,
    ['kustomization prometheus/base, 1 objects: base base'],
  ],
  [
    'a base with an overlay',
    `
  # @file prometheus/base/kustomization.yaml
  resources: [a.yaml]
  # @file prometheus/base/a.yaml
  ${ACCOUNT}
  # @file prometheus/prod/kustomization.yaml
  resources: [../base]
    `,
    ['kustomization prometheus/prod, 1 objects'],
  ],
];

for (const [name, tree, bundles] of TREES) {
  test(name, () => assert.deepEqual(modelOf(tree).bundles.map(shown), bundles));
}

test('a workspace folder that is a base itself', () => {
  const texts = treeTexts(`
    # @file kustomization.yaml
    resources: [a.yaml]
    # @file a.yaml
    {apiVersion: v1, kind: ServiceAccount, metadata: {name: prometheus}}
  `);
  const bundles = (folder: string) => {
    const files = [...texts].map(([path, text]) => readWorkspaceFile({ uri: `${folder}/${path}`, path, folder, text }));
    return workspaceModel(files).bundles.map(shown);
  };
  assert.deepEqual(bundles('file:///repo/prometheus/base'), ['kustomization , 1 objects: base base']);
  assert.deepEqual(bundles('file:///repo/prometheus'), ['kustomization , 1 objects']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf } from '../../workspace/read-tree.ts';
import { manifestFindingsOf, shownIn } from './check-manifest.ts';

const CONFIG = `
    # @file config.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: config}
    data:
      prometheus.yml: |
        scrape_configs:
        - job_name: a
`;
const WRONG = 'apiVersion: v1\n    kind: Service\n    metadata: {name: web}\n    specs: {}\n';
const NAMED = WRONG.replace('web', 'prometheus');
const WRONG_SERVICE = (path: string) => [`${path}:4 manifest/unknown-field specs`];

test('of a file that does not concern Prometheus nothing is said', () => {
  assert.deepEqual(shownIn(`\n    # @file web.yaml\n    ${WRONG}`), []);
});

test('what says Prometheus of itself is checked', () => {
  assert.deepEqual(shownIn(`\n    # @file a.yaml\n    ${NAMED}`), WRONG_SERVICE('a.yaml'));
});

test('whatever lies beside a configuration is checked', () => {
  assert.deepEqual(shownIn(`${CONFIG}    # @file web.yaml\n    ${WRONG}`), WRONG_SERVICE('web.yaml'));
  assert.deepEqual(shownIn(`${CONFIG}    # @file shop/web.yaml\n    ${WRONG}`), []);
});

test('a kustomization brings together what is checked', () => {
  const tree = `${CONFIG}
    # @file kustomization.yaml
    resources: [config.yaml, shop/web.yaml]
    # @file shop/web.yaml
    ${WRONG}
    # @file shop/other.yaml
    ${WRONG}`;
  assert.deepEqual(shownIn(tree), WRONG_SERVICE('shop/web.yaml'));
});

test('items of lists and every document are checked, templates and broken documents are not', () => {
  const tree = `
    # @file list.yaml
    apiVersion: v1
    kind: ServiceList
    items:
    - metadata: {name: prometheus}
      specs: {}
    # @file two.yaml
    ${NAMED}
    ---
    ${NAMED}
    # @file template.yaml
    ${NAMED.replace('{}', '{{ .Values.a }}')}
    # @file broken.yaml
    ${NAMED}
    spec: [
    ---
    ${NAMED}`;
  assert.deepEqual(shownIn(tree), [
    'list.yaml:5 manifest/unknown-field specs',
    'two.yaml:4 manifest/unknown-field specs',
    'two.yaml:10 manifest/unknown-field specs',
    'broken.yaml:11 manifest/unknown-field specs',
  ]);
});

test('of a document whose schema a comment names nothing is said', () => {
  const tree = `
    # @file a.yaml
    # yaml-language-server: $schema=https://example.com/service.json
    ${NAMED}
    ---
    ${NAMED}
    # @file b.yaml
    # $schema: ./service.json
    ${NAMED}`;
  assert.deepEqual(shownIn(tree), ['a.yaml:11 manifest/unknown-field specs']);
});

test('of kinds and versions that are not known nothing is said', () => {
  for (const head of [
    'apiVersion: v2\n    kind: Service',
    'apiVersion: v1\n    kind: Shop',
    'apiVersion: apps/v1beta1\n    kind: Deployment',
  ])
    assert.deepEqual(shownIn(`\n    # @file a.yaml\n    ${head}\n    metadata: {name: prometheus}\n    a: 1\n`), []);
});

const MISSING = 'apiVersion: v1\n    kind: Service\n    metadata: {}\n    spec: {ports: [{name: prometheus}]}\n';
const LABELLED = MISSING.replace('metadata: {}', 'metadata: {name: a, labels: {app: prometheus}}');
const isMissing = (tree: string, extent: 'whole' | 'part' = 'whole') =>
  manifestFindingsOf(modelOf(tree), extent).some(({ finding }) => finding.code === 'manifest/missing-field');

test('what is missing is told of an object that stands in its file as the API server gets it', () => {
  const file = (path: string) => `\n    # @file ${path}\n    ${LABELLED}`;
  assert.equal(isMissing(file('a.yaml')), true);
  assert.equal(isMissing(file('a.yaml'), 'part'), false);
  assert.equal(isMissing(file('shop/patch-a.yaml')), false);
});

test('of patches, of what is patched, and of what may be a patch nothing is missing', () => {
  const tree = (fields: string) => `
    # @file base/kustomization.yaml
    ${fields}
    # @file base/a.yaml
    ${LABELLED}`;
  assert.equal(isMissing(tree('resources: [a.yaml]')), true);
  assert.equal(isMissing(tree('resources: [a.yaml]\n    images: [{name: a, newTag: b}]')), true);
  assert.equal(isMissing(tree('patches: [{path: a.yaml}]')), false);
  assert.equal(isMissing(tree('patchesStrategicMerge: [a.yaml]')), false);
  assert.equal(isMissing(tree('resources: [a.yaml]\n    patches: [{path: b.yaml}]')), false);
  assert.equal(isMissing(tree('resources: [a.yaml]\n    commonLabels: {a: b}')), false);
  assert.equal(isMissing(tree('resources: []')), false);
  assert.equal(isMissing(tree('resources: [').replace('base/a', 'base/more/a')), false);
  assert.equal(isMissing(tree('resources: []').replace('base/a', 'other/a')), true);
});

test('of a chart nothing is missing', () => {
  const tree = `
    # @file Chart.yaml
    name: a
    # @file templates/a.yaml
    ${LABELLED}`;
  assert.equal(isMissing(tree), false);
});

test('of what a test expects of an object nothing is missing', () => {
  assert.equal(isMissing(`\n    # @file 01-assert.yaml\n    ${LABELLED}`), false);
  assert.equal(isMissing(`\n    # @file 02-errors.yaml\n    ${LABELLED}`), false);
  assert.equal(isMissing(`\n    # @file terrors.yaml\n    ${LABELLED}`), true);
  assert.equal(isMissing(`\n    # @file a.yaml\n    ${LABELLED}    status: {}\n`), false);
});

test('what is still to be filled in is not wrong', () => {
  const found = (type: string, name = 'prometheus') =>
    shownIn(`\n    # @file a.yaml\n    apiVersion: v1\n    kind: Service
    metadata: {name: ${name}, labels: {app: prometheus}}\n    spec: {type: ${type}, ports: [{port: 1}]}`).length;
  for (const type of ['${TYPE}', '"$(TYPE)"', '$TYPE', '<type>', '__TYPE__', '"@type@"', '"%TYPE%"', 'SERVICE_TYPE'])
    assert.equal(found(type), 0, type);
  for (const type of ['nodeport', 'TYPE', 'Node_Port']) assert.equal(found(type), 1, type);
  for (const name of ['NAME', 'MY_NAME', '${NAME}-a']) assert.equal(found('NodePort', name), 0, name);
});

test('kustomize gives subjects a namespace', () => {
  const binding = `
    # @file a.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: prometheus}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
    subjects: [{kind: ServiceAccount, name: prometheus}]`;
  assert.equal(isMissing(binding), true);
  assert.equal(isMissing(`${binding}\n    # @file kustomization.yaml\n    resources: [a.yaml]`), false);
  assert.equal(isMissing(binding.replace('a.yaml', 'shop/base/a.yaml')), false);
});

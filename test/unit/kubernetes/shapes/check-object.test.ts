import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Completeness, checkObject } from '../../../../src/kubernetes/shapes/check-object.ts';
import { kindShape } from '../../../../src/kubernetes/shapes/kind-shape.ts';
import type { Finding } from '../../../../src/schema/finding.ts';
import { findEntry } from '../../../../src/yaml/mapping.ts';
import type { MapNode } from '../../../../src/yaml/node.ts';
import { parseSource, type YamlDocument } from '../../../../src/yaml/source.ts';
import { checkFixture, dedent } from '../../check-fixture.ts';

function textOfKey(document: YamlDocument, root: MapNode, key: string): string {
  const value = findEntry(document, root, key)?.value;
  return value?.kind === 'scalar' ? value.text : '';
}

function check(text: string, completeness: Completeness): readonly Finding[] {
  return parseSource(text, 'manifest').documents.flatMap(document => {
    const node = document.root;
    if (node?.kind !== 'map') return [];
    const shape = kindShape(textOfKey(document, node, 'apiVersion'), textOfKey(document, node, 'kind'));
    return shape === undefined ? [] : checkObject({ document, text, node }, shape, completeness);
  });
}

const whole = (fixture: string) => checkFixture(fixture, text => check(text, 'whole'));
const partial = (fixture: string) => checkFixture(fixture, text => check(text, 'partial'));

const messages = (text: string) => check(dedent(text), 'whole').map(({ message }) => message);

test('a misspelt field is told with its place, and is not missing as well', () => {
  const text = `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop }
    spec:
      replcas: 3
    # ^^^^^^^ error manifest/unknown-field
      selector: { matchLabels: { app: shop } }
      template:
        metadata: { labels: { app: shop } }
        spec:
          contaienrs: [{ name: main, image: shop:1 }]
    #     ^^^^^^^^^^ error manifest/unknown-field
  `;
  whole(text);
  assert.deepEqual(messages(text.replaceAll(/^ *# .*\n/gm, '')), [
    'The API server will not take this: `replcas` is not a field of a Deployment’s `spec`. Did you mean `replicas`?',
    'The API server will not take this: `contaienrs` is not a field of `spec`. Did you mean `containers`?',
  ]);
});

test('types as they are written in YAML', () => {
  whole(`
    apiVersion: v1
    kind: Service
    metadata:
      name: shop
      labels: { version: 1.0, debug: no, quoted: '1' }
    #                    ^^^ error manifest/wrong-type
    #                                ^^ error manifest/wrong-type
    spec:
      selector: app
    #           ^^^ error manifest/wrong-type
      publishNotReadyAddresses: 'true'
    #                           ^^^^^^ error manifest/wrong-type
      ports: [{ port: '80' }, { name: a, port: 80.0 }, { name: b, port: 3000000000 }]
    #                 ^^^^ error manifest/wrong-type
    #                                                                   ^^^^^^^^^^ error manifest/wrong-type
  `);
});

test('what would be right is there for a fix', () => {
  const [first, second] = check(
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\nimmutable: "yes"\ndata: { a: 1 }\n',
    'whole',
  );
  assert.deepEqual(first?.data, { replacement: 'true' });
  assert.deepEqual(second?.data, { replacement: "'1'" });
});

test('what is right in a binding, and for a count in quotes', () => {
  const binding = `
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: { name: a }
    roleRef: { apiGroup: v1, kind: ClusterRol, name: a }
    subjects: [{ kind: ServiceAccount, name: a, namespace: b, apiGroup: v1 }, { kind: Usr, name: c }]
  `;
  const deployment = `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: a }
    spec:
      selector: { matchLabels: { a: b } }
      strategy: { rollingUpdate: { maxSurge: '1' } }
      template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: a }] } }
  `;
  const replacements = [binding, deployment].flatMap(text =>
    check(dedent(text), 'whole').map(({ data }) => data['replacement']),
  );
  assert.deepEqual(replacements, ['rbac.authorization.k8s.io', 'ClusterRole', "''", 'User', '1']);
});

test('values: enumerations, quantities, names, labels, ports', () => {
  whole(`
    apiVersion: v1
    kind: Pod
    metadata:
      name: My_Pod
    #       ^^^^^^ error manifest/invalid-value
      labels: { 'a b': x, ok: 'b c' }
    #           ^^^^^ error manifest/invalid-value
    #                         ^^^^^ error manifest/invalid-value
    spec:
      restartPolicy: Allways
    #                ^^^^^^^ error manifest/invalid-value
      containers:
        - name: main
          image: shop:1
          ports: [{ containerPort: 70000 }]
    #                              ^^^^^ error manifest/invalid-value
          resources: { limits: { cpu: 1O, disk: 1 } }
    #                                 ^^ error manifest/invalid-value
    #                                     ^^^^ error manifest/invalid-value
  `);
});

test('what is missing is told at the first key beside it, or at the key of what is empty', () => {
  whole(`
    apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec:
      containers:
        - image: shop:1
    #     ^^^^^ error manifest/missing-field
        - name: ''
    #           ^^ error manifest/missing-field
          image: shop:1
      volumes:
        -
    #   ^ error manifest/missing-field
  `);
  whole(
    `
    apiVersion: v1
    #^^^^^^^^^ error manifest/missing-field
    kind: PersistentVolumeClaim
    metadata: { name: a }
  `.replace('#^^^^^^^^^ error', '^^^^^^^^^^ error'),
  );
});

test('roles and bindings', () => {
  whole(`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: { name: reader }
    rules:
      - apiGroups: ['']
    #   ^^^^^^^^^ error manifest/missing-field
        resources: [pods]
      - nonResourceURLs: [/metrics]
    #   ^^^^^^^^^^^^^^^ error manifest/invalid-value
        verbs: [get]
      - resources: [pods]
    #   ^^^^^^^^^ error manifest/missing-field
        verbs: [get]
  `);
  whole(`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: { name: reader }
    roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
    #                                                     ^^^^ error manifest/invalid-value
    subjects:
      - kind: ServiceAccount
    #   ^^^^ error manifest/missing-field
        name: prometheus
      - { kind: User, name: jane, apiGroup: v1 }
    #                                       ^^ error manifest/invalid-value
  `);
});

test('a workload has to select its pods, and mount volumes that there are', () => {
  whole(`
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: { name: shop }
    spec:
      selector: { matchLabels: { app: shop } }
      template:
        metadata:
          labels: { app: other }
    #     ^^^^^^ error manifest/invalid-value
        spec:
          containers:
            - name: main
              image: shop:1
              volumeMounts: [{ name: data, mountPath: /data }, { name: config, mountPath: /config }]
    #                                                                  ^^^^^^ error manifest/invalid-value
      volumeClaimTemplates:
        - metadata: { name: data }
          spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
  `);
});

test('a patch lacks nothing and may have directives', () => {
  partial(`
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: shop }
    spec:
      replicas: null
      paused: 'no'
    #         ^^^^ error manifest/wrong-type
      template:
        spec:
          $setElementOrder/containers: [{ name: main }]
          containers:
            - $patch: delete
              name: main
            - name: other
              imgae: x
    #         ^^^^^ error manifest/unknown-field
  `);
});

test('nothing of kinds that are not known, of null, of merged keys', () => {
  whole('apiVersion: v1\nkind: Node\nfoo: 1\n');
  whole(`
    apiVersion: v1
    kind: ConfigMap
    metadata: &metadata { name: a, labels: null, annotations: }
    data:
    binaryData: {}
  `);
  whole(`
    apiVersion: v1
    kind: Secret
    metadata: { name: a }
    stringData: { <<: { a: x }, b: z }
    type:
  `);
});

test('a key that is there twice', () => {
  whole(`
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: a }
    data: { a: x, a: z }
    #             ^ error manifest/duplicate-key
  `);
});

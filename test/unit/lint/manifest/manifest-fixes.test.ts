import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixesOf } from './check-manifest.ts';

const service = (spec: string) => `apiVersion: v1
kind: Service
metadata: # of it
  name: prometheus
spec:
${spec}`;

const deployment = (spec: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: prometheus}
${spec}`;

const binding = (namespace: string) => `apiVersion: v1
kind: ServiceAccount
metadata: {name: prometheus, namespace: monitoring}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: prometheus}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
subjects:
  - kind: ServiceAccount
    name: prometheus
${namespace}`;

const CASES: readonly {
  readonly what: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
}[] = [
  {
    what: 'a misspelt field',
    before: service('  typ: NodePort # a\n  ports: [{port: 80}]\n'),
    title: 'Change `typ` to `type`',
    after: service('  type: NodePort # a\n  ports: [{port: 80}]\n'),
  },
  {
    what: 'a misspelt field in quotes',
    before: service('  ports: [{"port": 80, "portocol": TCP}]\n'),
    title: 'Change `"portocol"` to `protocol`',
    after: service('  ports: [{"port": 80, protocol: TCP}]\n'),
  },
  {
    what: 'a field that there is not',
    before: service('  ports:\n  - port: 80\n    surprise:\n    - 1 # gone\n    # of the name\n    name: web\n'),
    title: 'Remove `surprise`',
    after: service('  ports:\n  - port: 80\n    # of the name\n    name: web\n'),
  },
  {
    what: 'a misspelt value',
    before: service('  type: nodePort\n  ports: [{port: 80}]\n'),
    title: 'Change `nodePort` to `NodePort`',
    after: service('  type: NodePort\n  ports: [{port: 80}]\n'),
  },
  {
    what: 'a value of its own',
    before: service('  type: Surprise\n  ports: [{port: 80}]\n'),
    title: 'Change `Surprise` to `NodePort`',
    after: service('  type: NodePort\n  ports: [{port: 80}]\n'),
  },
  {
    what: 'a number in quotes',
    before: service('  ports:\n    - port: "80"\n'),
    title: 'Change `"80"` to `80`',
    after: service('  ports:\n    - port: 80\n'),
  },
  {
    what: 'a key that is there twice',
    before: service('  ports:\n    - port: 80\n      port: 81\n'),
    title: 'Remove `port`',
    after: service('  ports:\n    - port: 80\n'),
  },
  {
    what: 'the selector of a workload',
    before: deployment(`spec:
  replicas: 1
  template:
    metadata: {labels: {app: prometheus, on: "true"}}
    spec: {containers: [{name: a, image: b}]}
`),
    title: 'Add `selector`',
    after: deployment(`spec:
  replicas: 1
  selector:
    matchLabels:
      app: prometheus
      "on": "true"
  template:
    metadata: {labels: {app: prometheus, on: "true"}}
    spec: {containers: [{name: a, image: b}]}
`),
  },
  {
    what: 'the namespace of a subject',
    before: binding(''),
    title: 'Add `namespace`',
    after: binding('    namespace: monitoring\n'),
  },
  {
    what: 'a wrong type behind which more is wrong',
    before: service('  ports: [{port: "80", targetPort: a_b}]\n'),
    title: 'Change `"80"` to `80`',
    after: service('  ports: [{port: 80, targetPort: a_b}]\n'),
  },
  {
    what: 'a field of the wrong level',
    before: deployment(
      'replicas: 2 # two\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n',
    ),
    title: 'Move `replicas` into `spec`',
    after: deployment(
      'spec:\n  selector: {matchLabels: {a: b}}\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n  replicas: 2 # two\n',
    ),
  },
  {
    what: 'a list of the wrong level',
    before: deployment(
      'spec:\n  volumes:\n    - name: a # one\n      emptyDir: {}\n  selector: {matchLabels: {a: b}}\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n',
    ),
    title: 'Move `volumes` into `template.spec`',
    after: deployment(
      'spec:\n  selector: {matchLabels: {a: b}}\n  template:\n    spec:\n      containers: [{name: a, image: b}]\n      volumes:\n        - name: a # one\n          emptyDir: {}\n',
    ),
  },
];

for (const { what, before, title, after } of CASES)
  test(`a fix: ${what}`, () => {
    const fixes = fixesOf(before);
    assert.equal(fixes.get(title), after, [...fixes.keys()].join('; '));
  });

test('what belongs elsewhere is not thrown away, and half a way is not offered', () => {
  const flow =
    'replicas: 1\nspec: {selector: {matchLabels: {a: b}}, template: {spec: {containers: [{name: a, image: b}]}}}\n';
  assert.deepEqual([...fixesOf(deployment(flow)).keys()], []);
  assert.deepEqual([...fixesOf(deployment(flow.replace('spec', 'sped'))).keys()], []);
  assert.deepEqual([...fixesOf(service('  ports: [{port: 80}]\n  name: a\n')).keys()], []);
  assert.deepEqual([...fixesOf(service('  ports: 80\n')).keys()], []);
});

import type { Random } from '../random.ts';

const NAMES = ['prom', 'app', 'web', 'more'];
const RBAC = 'rbac.authorization.k8s.io';

/** Documents of manifests that refer to each other; each kind and name once in a namespace. */
export function randomObjects(random: Random): string {
  const texts = new Map<string, string>();
  const namespaces = random.happens(1, 3) ? ['', 'mon', 'prod', 'default'] : [random.pick(['', '', 'mon'])];
  for (const [head, body] of random.list(4, 10, () => randomObject(random, random.pick(namespaces))))
    if (!texts.has(head)) texts.set(head, `${head}\n${body}`);
  return `${[...texts.values()].join('\n---\n')}\n`;
}

/** The head says what and where the object is. */
function randomObject(random: Random, namespace: string): readonly [head: string, body: string] {
  const name = random.pick(NAMES);
  const named = (apiVersion: string, kind: string, where = namespace) => {
    const at = where === '' ? '' : `, namespace: ${where}`;
    return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${at}}`;
  };
  switch (random.below(11)) {
    case 0:
    case 1:
      return [named('v1', 'ServiceAccount'), ''];
    case 2:
      return [named(`${RBAC}/v1`, 'Role'), rules(random)];
    case 3:
      return [named(`${RBAC}/v1`, 'ClusterRole', ''), rules(random)];
    case 4:
    case 5:
      return [named(`${RBAC}/v1`, 'RoleBinding'), binding(random, random.pick(['Role', 'ClusterRole']))];
    case 6:
      return [named(`${RBAC}/v1`, 'ClusterRoleBinding', ''), binding(random, 'ClusterRole')];
    case 7:
      return [named('v1', random.pick(['ConfigMap', 'Secret'])), 'data: {a: YQ==}'];
    case 8:
      return random.happens(1, 2)
        ? [named('monitoring.coreos.com/v1', 'Prometheus'), `spec: {serviceAccountName: ${random.pick(NAMES)}}`]
        : [named('v1', 'Namespace', ''), ''];
    default:
      return workload(random, named);
  }
}

function workload(
  random: Random,
  named: (apiVersion: string, kind: string) => string,
): readonly [head: string, body: string] {
  const kind = random.pick(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'CronJob', 'Pod']);
  const account = `${random.pick(['serviceAccountName', 'serviceAccountName', 'serviceAccount'])}: ${random.pick(NAMES)}`;
  const volumes = random.list(0, 2, () => random.pick(VOLUMES).replace('NAME', random.pick(NAMES)));
  const listed = volumes.map((volume, index) => `{name: v${index}, ${volume}}`).join(', ');
  const podSpec = `{${account}, containers: [{name: c, image: "a:1"}], volumes: [${listed}]}`;
  if (kind === 'Pod') return [named('v1', kind), `spec: ${podSpec}`];
  if (kind === 'CronJob')
    return [named('batch/v1', kind), `spec: {jobTemplate: {spec: {template: {spec: ${podSpec}}}}}`];
  return [named('apps/v1', kind), `spec: {template: {spec: ${podSpec}}}`];
}

const VOLUMES = [
  'configMap: {name: NAME}',
  'secret: {secretName: NAME}',
  'projected: {sources: [{configMap: {name: NAME}}]}',
  'emptyDir: {}',
];

function rules(random: Random): string {
  const named = random.happens(1, 3) ? `, resourceNames: [${random.pick(NAMES)}]` : '';
  return `rules: [{apiGroups: [""], resources: [${random.pick(['pods', 'configmaps'])}], verbs: [get]${named}}]`;
}

function binding(random: Random, kind: string): string {
  const subjects = random.list(1, 3, () => {
    const at = random.pick(['', '', 'mon', 'prod', 'default', 'other']);
    const name = random.pick([...NAMES, 'default', 'gone', 'p-prom', 'team-app']);
    const namespace = at === '' ? '' : `, namespace: ${at}`;
    return `{kind: ${random.pick(['ServiceAccount', 'ServiceAccount', 'ServiceAccount', 'User'])}, name: ${name}${namespace}}`;
  });
  const role = `{apiGroup: ${RBAC}, kind: ${kind}, name: ${random.pick(NAMES)}}`;
  return `roleRef: ${role}\nsubjects: [${subjects.join(', ')}]`;
}

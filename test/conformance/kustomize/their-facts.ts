import { type Facts, refersTo, type Seen, UNSAID, withoutHash } from './facts.ts';

/** An object as kustomize puts it out. */
export interface KustomizeObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const CLUSTER_KINDS = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingWebhookConfiguration',
]);

const TEMPLATE = ['spec', 'template', 'spec'];
const POD_SPECS = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', ...TEMPLATE]],
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'].map(
    kind => [kind, TEMPLATE] as const,
  ),
]);

/**
 * What the objects say of themselves and of each other, as far as we read it. Of the values of ConfigMaps and Secrets
 * those are read that are texts of files.
 */
export function theirFacts(objects: readonly KustomizeObject[], texts: ReadonlySet<string>): Facts {
  const seen = objects.map(seenOf);
  const facts: Record<string, unknown> = {};
  for (const [index, object] of objects.entries()) {
    const one = seen[index];
    if (one === undefined) continue;
    facts[one.id] = 'there';
    for (const [what, value] of factsOf(object, one, seen, texts)) facts[`${one.id}: ${what}`] = value;
  }
  return facts;
}

function seenOf({ kind, metadata }: KustomizeObject): Seen {
  const namespace = CLUSTER_KINDS.has(kind) ? '' : metadata.namespace || undefined;
  const name = withoutHash(kind, metadata.name);
  return { kind, written: metadata.name, namespace, id: `${kind} ${namespace ?? '?'}/${name}` };
}

function factsOf(
  object: KustomizeObject,
  one: Seen,
  all: readonly Seen[],
  texts: ReadonlySet<string>,
): readonly (readonly [string, unknown])[] {
  switch (object.kind) {
    case 'Role':
    case 'ClusterRole':
      return [['rules', listOf(object['rules']).map(ruleText)]];
    case 'RoleBinding':
    case 'ClusterRoleBinding': {
      const { kind, name } = fieldsOf(object['roleRef']);
      const own = object.kind === 'RoleBinding' ? (one.namespace ?? UNSAID) : UNSAID;
      const subjects = listOf(object['subjects']).map(subject => subjectText(fieldsOf(subject), own));
      return [
        ['role', `${kind} ${name}`],
        ['subjects', subjects],
      ];
    }
    case 'ConfigMap':
    case 'Secret':
      return Object.entries(fieldsOf(object['data']))
        .map(([key, value]) => [`key ${key}`, valueText(object, value)] as const)
        .filter(([, text]) => texts.has(text));
    case 'Prometheus':
    case 'PrometheusAgent':
      return accountOf(fieldsOf(object['spec']), one, all);
    default: {
      const path = POD_SPECS.get(object.kind);
      if (path === undefined) return [];
      const podSpec = path.reduce<Fields>((at, key) => fieldsOf(at[key]), object);
      return [...accountOf(podSpec, one, all), ...volumesOf(podSpec, one, all)];
    }
  }
}

function ruleText(rule: unknown): unknown {
  const { verbs, resources, apiGroups, resourceNames, nonResourceURLs } = fieldsOf(rule);
  const names = listOf(resourceNames).map(name => withoutHash('ConfigMap', String(name)));
  return [verbs, apiGroups, resources, names, nonResourceURLs].map(listOf);
}

function subjectText({ kind, name, namespace }: Fields, own: string): string {
  return kind === 'ServiceAccount' ? `${kind} ${namespace || own}/${name}` : `${kind} ${name}`;
}

function valueText({ kind }: KustomizeObject, value: unknown): string {
  return kind === 'Secret' ? Buffer.from(String(value), 'base64').toString() : String(value);
}

function accountOf(from: Fields, one: Seen, all: readonly Seen[]): readonly (readonly [string, unknown])[] {
  const name = from['serviceAccountName'] || from['serviceAccount'];
  return typeof name === 'string' ? [['account', refersTo(all, one, 'ServiceAccount', name)]] : [];
}

function volumesOf(podSpec: Fields, one: Seen, all: readonly Seen[]): readonly (readonly [string, unknown])[] {
  const names = listOf(podSpec['volumes']).flatMap(volume => {
    const { configMap, secret, projected } = fieldsOf(volume);
    const direct = [
      ['ConfigMap', fieldsOf(configMap)['name']],
      ['Secret', fieldsOf(secret)['secretName']],
    ];
    const sources = listOf(fieldsOf(projected)['sources']).flatMap(source => [
      ['ConfigMap', fieldsOf(fieldsOf(source)['configMap'])['name']],
      ['Secret', fieldsOf(fieldsOf(source)['secret'])['name']],
    ]);
    return [...direct, ...sources];
  });
  const written = names.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return written.map(([kind, name], index) => [`volume ${index}`, refersTo(all, one, kind, name)] as const);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

import { RBAC_API_VERSION } from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { RefusalReason } from '../../../src/kubernetes/rbac/refused-objects.ts';
import type { AdminApi, Manifest } from '../../cluster/admin-api.ts';
import type { Random } from '../random.ts';

const KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'] as const;
const API_GROUPS = [null, null, '', 'rbac.authorization.k8s.io', 'rbac.authorization.k8s.io/v1', 'v1', 'apps'];
const ROLE_NAMES = ['view', 'system:view', 'a/b', 'a%b', '.', '..', '...', '', null, 'A b'];
const SUBJECT_NAMES = ['prometheus', 'kube.prometheus', 'Prometheus', 'a_b', '-a', '', null, 'a'.repeat(254)];

/** A role or binding, whose name and labels are right, and nearly everything else right or wrong by chance. */
export function randomOddObject(random: Random, index: number): Manifest {
  const kind = random.pick(KINDS);
  const isNamespaced = kind === 'Role' || kind === 'RoleBinding';
  const metadata = { name: `odd-${index}`, ...(isNamespaced ? { namespace: 'shop' } : {}) };
  const object = { apiVersion: RBAC_API_VERSION, kind, metadata };
  switch (kind) {
    case 'Role':
      return { ...object, rules: oddRules(random) };
    case 'ClusterRole':
      return { ...object, rules: oddRules(random), ...oddAggregation(random) };
    default:
      return { ...object, roleRef: oddRoleRef(random), subjects: random.list(0, 3, () => oddSubject(random)) };
  }
}

function oddRules(random: Random): readonly object[] {
  const texts = (one: string) => random.pick([[one], [one], [one], [one, ''], [''], [], null]);
  return random.list(0, 3, () =>
    random.happens(1, 4)
      ? { verbs: texts('get'), nonResourceURLs: texts('/metrics') }
      : {
          verbs: texts('get'),
          apiGroups: texts('apps'),
          resources: texts('pods'),
          ...(random.happens(1, 4) ? { resourceNames: texts('web') } : {}),
          ...(random.happens(1, 6) ? { nonResourceURLs: texts('*') } : {}),
        },
  );
}

function oddAggregation(random: Random): object {
  if (random.happens(2, 3)) return {};
  const selectors = random.list(0, 3, () =>
    random.pick([
      {},
      { matchLabels: { a: 'b' } },
      { matchLabels: { '-a': 'b' } },
      { matchLabels: { a: 'b c' } },
      { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', ''] }] },
      { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['-'] }] },
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
      { matchExpressions: [{ key: 'a', operator: 'exists' }] },
      { matchExpressions: [{ operator: 'Exists' }] },
    ]),
  );
  return { aggregationRule: random.happens(1, 6) ? {} : { clusterRoleSelectors: selectors } };
}

function oddRoleRef(random: Random): object {
  const kind = random.pick(['Role', 'ClusterRole', 'ClusterRole', 'clusterrole', '', null]);
  return { apiGroup: random.pick(API_GROUPS), kind, name: random.pick(ROLE_NAMES) };
}

function oddSubject(random: Random): object {
  const kind = random.pick(['ServiceAccount', 'ServiceAccount', 'User', 'Group', 'group', '', null]);
  const namespace = random.pick([null, 'shop', 'shop', '']);
  return { kind, apiGroup: random.pick(API_GROUPS), name: random.pick(SUBJECT_NAMES), namespace };
}

interface Cause {
  readonly reason: string;
  readonly field: string;
}

const KIND_OF_REASON: ReadonlyMap<string, RefusalReason['kind']> = new Map([
  ['FieldValueRequired', 'required'],
  ['FieldValueInvalid', 'invalid'],
  ['FieldValueNotSupported', 'not supported'],
]);

/**
 * The reasons for which the API server refuses an object, as `kind field`, each once and sorted; none for one that it would
 * take. What is wrong within a selector of an aggregated role is left out: that the selector is wrong is told as well.
 */
export async function serverRefusals(api: AdminApi, object: Manifest): Promise<readonly string[]> {
  const { namespace } = object.metadata;
  const where = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const path = `/apis/${RBAC_API_VERSION}${where}/${object.kind.toLowerCase()}s?dryRun=All`;
  const { status, body } = await api.request('POST', path, object);
  if (status === 201) return [];
  const { details } = body as { readonly details?: { readonly causes?: readonly Cause[] } };
  if (status !== 422 || !details?.causes) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  const reasons = details.causes
    .filter(({ field }) => !/clusterRoleSelectors\[\d+\]\./.test(field))
    .map(({ reason, field }) => `${KIND_OF_REASON.get(reason) ?? reason} ${field}`);
  return [...new Set(reasons)].sort();
}

/** The same of ours. */
export function ourRefusals(reasons: readonly RefusalReason[]): readonly string[] {
  const texts = reasons.map(({ kind, path }) => {
    const field = path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`));
    return `${kind} ${field.join('')}`;
  });
  return [...new Set(texts)].sort();
}

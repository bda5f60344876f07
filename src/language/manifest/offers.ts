import { RBAC_GROUP } from '../../kubernetes/rbac/rbac-group.ts';
import type { ObjectShape, Shape } from '../../schema/shape.ts';
import { fieldOf, itemsOf, type ManifestNode, textOfField, textOfNode } from '../../workspace/manifest-fields.ts';
import { POD_SPEC_PATHS } from '../../workspace/workload.ts';
import { lineStartAt } from '../../yaml/lines.ts';
import { type SourceFile, spanOf, startOf } from '../../yaml/source.ts';
import { touches } from '../../yaml/span.ts';
import { namesInFile, namespacesInFile } from './names-in-file.ts';
import { offered } from './offered-values.ts';
import { putShape } from './put-shape.ts';
import { ruleGroups, ruleResources, VERBS } from './rbac-values.ts';

/** An object in which values are to be offered or explained. */
export interface OffersPlace {
  readonly file: SourceFile;
  /** Undefined where it cannot be read yet. */
  readonly object: ManifestNode | undefined;
  readonly kind: string;
  readonly offset: number;
  readonly use: 'completion' | 'hover';
}

interface Offer {
  readonly path: readonly string[];
  readonly shape: Shape;
}

/** The shape of the kind with what Kubernetes leaves open and a Prometheus needs: rights, roles, accounts, names. */
export function withOffers(shape: ObjectShape, place: OffersPlace): ObjectShape {
  return offersOf(place).reduce((all, offer) => putShape(all, offer.path, offer.shape), shape);
}

function offersOf(place: OffersPlace): readonly Offer[] {
  const { kind } = place;
  if (kind === 'Role' || kind === 'ClusterRole') return ruleOffers(place);
  if (kind === 'RoleBinding' || kind === 'ClusterRoleBinding') return bindingOffers(place);
  return POD_SPEC_PATHS.flatMap(path => [
    ...named([...path, 'serviceAccountName'], place, 'ServiceAccount'),
    ...named([...path, 'volumes', '*', 'configMap', 'name'], place, 'ConfigMap'),
    ...named([...path, 'volumes', '*', 'secret', 'secretName'], place, 'Secret'),
  ]);
}

function ruleOffers({ object, offset, use }: OffersPlace): readonly Offer[] {
  const rule = itemsOf(object, 'rules').findLast(({ node }) => startOf(node) <= offset);
  const groups = new Set(textsIn(rule, 'apiGroups', offset));
  const resources = ruleResources().filter(({ group }) => groups.size === 0 || groups.has(group));
  const list = (field: string, values: Iterable<readonly [string, string]>): Offer => {
    const present = new Set(use === 'completion' ? textsIn(rule, field, offset) : []);
    return { path: ['rules', '*', field, '*'], shape: offered([...values].filter(([value]) => !present.has(value))) };
  };
  return [
    list('verbs', VERBS),
    list('apiGroups', ruleGroups()),
    list('resources', new Map(resources.map(({ resource, doc }) => [resource, doc]))),
    list('nonResourceURLs', [['/metrics', 'The metrics of the API server, and of components that ask it for rights.']]),
  ];
}

/** The texts of a list of the rule, without the one that is being written. */
function textsIn(rule: ManifestNode | undefined, field: string, offset: number): readonly string[] {
  return itemsOf(rule, field)
    .filter(({ node }) => !touches(spanOf(node), offset))
    .flatMap(item => textOfNode(item) ?? []);
}

function bindingOffers(place: OffersPlace): readonly Offer[] {
  const { kind, object, offset } = place;
  const role = textOfField(object, 'roleRef', 'kind');
  const subject = itemsOf(object, 'subjects').findLast(({ node }) => startOf(node) <= offset);
  const isAccount = fieldOf(subject, 'kind') === undefined || textOfField(subject, 'kind') === 'ServiceAccount';
  const roles = kind === 'RoleBinding' ? ROLES : ROLES.filter(([name]) => name === 'ClusterRole');
  const roleKinds = roles.map(([name]) => name).filter(name => role === undefined || role === name);
  return [
    { path: ['roleRef', 'apiGroup'], shape: offered([[RBAC_GROUP, 'The group of Role and ClusterRole.']]) },
    { path: ['roleRef', 'kind'], shape: offered(roles) },
    ...roleNames(place, roleKinds),
    { path: ['subjects', '*', 'kind'], shape: offered(SUBJECTS) },
    {
      path: ['subjects', '*', 'apiGroup'],
      shape: offered([[RBAC_GROUP, 'The group of User and Group. A ServiceAccount has none.']]),
    },
    ...(isAccount ? named(['subjects', '*', 'name'], place, 'ServiceAccount') : []),
    ...namespaces(['subjects', '*', 'namespace'], place),
  ];
}

const ROLES: readonly (readonly [string, string])[] = [
  ['ClusterRole', 'A role of the cluster: what a ClusterRoleBinding binds, and a RoleBinding for its namespace.'],
  ['Role', 'A role in the namespace of the RoleBinding.'],
];

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['ServiceAccount', 'An account that pods run as. It needs a `namespace`.'],
  ['User', 'A user, by the name that the authentication of the cluster gives it.'],
  ['Group', 'A group of users or accounts, such as `system:serviceaccounts:monitoring`.'],
];

/** Asked only on the line of such a field: the whole file is looked through. */
function named(path: readonly string[], { file, offset }: OffersPlace, kind: string): readonly Offer[] {
  if (!isOnLine(file, offset, path)) return [];
  const names = namesInFile(file, kind);
  return names.length === 0 ? [] : [{ path, shape: offered(names.map(name => [name, `A ${kind} of this file.`])) }];
}

function roleNames({ file, offset }: OffersPlace, kinds: readonly string[]): readonly Offer[] {
  if (!isOnLine(file, offset, ['name'])) return [];
  const names = kinds.flatMap(kind => namesInFile(file, kind).map(name => [name, `A ${kind} of this file.`] as const));
  return names.length === 0 ? [] : [{ path: ['roleRef', 'name'], shape: offered(new Map(names)) }];
}

function namespaces(path: readonly string[], { file, offset }: OffersPlace): readonly Offer[] {
  if (!isOnLine(file, offset, path)) return [];
  const names = namespacesInFile(file);
  return names.length === 0 ? [] : [{ path, shape: offered(names.map(name => [name, 'A namespace of this file.'])) }];
}

function isOnLine({ text }: SourceFile, offset: number, path: readonly string[]): boolean {
  const end = text.indexOf('\n', offset);
  return text.slice(lineStartAt(text, offset), end < 0 ? text.length : end).includes(`${path.at(-1)}`);
}

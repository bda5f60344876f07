import type { RbacObject } from '../../../src/kubernetes/rbac/rbac-objects.ts';
import type { Bundle, BundledObject, Named } from '../../../src/workspace/bundle.ts';
import { type BundleRbac, rbacOfBundle } from '../../../src/workspace/rbac-of-bundle.ts';
import { type Reference, referencesOf } from '../../../src/workspace/references.ts';
import type { WorkspaceModel } from '../../../src/workspace/workspace-model.ts';
import { type Facts, UNSAID } from './facts.ts';

/** What we say of a bundle, and what we say that we do not know. */
export interface OurFacts {
  readonly facts: Facts;
  isUnknown(fact: string): boolean;
}

/** Reasons that say that kustomize does not build the bundle. */
const REFUSALS: readonly string[] = ['refused', 'missing', 'unreadable'];

/** What we say of the bundle of a tree with these files. */
export function ourFacts(model: WorkspaceModel, bundle: Bundle, files: ReadonlyMap<string, string>): OurFacts {
  const facts = new Map<string, unknown>();
  const unknown = new Set<string>();
  const reasons = bundle.openness.kind === 'open' ? bundle.openness.reasons : [];
  const refused = reasons.filter(({ kind }) => REFUSALS.includes(kind));
  if (refused.length > 0)
    facts.set(
      'refused',
      refused.map(({ kind, what }) => `${kind} ${what}`),
    );
  for (const one of bundle.objects) if (one.identity === 'known') facts.set(idOf(one), 'there');
  addGenerated(bundle, files, facts);
  addReferences(referencesOf(model, bundle), facts, unknown);
  addRbac(rbacOfBundle(bundle, UNSAID), facts, unknown);
  const all: readonly Named[] = [...bundle.objects, ...bundle.generated];
  const patched = new Set(all.filter(one => one.patches.length > 0).map(idOf));
  const mayBeMore = reasons.length > refused.length || all.some(isRenamed);
  const isUnknown = (fact: string) => {
    const [object = ''] = fact.split(': ');
    const isContent = fact !== object;
    if (unknown.has(fact) || (isContent && patched.has(object))) return true;
    return mayBeMore && !facts.has(object);
  };
  return { facts: Object.fromEntries([...facts].filter(([fact]) => !isUnknown(fact))), isUnknown };
}

function isRenamed(one: Named): boolean {
  return one.identity === 'patched';
}

function idOf(one: Named): string {
  const kind = 'object' in one ? one.object.kind : one.kind;
  const namespace = one.namespace === '' ? '' : (one.namespace ?? '?');
  return `${kind} ${namespace}/${one.name}`;
}

function addGenerated({ generated }: Bundle, files: ReadonlyMap<string, string>, facts: Map<string, unknown>): void {
  for (const one of generated) {
    if (one.identity === 'patched') continue;
    facts.set(idOf(one), 'there');
    if (one.patches.length > 0) continue;
    for (const { key, path } of one.entries) facts.set(`${idOf(one)}: key ${key}`, files.get(path));
  }
}

function addReferences(references: readonly Reference[], facts: Map<string, unknown>, unknown: Set<string>): void {
  const counts = new Map<BundledObject, number>();
  for (const { from, by, target } of references) {
    if (by === 'role-ref' || by === 'subject' || from.identity === 'patched') continue;
    const count = counts.get(from) ?? 0;
    if (by === 'volume') counts.set(from, count + 1);
    const fact = `${idOf(from)}: ${by === 'volume' ? `volume ${count}` : 'account'}`;
    if (target.kind === 'unknown' && target.why !== 'built-in') unknown.add(fact);
    else facts.set(fact, targetsOf(target));
  }
}

function targetsOf(target: Reference['target']): readonly string[] {
  if (target.kind === 'resolved') return [idOf(target.to)];
  return target.kind === 'several' ? target.to.map(idOf).toSorted() : [];
}

function addRbac(rbac: BundleRbac, facts: Map<string, unknown>, unknown: Set<string>): void {
  const { roles, clusterRoles, roleBindings, clusterRoleBindings } = rbac.objects;
  const reasons = rbac.openness.kind === 'open' ? rbac.openness.reasons : [];
  const uncertain = new Set(reasons.filter(({ kind }) => kind === 'patched').map(({ uri, what }) => `${uri} ${what}`));
  for (const object of [...roles.values(), ...clusterRoles.values(), ...roleBindings, ...clusterRoleBindings]) {
    const bundled = rbac.originOf(object)?.bundled;
    if (bundled === undefined || bundled.identity === 'patched') continue;
    for (const [what, value] of factsOfRbac(object)) facts.set(`${idOf(bundled)}: ${what}`, value);
    if (!uncertain.has(`${bundled.object.uri} ${bundled.name}`)) continue;
    for (const what of ['role', 'subjects', 'rules']) unknown.add(`${idOf(bundled)}: ${what}`);
  }
}

function factsOfRbac(object: RbacObject): readonly (readonly [string, unknown])[] {
  if (object.kind === 'Role' || object.kind === 'ClusterRole') {
    const rules = object.rules.map(({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }) => [
      verbs,
      apiGroups,
      resources,
      resourceNames,
      nonResourceURLs,
    ]);
    return [['rules', rules]];
  }
  const subjects = object.subjects.map(({ kind, namespace, name }) =>
    kind === 'ServiceAccount' ? `${kind} ${namespace || UNSAID}/${name}` : `${kind} ${name}`,
  );
  return [
    ['role', `${object.roleRef.kind} ${object.roleRef.name}`],
    ['subjects', subjects],
  ];
}

import type { Access, ResourceAccess } from '../../prometheus/access/access.ts';
import { accessRules, ruleResource } from '../../prometheus/access/access-rules.ts';
import { withoutCovered } from '../../prometheus/access/merge-access.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import { type BoundRole, boundRoles, type WrittenRule } from './bound-roles.ts';
import { addTexts } from './list-edits.ts';
import { appendRules } from './rule-edits.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { type FileEdit, objectOf } from './workspace-edits.ts';

/** Edits of the roles that an account has, and what no role of it can grant. */
export interface Extension {
  readonly roles: readonly BoundRole[];
  readonly edits: readonly FileEdit[];
  readonly left: readonly Access[];
}

/** Adds accesses to roles that are bound to the account where they are wanted: to a fitting rule, else as rules. */
export function extendRoles(scene: Scene, account: SceneAccount, accesses: readonly Access[]): Extension {
  const bound = boundRoles(scene, account).filter(({ role }) => role.kind === 'Role' || !role.aggregationRule);
  const wanted = withoutCovered(accesses);
  const byRole = Map.groupBy(wanted, access => bound.find(one => isFor(one, access)));
  const left = byRole.get(undefined) ?? [];
  const roles = [...byRole.keys()].filter(role => role !== undefined);
  return { roles, left, edits: roles.flatMap(role => extendRole(role, byRole.get(role) ?? [])) };
}

function isFor({ role, bindings }: BoundRole, access: Access): boolean {
  const namespace = access.kind === 'path' ? '' : access.namespace;
  if (role.kind === 'Role') return namespace !== '' && role.metadata.namespace === namespace;
  return bindings.some(
    ({ kind, metadata }) => kind === 'ClusterRoleBinding' || (namespace !== '' && metadata.namespace === namespace),
  );
}

function extendRole(bound: BoundRole, accesses: readonly Access[]): readonly FileEdit[] {
  const { uri, file } = objectOf(bound.origin);
  const additions = new Map<string, { readonly field: string; readonly written: WrittenRule; texts: string[] }>();
  const fresh: Access[] = [];
  for (const access of accesses) {
    const fitting = additionsFor(bound, access, accesses);
    if (!fitting) fresh.push(access);
    else {
      const key = `${fitting.written.index} ${fitting.field}`;
      const known = additions.get(key) ?? { ...fitting, texts: [] };
      known.texts = [...new Set([...known.texts, ...fitting.texts])];
      additions.set(key, known);
    }
  }
  const inRules = [...additions.values()].flatMap(({ field, written, texts }): readonly FileEdit[] => {
    const list = fieldOf(written.node, field)?.node;
    const edits = list?.kind === 'seq' ? addTexts(file, list, texts) : undefined;
    return edits?.map(edit => ({ uri, edit })) ?? [{ uri, edit: undefined }];
  });
  if (fresh.length === 0) return inRules;
  return [...inRules, appendRules(objectOf(bound.origin), bound.origin.node, accessRules(fresh, 'fine-grained'))];
}

interface Addition {
  readonly field: 'resources' | 'nonResourceURLs' | 'verbs';
  readonly written: WrittenRule;
  readonly texts: readonly string[];
}

/** What to add to which rule so that it grants the access, and little else; undefined: it needs a rule of its own. */
function additionsFor(bound: BoundRole, access: Access, all: readonly Access[]): Addition | undefined {
  if (access.kind === 'path') {
    const written = bound.rules.find(({ rule }) => rule.nonResourceURLs.length > 0 && allows(rule.verbs, access.verbs));
    return written && { field: 'nonResourceURLs', written, texts: [access.path] };
  }
  const alike = bound.rules.filter(({ rule }) => rule.nonResourceURLs.length === 0 && rule.resourceNames.length === 0);
  const lacking = alike.find(({ rule }) => isOnlyLackingVerbs(rule, access, all));
  if (lacking) {
    const verbs = access.verbs.filter(verb => !allows(lacking.rule.verbs, [verb]));
    if (verbs.length > 0) return { field: 'verbs', written: lacking, texts: verbs };
  }
  if (access.names.length > 0) return undefined;
  const written = alike.find(
    ({ rule }) => rule.apiGroups.length === 1 && rule.apiGroups[0] === access.group && isFitting(rule.verbs, access),
  );
  return written && { field: 'resources', written, texts: [ruleResource(access, 'fine-grained')] };
}

/** Whether all that the rule names is wanted with those verbs as well. */
function isOnlyLackingVerbs(rule: WrittenRule['rule'], access: ResourceAccess, all: readonly Access[]): boolean {
  if (!rule.apiGroups.includes(access.group) || !rule.resources.includes(ruleResource(access, 'fine-grained')))
    return false;
  const wanted = all.flatMap(one =>
    one.kind === 'resource' && rule.apiGroups.includes(one.group) && one.verbs.join() === access.verbs.join()
      ? [ruleResource(one, 'fine-grained')]
      : [],
  );
  return rule.resources.every(resource => wanted.includes(resource));
}

/** The same verbs, or `get` more: that reads no more than list does. */
function isFitting(verbs: readonly string[], access: ResourceAccess): boolean {
  return allows(verbs, access.verbs) && verbs.every(verb => verb === 'get' || access.verbs.some(one => one === verb));
}

function allows(verbs: readonly string[], wanted: readonly string[]): boolean {
  return verbs.includes('*') || wanted.every(verb => verbs.includes(verb));
}

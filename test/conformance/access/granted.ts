import type { Access } from '../../../src/prometheus/access/access.ts';
import type { WrittenRule } from '../../../src/prometheus/access/access-rules.ts';
import {
  type RbacManifest,
  type RbacManifestsRequest,
  rbacManifests,
} from '../../../src/prometheus/access/rbac-manifests.ts';
import { NAMESPACES } from './configurations.ts';

/** A way to grant what a configuration needs, or to fail to. */
export interface Grant {
  readonly id: string;
  readonly enough: 'always' | 'as it is';
  readonly manifests: (needed: readonly Access[], account: Account) => readonly RbacManifest[];
}

export interface Account {
  readonly name: string;
  readonly namespace: string;
}

type ResourceRule = Extract<WrittenRule, { readonly resources: readonly string[] }>;

/** What the configuration needs and nothing else, as we would write it. */
export function generated(needed: readonly Access[], { name, namespace }: Account): readonly RbacManifest[] {
  return rbacManifests(needed, requestOf(name, namespace));
}

/** What is tried with every configuration. */
export const ALWAYS_TRIED: readonly Grant[] = [
  { id: 'nothing', enough: 'as it is', manifests: () => [] },
  { id: 'generated', enough: 'always', manifests: generated },
];

/** Of these a few are tried with each. */
export const TRIED_IN_TURN: readonly Grant[] = [
  { id: 'list only', enough: 'as it is', manifests: withRules(rule => ({ ...rule, verbs: ['list'] })) },
  { id: 'watch only', enough: 'as it is', manifests: withRules(rule => ({ ...rule, verbs: ['watch'] })) },
  { id: 'get only', enough: 'as it is', manifests: withRules(rule => ({ ...rule, verbs: ['get'] })) },
  {
    id: 'another group',
    enough: 'as it is',
    manifests: withRules(rule => ({ ...rule, apiGroups: rule.apiGroups.map(group => (group === '' ? 'apps' : '')) })),
  },
  { id: 'names', enough: 'as it is', manifests: withRules(rule => ({ ...rule, resourceNames: ['web'] })) },
  { id: 'a star of verbs', enough: 'always', manifests: withRules(rule => ({ ...rule, verbs: ['*'] })) },
  {
    id: 'stars',
    enough: 'always',
    manifests: withRules(() => ({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })),
  },
  { id: 'Roles for the cluster', enough: 'as it is', manifests: rolesInstead },
  { id: 'the cluster for namespaces', enough: 'always', manifests: everywhere },
  { id: 'a ClusterRole bound in namespaces', enough: 'as it is', manifests: boundInNamespaces },
  {
    id: 'another subject',
    enough: 'as it is',
    manifests: (needed, { name }) => generated(needed, { name, namespace: 'shop' }),
  },
];

function requestOf(name: string, namespace: string): RbacManifestsRequest {
  return { name, namespace, serviceAccount: { name, is: 'there already' }, kubelet: 'fine-grained' };
}

function withRules(change: (rule: ResourceRule) => WrittenRule): Grant['manifests'] {
  return (needed, account) =>
    generated(needed, account).map(one =>
      'rules' in one ? { ...one, rules: one.rules.map(rule => ('resources' in rule ? change(rule) : rule)) } : one,
    );
}

/** Roles in every namespace grant nothing of the cluster as a whole. */
function rolesInstead(needed: readonly Access[], account: Account): readonly RbacManifest[] {
  const places = needed.flatMap((access): readonly Access[] => {
    if (access.kind === 'path' || access.namespace !== '') return [access];
    return NAMESPACES.map(namespace => ({ ...access, namespace }));
  });
  return generated(places, account);
}

function everywhere(needed: readonly Access[], account: Account): readonly RbacManifest[] {
  return generated(
    needed.map(access => ({ ...access, namespace: '' })),
    account,
  );
}

/** Grants in each namespace what the ClusterRole has of namespaces, and nothing of the cluster. */
function boundInNamespaces(needed: readonly Access[], account: Account): readonly RbacManifest[] {
  return everywhere(needed, account).flatMap((one): readonly RbacManifest[] => {
    if (one.kind !== 'ClusterRoleBinding') return [one];
    return NAMESPACES.map(namespace => ({ ...one, kind: 'RoleBinding', metadata: { ...one.metadata, namespace } }));
  });
}

import assert from 'node:assert/strict';
import { decideByGrants } from '../../../src/kubernetes/rbac/decide-access.ts';
import { grantsOf } from '../../../src/kubernetes/rbac/grants.ts';
import {
  RBAC_API_VERSION,
  RBAC_KINDS,
  type RbacObjects,
  rbacObjects,
  readRbacObjectOfKind,
} from '../../../src/kubernetes/rbac/rbac-objects.ts';
import { serviceAccountRequester } from '../../../src/kubernetes/rbac/requester.ts';
import type { Access, ResourceAccess } from '../../../src/prometheus/access/access.ts';
import { accessRequests } from '../../../src/prometheus/access/access-requests.ts';
import { requiredAccess } from '../../../src/prometheus/access/required-access.ts';
import { readPrometheusConfig } from '../../../src/prometheus/config/read.ts';
import { createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import type { AdminApi } from '../../cluster/admin-api.ts';
import { type AccessCase, type PairSets, pairOf } from './access-case.ts';

/** What the text of a configuration needs, by who asks: '' for the own account, else the kubeconfig file. */
export function neededByAsker(text: string, ownNamespace: string | undefined): ReadonlyMap<string, readonly Access[]> {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  const config = readPrometheusConfig(document);
  const home = { ownNamespace, version: 'unknown' } as const;
  const { needs, unknown } = requiredAccess({ text, document, config, home, regexes: createRegexCache(10) });
  assert.deepEqual(unknown, []);
  const byAsker = Map.groupBy(needs, ({ asker }) => (asker.kind === 'kubeconfig' ? asker.file : ''));
  return new Map([...byAsker].map(([asker, some]) => [asker, some.map(({ access }) => access)]));
}

/** All roles and bindings of a cluster. */
export async function rolesOf(api: AdminApi): Promise<RbacObjects> {
  const all = [];
  for (const kind of RBAC_KINDS) {
    for (const object of await api.list(RBAC_API_VERSION, kind)) all.push(readRbacObjectOfKind(kind, object));
  }
  return rbacObjects('cluster', all);
}

/** What we say that an account asks for, and what of it is missing. */
export function ourPairs({ name, namespace }: AccessCase, needed: readonly Access[], roles: RbacObjects): PairSets {
  const held = grantsOf(serviceAccountRequester(namespace, name), roles);
  const resources = resourcesOf(needed);
  const isMissing = (access: ResourceAccess) =>
    accessRequests(access).some(request => decideByGrants(request, held).access !== 'allowed');
  return { asked: pairsOf(resources), forbidden: pairsOf(resources.filter(isMissing)) };
}

/** The pairs of list and watch that are needed. */
export function neededPairs(needed: readonly Access[]): readonly string[] {
  return pairsOf(resourcesOf(needed));
}

function resourcesOf(needed: readonly Access[]): readonly ResourceAccess[] {
  return needed.filter(access => access.kind === 'resource');
}

function pairsOf(accesses: readonly ResourceAccess[]): readonly string[] {
  return accesses.map(({ group, resource, namespace }) => pairOf(group, resource, namespace)).sort();
}

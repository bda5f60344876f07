import type { AccessRequest } from './access-request.ts';
import { type AllowedBy, allowingGrants, decideByGrants, type Uncertainty } from './decide-access.ts';
import type { Doubt, Grants } from './grants.ts';

/** What somebody needs: several verbs that are of use only together, such as list and watch. */
export type WantedAccess = WantedResource | WantedPath;

export interface WantedResource {
  readonly kind: 'resource';
  readonly verbs: readonly string[];
  /** The API group, '' for the core. */
  readonly group: string;
  readonly resource: string;
  /** '' for the object itself. */
  readonly subresource: string;
  /** '' where no single object is named. */
  readonly name: string;
  readonly scope: WantedScope;
}

export interface WantedPath {
  readonly kind: 'path';
  readonly verbs: readonly string[];
  readonly path: string;
}

/** `cluster`: objects of the cluster, or of all namespaces at once, which rights in each single one do not give. */
export type WantedScope =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] };

/** What is there of the wanted verbs in one place. */
export interface AccessInScope {
  /** '' for the whole cluster. */
  readonly namespace: string;
  readonly granted: readonly { readonly verb: string; readonly by: AllowedBy }[];
  readonly missing: readonly { readonly verb: string; readonly notFound: readonly Doubt[] }[];
  readonly unknown: readonly { readonly verb: string; readonly because: readonly Uncertainty[] }[];
}

/** What is granted, missing and unknown of the wanted access, in each place where it is wanted. */
export function accessInScopes(wanted: WantedAccess, held: Grants): readonly AccessInScope[] {
  return namespacesOf(wanted).map(namespace => {
    const decisions = wanted.verbs.map(verb => ({
      verb,
      decision: decideByGrants(requestOf(wanted, verb, namespace), held),
    }));
    return {
      namespace,
      granted: decisions.flatMap(({ verb, decision }) =>
        decision.access === 'allowed' ? [{ verb, by: decision.by }] : [],
      ),
      missing: decisions.flatMap(({ verb, decision }) =>
        decision.access === 'denied' ? [{ verb, notFound: decision.notFound }] : [],
      ),
      unknown: decisions.flatMap(({ verb, decision }) =>
        decision.access === 'unknown' ? [{ verb, because: decision.because }] : [],
      ),
    };
  });
}

/** The places in which a wanted verb is missing for certain. */
export function missingAccess(wanted: WantedAccess, held: Grants): readonly AccessInScope[] {
  return accessInScopes(wanted, held).filter(({ missing }) => missing.length > 0);
}

/**
 * The namespaces, sorted, in which RoleBindings grant all wanted verbs, whatever the wanted scope is. They say where a
 * RoleBinding stands although one for the cluster is needed, and to what a configuration could limit itself.
 */
export function namespacesGranting(wanted: WantedResource, held: Grants): readonly string[] {
  const bound = held.grants.flatMap(({ scope }) => (scope.kind === 'namespace' ? [scope.namespace] : []));
  return [...new Set(bound)]
    .filter(namespace =>
      wanted.verbs.every(verb => allowingGrants(requestOf(wanted, verb, namespace), held).length > 0),
    )
    .sort();
}

function namespacesOf(wanted: WantedAccess): readonly string[] {
  return wanted.kind === 'resource' && wanted.scope.kind === 'namespaces' ? wanted.scope.namespaces : [''];
}

function requestOf(wanted: WantedAccess, verb: string, namespace: string): AccessRequest {
  if (wanted.kind === 'path') return { kind: 'path', verb, path: wanted.path };
  const { group, resource, subresource, name } = wanted;
  return { kind: 'resource', verb, group, resource, subresource, namespace, name };
}

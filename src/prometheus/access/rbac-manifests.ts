import type { Account } from '../../kubernetes/rbac/account.ts';
import { RBAC_GROUP } from '../../kubernetes/rbac/rbac-group.ts';
import { RBAC_API_VERSION } from '../../kubernetes/rbac/rbac-objects.ts';
import { compareUtf8 } from '../utf8-order.ts';
import type { Access } from './access.ts';
import { accessRules, type KubeletChecks, type WrittenRule } from './access-rules.ts';
import { withoutCovered } from './merge-access.ts';
import { roleNameFor } from './role-name.ts';

export type RbacManifestsRequest = ServiceAccountRequest | UserRequest;

interface ServiceAccountRequest {
  /** Of the roles and bindings. */
  readonly name: string;
  /** Of the service account; '' writes none, as into a template that is applied with a namespace. */
  readonly namespace: string;
  readonly serviceAccount: { readonly name: string; readonly is: 'made' | 'there already' };
  readonly kubelet: KubeletChecks;
}

/** For a user, of whom there is no object. */
interface UserRequest {
  readonly name: string;
  readonly user: string;
  readonly kubelet: KubeletChecks;
}

/** What is to be written for an account, a service account among it where it is not there already. */
export function manifestsRequest(account: Account, is: 'made' | 'there already'): RbacManifestsRequest {
  const name = roleNameFor(account);
  if (account.kind === 'user') return { name, user: account.name, kubelet: 'fine-grained' };
  const { namespace } = account;
  return { name, namespace, serviceAccount: { name: account.name, is }, kubelet: 'fine-grained' };
}

export interface ManifestMeta {
  readonly name: string;
  readonly namespace?: string;
}

export type WrittenSubject =
  | ({ readonly kind: 'ServiceAccount' } & ManifestMeta)
  | { readonly apiGroup: string; readonly kind: 'User'; readonly name: string };

export type RbacManifest =
  | { readonly apiVersion: 'v1'; readonly kind: 'ServiceAccount'; readonly metadata: ManifestMeta }
  | {
      readonly apiVersion: string;
      readonly kind: 'ClusterRole' | 'Role';
      readonly metadata: ManifestMeta;
      readonly rules: readonly WrittenRule[];
    }
  | {
      readonly apiVersion: string;
      readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
      readonly metadata: ManifestMeta;
      readonly roleRef: { readonly apiGroup: string; readonly kind: 'ClusterRole' | 'Role'; readonly name: string };
      readonly subjects: readonly WrittenSubject[];
    };

/**
 * The objects that give a service account or a user the accesses and nothing else: a ClusterRole only for what is needed of the
 * cluster as a whole, a Role in each namespace for the rest. The account first, then each role with its binding.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function rbacManifests(accesses: readonly Access[], request: RbacManifestsRequest): readonly RbacManifest[] {
  const byNamespace = Map.groupBy(withoutCovered(accesses), access => (access.kind === 'path' ? '' : access.namespace));
  const namespaces = [...byNamespace.keys()].sort(compareUtf8); // the cluster, '', first
  return [
    ...accountToMake(request),
    ...namespaces.flatMap(one => roleAndBinding(one, byNamespace.get(one) ?? [], request)),
  ];
}

function accountToMake(request: RbacManifestsRequest): readonly RbacManifest[] {
  if ('user' in request || request.serviceAccount.is === 'there already') return [];
  const metadata = metaOf(request.serviceAccount.name, request.namespace);
  return [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata }];
}

function subjectOf(request: RbacManifestsRequest): WrittenSubject {
  if ('user' in request) return { apiGroup: RBAC_GROUP, kind: 'User', name: request.user };
  return { kind: 'ServiceAccount', ...metaOf(request.serviceAccount.name, request.namespace) };
}

function roleAndBinding(
  namespace: string,
  accesses: readonly Access[],
  request: RbacManifestsRequest,
): readonly RbacManifest[] {
  const metadata = metaOf(request.name, namespace);
  const kind = namespace === '' ? 'ClusterRole' : 'Role';
  const apiVersion = RBAC_API_VERSION;
  return [
    { apiVersion, kind, metadata, rules: accessRules(accesses, request.kubelet) },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: RBAC_GROUP, kind, name: request.name },
      subjects: [subjectOf(request)],
    },
  ];
}

function metaOf(name: string, namespace: string): ManifestMeta {
  return namespace === '' ? { name } : { name, namespace };
}

import { compareUtf8 } from '../utf8-order.ts';
import type { Access } from './access.ts';
import { accessRules, type KubeletChecks, type WrittenRule } from './access-rules.ts';
import { withoutCovered } from './merge-access.ts';

const API = 'rbac.authorization.k8s.io';

export interface RbacManifestsRequest {
  /** Of the roles and bindings. */
  readonly name: string;
  /** Of the service account; '' writes none, as into a template that is applied with a namespace. */
  readonly namespace: string;
  readonly serviceAccount: { readonly name: string; readonly is: 'made' | 'there already' };
  readonly kubelet: KubeletChecks;
}

export interface ManifestMeta {
  readonly name: string;
  readonly namespace?: string;
}

export interface WrittenSubject extends ManifestMeta {
  readonly kind: 'ServiceAccount';
}

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
 * The objects that give a service account the accesses and nothing else: a ClusterRole only for what is needed of the
 * cluster as a whole, a Role in each namespace for the rest. The account first, then each role with its binding.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export function rbacManifests(accesses: readonly Access[], request: RbacManifestsRequest): readonly RbacManifest[] {
  const byNamespace = Map.groupBy(withoutCovered(accesses), access => (access.kind === 'path' ? '' : access.namespace));
  const namespaces = [...byNamespace.keys()].sort(compareUtf8); // the cluster, '', first
  const { serviceAccount, namespace } = request;
  const account: RbacManifest = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metaOf(serviceAccount.name, namespace),
  };
  return [
    ...(serviceAccount.is === 'made' ? [account] : []),
    ...namespaces.flatMap(one => roleAndBinding(one, byNamespace.get(one) ?? [], request)),
  ];
}

function roleAndBinding(
  namespace: string,
  accesses: readonly Access[],
  request: RbacManifestsRequest,
): readonly RbacManifest[] {
  const metadata = metaOf(request.name, namespace);
  const kind = namespace === '' ? 'ClusterRole' : 'Role';
  const apiVersion = `${API}/v1`;
  const subject: WrittenSubject = {
    kind: 'ServiceAccount',
    ...metaOf(request.serviceAccount.name, request.namespace),
  };
  return [
    { apiVersion, kind, metadata, rules: accessRules(accesses, request.kubelet) },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: API, kind, name: request.name },
      subjects: [subject],
    },
  ];
}

function metaOf(name: string, namespace: string): ManifestMeta {
  return namespace === '' ? { name } : { name, namespace };
}

import { type AccessRequest, namespaceOf } from '../../../src/kubernetes/rbac/access-request.ts';
import type { Requester } from '../../../src/kubernetes/rbac/requester.ts';
import type { AdminApi } from '../../cluster/admin-api.ts';

/** What the API server says of an access. */
export interface ReviewAnswer {
  readonly allowed: boolean;
  /** Which binding allows it, or which roles were not found. */
  readonly reason: string;
}

const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/** See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/ */
export async function reviewAccess(api: AdminApi, request: AccessRequest, who: Requester): Promise<ReviewAnswer> {
  const spec = { user: who.user, groups: who.groups, ...attributesOf(request) };
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const { status } = (await api.must('POST', PATH, body)) as {
    readonly status: { readonly allowed: boolean; readonly reason?: string };
  };
  return { allowed: status.allowed, reason: status.reason ?? '' };
}

function attributesOf(request: AccessRequest) {
  if (request.kind === 'path') return { nonResourceAttributes: { verb: request.verb, path: request.path } };
  const { verb, group, resource, subresource, name } = request;
  const namespace = namespaceOf(request);
  return { resourceAttributes: { verb, group, resource, subresource, namespace, name } };
}

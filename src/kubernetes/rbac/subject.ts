import { objectOf, textOf } from '../objects/json.ts';
import { RBAC_GROUP } from './rbac-group.ts';
import { type Requester, serviceAccountUser } from './requester.ts';

/** To whom a binding grants. */
export interface Subject {
  /** `User`, `Group` or `ServiceAccount`; the API server refuses all else. */
  readonly kind: string;
  /**
   * '' for service accounts, {@link RBAC_GROUP} for users and groups, where nothing is written as well. The API server
   * refuses all else, so that access does not depend on it.
   */
  readonly apiGroup: string;
  readonly name: string;
  /** Of a service account. '' is the namespace of the RoleBinding; a ClusterRoleBinding must name one. */
  readonly namespace: string;
}

/**
 * Reads an item of `subjects`, with the defaults of the API server. Never throws: what is missing is empty.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export function readSubject(value: unknown): Subject {
  const subject = objectOf(value);
  const kind = textOf(subject['kind']);
  const defaultGroup = kind === 'User' || kind === 'Group' ? RBAC_GROUP : '';
  return {
    kind,
    apiGroup: textOf(subject['apiGroup']) || defaultGroup,
    name: textOf(subject['name']),
    namespace: textOf(subject['namespace']),
  };
}

/**
 * Whether a subject of a binding is the requester, or a group of theirs. `bindingNamespace` is '' for a
 * ClusterRoleBinding, in which a service account without a namespace is nobody.
 */
export function subjectApplies(subject: Subject, bindingNamespace: string, who: Requester): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === who.user;
    case 'Group':
      return who.groups.includes(subject.name);
    case 'ServiceAccount': {
      const namespace = subject.namespace || bindingNamespace;
      return namespace !== '' && serviceAccountUser(namespace, subject.name) === who.user;
    }
    default:
      return false;
  }
}

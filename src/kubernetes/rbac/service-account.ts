import { objectOf, optionalBoolean } from '../objects/json.ts';
import { type ObjectMeta, readObjectMeta } from '../objects/object-meta.ts';

export interface ServiceAccount {
  readonly kind: 'ServiceAccount';
  readonly metadata: ObjectMeta;
  /** Whether pods get the token as a file; undefined, as nearly always, is yes. A pod's own field counts before it. */
  readonly automountServiceAccountToken: boolean | undefined;
}

/**
 * Reads a ServiceAccount. Never throws: what is missing is empty.
 * See https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/service-account-v1/
 */
export function readServiceAccount(value: unknown): ServiceAccount {
  const account = objectOf(value);
  return {
    kind: 'ServiceAccount',
    metadata: readObjectMeta(account['metadata']),
    automountServiceAccountToken: optionalBoolean(account['automountServiceAccountToken']),
  };
}

import { spanOf } from '../yaml/source.ts';
import type { BundledObject, ManifestPlace } from './bundle.ts';
import { booleanOfField, fieldOf, type ManifestNode, rootOf } from './manifest-fields.ts';
import { podSpecOf, projectsToken } from './workload.ts';

/** Whether pods find the token of their service account, with which discovery asks the API server. */
export type AutomaticToken =
  | { readonly kind: 'mounted' }
  | { readonly kind: 'not-mounted'; readonly place: ManifestPlace }
  /** The ServiceAccount is not in the bundle, or a patch may have changed something: either may say no. */
  | { readonly kind: 'unknown' };

const FIELD = 'automountServiceAccountToken';

/**
 * Reads whether the pods of a workload get a token: what they say counts before what the account says, and a token that
 * is asked for as a volume is there in any case.
 * See https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function automaticToken(workload: BundledObject, account: BundledObject | undefined): AutomaticToken {
  const podSpec = podSpecOf(workload.object);
  if (workload.patches.length > 0 || podSpec === undefined) return { kind: 'unknown' };
  if (projectsToken(podSpec)) return { kind: 'mounted' };
  const ofPods = said(workload, podSpec);
  if (ofPods) return ofPods;
  if (account === undefined || account.patches.length > 0) return { kind: 'unknown' };
  return said(account, rootOf(account.object)) ?? { kind: 'mounted' };
}

function said({ object }: BundledObject, from: ManifestNode | undefined): AutomaticToken | undefined {
  const value = booleanOfField(from, FIELD);
  const found = fieldOf(from, FIELD);
  if (value === undefined || found === undefined) return undefined;
  return value ? { kind: 'mounted' } : { kind: 'not-mounted', place: { uri: object.uri, span: spanOf(found.node) } };
}

import { objectOf, optionalBoolean, textOf } from '../../kubernetes/objects/json.ts';
import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { ApiConnection } from '../api/api-connection.ts';
import { failureOf } from '../api/api-failure.ts';
import { readJson } from '../api/read-json.ts';
import type { AccessReviews, ReviewedRequest } from '../worker-protocol.ts';
import { chooseAccess, isSameConnection } from './choose-access.ts';
import type { ClusterSession } from './cluster-session.ts';
import type { SessionPorts } from './ports.ts';
import { reviewByRbac } from './readable-rbac.ts';
import { ReplaceableConnection } from './replaceable-connection.ts';

const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
const FIRST_BYTE_MS = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Together they take a few milliseconds each; more at once is a burden that nobody notices the use of. */
const AT_ONCE = 8;

/** Who may do what. */
export interface ReviewQuestion {
  readonly user: string;
  /** All that the user is in: the API server does not add those of service accounts by itself. */
  readonly groups: readonly string[];
  readonly requests: readonly AccessRequest[];
}

/**
 * Asks the cluster of the context that counts whether somebody may do each of the requests. Where that may not be asked, it
 * is decided by the roles and bindings that may be read; what has no answer is unknown and not denied. Connects for the time of the question where nothing is connected.
 * See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
 */
export async function accessReviews(
  session: ClusterSession,
  ports: SessionPorts,
  question: ReviewQuestion,
  signal: AbortSignal,
): Promise<AccessReviews> {
  const { settings } = session;
  if (settings.snapshot)
    return refusal('A recording has no roles and bindings to ask about. Leave it to ask the cluster.');
  const choice = chooseAccess(await ports.readKubeconfig(settings.kubeconfig), settings.pinnedContext);
  signal.throwIfAborted();
  if (!choice.ok) return refusal('There is no context to ask. Select one in the Targets view.');
  const { access, context } = choice;
  const { link } = session;
  if (link && isSameConnection(link.access, access)) {
    return { ok: true, context, reviewed: await reviewAll(link.connection, question, signal) };
  }
  const own = new ReplaceableConnection(() => ports.openConnection(access));
  try {
    return { ok: true, context, reviewed: await reviewAll(own, question, signal) };
  } finally {
    own.dispose();
  }
}

function refusal(message: string): AccessReviews {
  return { ok: false, message };
}

/** `alike`: whatever else is asked gets the same answer. `forbidden`: nothing may be asked. */
interface Outcome {
  readonly reviewed: ReviewedRequest;
  readonly rest: 'open' | 'alike' | 'forbidden';
}

async function reviewAll(
  connection: ApiConnection,
  question: ReviewQuestion,
  signal: AbortSignal,
): Promise<readonly ReviewedRequest[]> {
  const { user, groups, requests } = question;
  const reviewed: ReviewedRequest[] = [];
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    const some = requests.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all(some.map(request => review(connection, { user, groups, request }, signal)));
    signal.throwIfAborted();
    if (outcomes.some(({ rest }) => rest === 'forbidden')) return reviewByRbac(connection, question, signal);
    reviewed.push(...outcomes.map(outcome => outcome.reviewed));
    const hopeless = outcomes.find(({ rest }) => rest === 'alike');
    if (hopeless) return requests.map((_, index) => reviewed[index] ?? hopeless.reviewed);
  }
  return reviewed;
}

interface OneReview extends Omit<ReviewQuestion, 'requests'> {
  readonly request: AccessRequest;
}

async function review(connection: ApiConnection, one: OneReview, signal: AbortSignal): Promise<Outcome> {
  const { user, groups, request } = one;
  const spec = { user, groups, ...attributes(request) };
  const body = JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec });
  try {
    const asked = { path: PATH, accept: 'application/json', firstByteMs: FIRST_BYTE_MS, body };
    const response = await connection.review(asked, signal);
    const answer = objectOf(await readJson(response, MAX_ANSWER_BYTES));
    return { reviewed: statusOf(objectOf(answer['status'])), rest: 'open' };
  } catch (error) {
    signal.throwIfAborted();
    const failure = failureOf(error);
    const isForbidden = failure.kind === 'status' && failure.code === 403;
    return { reviewed: { state: 'unknown', why: failure.message }, rest: isForbidden ? 'forbidden' : 'alike' };
  }
}

function attributes(request: AccessRequest): object {
  const { verb } = request;
  if (request.kind === 'path') return { nonResourceAttributes: { path: request.path, verb } };
  const { group, resource, subresource, namespace, name } = request;
  return { resourceAttributes: { verb, group, version: '*', resource, subresource, namespace, name } };
}

/** A role that is not there is a mistake of RBAC, and no reason to doubt; what another authorizer could not say is one. */
function statusOf(status: Readonly<Record<string, unknown>>): ReviewedRequest {
  const allowed = optionalBoolean(status['allowed']);
  const reason = textOf(status['reason']);
  const trouble = textOf(status['evaluationError']);
  if (allowed === true) return { state: 'granted', by: reason };
  if (allowed === undefined) return { state: 'unknown', why: 'The cluster gave no verdict.' };
  const isSure = trouble === '' || /\bnot found$/.test(trouble) || optionalBoolean(status['denied']) === true;
  if (!isSure) return { state: 'unknown', why: trouble };
  return { state: 'denied', why: [reason, trouble].filter(text => text !== '').join('; ') };
}

import type { AccessReviews, ReviewedRequest, WorkerQueries } from '../../cluster/worker-protocol.ts';
import type { AccessVerdict, ConfigurationAccess } from '../../protocol/access.ts';
import type { QueryAnswer } from '../targets/cluster-worker.ts';
import type { ReviewedNeed, ReviewWish } from './access-desk.ts';

/** Asks the cluster of the context that counts. Never rejects. */
export type AskReviews = (
  ask: WorkerQueries['accessReviews']['ask'],
  signal: AbortSignal,
) => Promise<QueryAnswer<AccessReviews>>;

/** The configurations with what the cluster says of each need; unknown, with the reason, where it says nothing. */
export async function withClusterVerdicts(
  configurations: readonly ConfigurationAccess[],
  wishes: readonly ReviewWish[],
  ask: AskReviews,
  signal: AbortSignal,
): Promise<readonly ConfigurationAccess[]> {
  const reviewed: ConfigurationAccess[] = [];
  for (const configuration of configurations) {
    const wish = wishes.find(one => one.configuration === configuration.configuration);
    const verdicts = wish ? await verdictsOf(wish, ask, signal) : new Map<string, AccessVerdict>();
    const needs = configuration.needs.map(need => ({ ...need, cluster: verdicts.get(need.id) ?? unasked(need.files) }));
    reviewed.push({ ...configuration, needs });
  }
  return reviewed;
}

/** Nobody was asked about whom nobody knows. */
function unasked(files: AccessVerdict): AccessVerdict {
  const why = files.state === 'unknown' ? files.why : 'It is not known as whom the configuration runs.';
  return { state: 'unknown', why };
}

async function verdictsOf(
  { user, groups, needs }: ReviewWish,
  ask: AskReviews,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, AccessVerdict>> {
  const requests = needs.flatMap(({ ways }) => ways.flat());
  const answer = await ask({ user, groups, requests }, signal);
  if (answer.state !== 'answered') {
    const why = answer.state === 'failed' ? answer.message : 'The question was cancelled.';
    return new Map(needs.map(({ id }) => [id, { state: 'unknown', why }]));
  }
  const reviews = answer.answer;
  if (!reviews.ok) return new Map(needs.map(({ id }) => [id, { state: 'unknown', why: reviews.message }]));
  let from = 0;
  return new Map(
    needs.map(need => {
      const of = reviews.reviewed.slice(from, from + need.ways.flat().length);
      from += of.length;
      return [need.id, verdictOf(need, of)];
    }),
  );
}

/** Of several ways the first that is granted, else what the first one comes to. */
function verdictOf({ ways }: ReviewedNeed, reviewed: readonly ReviewedRequest[]): AccessVerdict {
  let from = 0;
  const verdicts = ways.map(way => {
    const of = reviewed.slice(from, from + way.length);
    from += way.length;
    return together(
      of,
      way.map(({ verb }) => verb),
    );
  });
  const [first = { state: 'unknown', why: 'The cluster gave no verdict.' }] = verdicts;
  const isOpen = first.state === 'denied' && verdicts.some(({ state }) => state === 'unknown');
  const fallback = isOpen ? verdicts.find(({ state }) => state === 'unknown') : first;
  return verdicts.find(({ state }) => state === 'granted') ?? fallback ?? first;
}

function together(reviewed: readonly ReviewedRequest[], verbs: readonly string[]): AccessVerdict {
  const denied = reviewed.flatMap((one, index) => (one.state === 'denied' ? [{ ...one, verb: verbs[index] }] : []));
  const [refusal] = denied;
  if (refusal) {
    const missing = [...new Set(denied.map(({ verb }) => verb))].join(', ');
    const reason = refusal.why === '' ? 'The cluster does not allow it' : refusal.why;
    return { state: 'denied', why: `${reason} (${missing}).` };
  }
  const unknown = reviewed.find(({ state }) => state === 'unknown');
  if (unknown?.state === 'unknown') return unknown;
  const [granted] = reviewed;
  return granted?.state === 'granted'
    ? { state: 'granted', by: granted.by, at: null }
    : { state: 'unknown', why: 'The cluster gave no verdict.' };
}

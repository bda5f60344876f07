import type { AccessReviews, ReviewedRequest, WorkerQueries } from '../../cluster/worker-protocol.ts';
import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { Requester } from '../../kubernetes/rbac/requester.ts';
import type { AccessVerdict, ConfigurationAccess } from '../../protocol/access.ts';
import type { Clock } from '../clock.ts';
import type { QueryAnswer } from '../targets/cluster-worker.ts';
import type { ReviewedNeed, ReviewWish } from './access-desk.ts';
import { requestKey } from './list-refusals.ts';

/** Asks the cluster of the context that counts. Never rejects. */
export type AskReviews = (
  ask: WorkerQueries['accessReviews']['ask'],
  signal: AbortSignal,
) => Promise<QueryAnswer<AccessReviews>>;

export interface ClusterVerdictsPorts {
  readonly clock: Clock;
  readonly ask: AskReviews;
  /** What the cluster has said is another thing, or does not hold any more. */
  verdictsChanged(): void;
  /** The context that counts now, where that is known, and whether a cluster may be asked. */
  standing(): { readonly trust: 'trusted' | 'untrusted'; readonly context: string | undefined };
}

/** Somebody may have changed roles meanwhile: what is older is told no more. */
export const HOLDS_FOR_MS = 10 * 60_000;

type Verdicts = ReadonlyMap<string, AccessVerdict>;

/** What a cluster has said of the requests of somebody, by `requestKey`. */
export interface ClusterSaid {
  readonly context: string;
  readonly reviewed: ReadonlyMap<string, ReviewedRequest>;
}

/** What there is for one configuration, and the context whose cluster has said it. */
interface Answered {
  readonly verdicts: Verdicts | undefined;
  readonly context: string | null;
}

/** What the cluster says of needs. It is asked when somebody wants it; what it has said is kept for a while. */
export class ClusterVerdicts {
  readonly #ports: ClusterVerdictsPorts;
  /** By user and groups: of the needs by their id. */
  #kept = new Map<string, Verdicts>();
  /** By user and groups. */
  #said = new Map<string, ClusterSaid['reviewed']>();
  #expiry: { cancel(): void } | undefined;
  #keptOf: { readonly context: string; readonly at: number } | undefined;

  constructor(ports: ClusterVerdictsPorts) {
    this.#ports = ports;
  }

  /** The configurations with what the cluster says of each need; unknown, with the reason, where it says nothing. */
  async asked(
    configurations: readonly ConfigurationAccess[],
    wishes: readonly ReviewWish[],
    signal: AbortSignal,
  ): Promise<readonly ConfigurationAccess[]> {
    this.#kept = new Map();
    this.#said = new Map();
    this.#keptOf = undefined;
    const verdicts = new Map<string, Verdicts>();
    for (const wish of wishes) {
      const { configuration } = wish;
      verdicts.set(configuration, together(verdicts.get(configuration), await this.#ask(wish, signal)));
    }
    this.#expiry?.cancel();
    this.#expiry = this.#ports.clock.after(HOLDS_FOR_MS + 1, () => this.#ports.verdictsChanged());
    this.#ports.verdictsChanged();
    const context = this.#context();
    return configurations.map(one => withCluster(one, { verdicts: verdicts.get(one.configuration), context }, unasked));
  }

  /** What the cluster has said of somebody's requests when it was asked last; undefined where that does not hold any more. */
  saidOf(requester: Requester): ClusterSaid | undefined {
    const reviewed = this.#said.get(userKey(requester));
    return reviewed && this.#keptOf && this.#holds() ? { context: this.#keptOf.context, reviewed } : undefined;
  }

  dispose(): void {
    this.#expiry?.cancel();
  }

  /** The configurations with what the cluster has said when it was asked last, null for what it was not asked. */
  kept(configurations: readonly ConfigurationAccess[], wishes: readonly ReviewWish[]): readonly ConfigurationAccess[] {
    const byConfiguration = Map.groupBy(this.#holds() ? wishes : [], ({ configuration }) => configuration);
    return configurations.map(one => {
      const known = byConfiguration.get(one.configuration)?.map(wish => this.#kept.get(userKey(wish)));
      const verdicts = known?.some(of => of !== undefined) ? known.reduce(together, new Map()) : undefined;
      return withCluster(one, { verdicts, context: this.#context() }, () => null);
    });
  }

  #context(): string | null {
    return this.#keptOf?.context ?? null;
  }

  #holds(): boolean {
    const kept = this.#keptOf;
    const { trust, context } = this.#ports.standing();
    const isOld = kept === undefined || this.#ports.clock.now() - kept.at > HOLDS_FOR_MS;
    return !isOld && trust === 'trusted' && (context === undefined || context === kept.context);
  }

  async #ask(wish: ReviewWish, signal: AbortSignal): Promise<Verdicts> {
    const { user, groups, needs } = wish;
    const requests = needs.flatMap(({ ways }) => ways.flat());
    const answer = await this.#ports.ask({ user, groups, requests }, signal);
    if (answer.state !== 'answered') {
      return unknownFor(wish, answer.state === 'failed' ? answer.message : 'The question was cancelled.');
    }
    if (!answer.answer.ok) return unknownFor(wish, answer.answer.message);
    const { context, reviewed } = answer.answer;
    const verdicts = verdictsOf(wish, reviewed);
    this.#keptOf ??= { context, at: this.#ports.clock.now() };
    if (this.#keptOf.context === context) {
      const key = userKey(wish);
      this.#said.set(key, byKey(requests, reviewed, this.#said.get(key)));
      this.#kept.set(key, together(this.#kept.get(key), verdicts));
    }
    return verdicts;
  }
}

/** Whom the cluster was asked about: the groups belong to it. */
function userKey({ user, groups }: Requester): string {
  return JSON.stringify([user, groups]);
}

/** The later ones count. */
function together(one: Verdicts | undefined, other: Verdicts | undefined): Verdicts {
  return new Map([...(one ?? []), ...(other ?? [])]);
}

function withCluster(
  configuration: ConfigurationAccess,
  { verdicts, context }: Answered,
  otherwise: (files: AccessVerdict) => AccessVerdict | null,
): ConfigurationAccess {
  const needs = configuration.needs.map(need => ({
    ...need,
    cluster: verdicts?.get(need.id) ?? otherwise(need.files),
  }));
  return { ...configuration, context: verdicts ? context : null, needs };
}

function byKey(
  requests: readonly AccessRequest[],
  reviewed: readonly ReviewedRequest[],
  before: ClusterSaid['reviewed'] | undefined,
): ClusterSaid['reviewed'] {
  const said = requests.flatMap((request, index) => {
    const one = reviewed[index];
    return one ? [[requestKey(request), one] as const] : [];
  });
  return new Map([...(before ?? []), ...said]);
}

/** Nobody was asked about whom nobody knows. */
function unasked(files: AccessVerdict): AccessVerdict {
  const why = files.state === 'unknown' ? files.why : 'Nothing says for certain as whom the configuration runs.';
  return { state: 'unknown', why };
}

function unknownFor({ needs }: ReviewWish, why: string): Verdicts {
  return new Map(needs.map(({ id }) => [id, { state: 'unknown', why }]));
}

function verdictsOf({ needs }: ReviewWish, reviewed: readonly ReviewedRequest[]): Verdicts {
  let from = 0;
  return new Map(
    needs.map(need => {
      const of = reviewed.slice(from, from + need.ways.flat().length);
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
    return verdictOfAll(
      of,
      way.map(({ verb }) => verb),
    );
  });
  const [first = { state: 'unknown', why: 'The cluster gave no verdict.' }] = verdicts;
  const isOpen = first.state === 'denied' && verdicts.some(({ state }) => state === 'unknown');
  const fallback = isOpen ? verdicts.find(({ state }) => state === 'unknown') : first;
  return verdicts.find(({ state }) => state === 'granted') ?? fallback ?? first;
}

/** So the API server begins what RBAC says: `RBAC: allowed by ClusterRoleBinding "a" of ClusterRole "b" to Group "c"`. */
const RBAC_REASON = /^RBAC: allowed by /;

function verdictOfAll(reviewed: readonly ReviewedRequest[], verbs: readonly string[]): AccessVerdict {
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
    ? { state: 'granted', by: granted.by.replace(RBAC_REASON, ''), at: null }
    : { state: 'unknown', why: 'The cluster gave no verdict.' };
}

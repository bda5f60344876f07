import { plainKey } from './plain-key.ts';
import type { PoolVerdicts, TargetRef } from './pool-verdicts.ts';
import type { JobDiscovery, ScrapeJob } from './scrape-job.ts';
import type { Verdict } from './verdict.ts';

/** A job with what became of its targets. */
export interface JudgedJob {
  readonly job: ScrapeJob;
  readonly verdicts: PoolVerdicts;
}

/** What an edit does to one target; each ref belongs to the job of its side. */
export type TargetChange =
  | { readonly kind: 'added'; readonly now: TargetRef }
  | { readonly kind: 'relabelled'; readonly before: TargetRef; readonly now: TargetRef }
  /** `now` is where it is dropped, undecided or failed; undefined when nothing of it is discovered any more. */
  | { readonly kind: 'removed'; readonly before: TargetRef; readonly now: TargetRef | undefined };

/**
 * What tells the targets of an edited job from those of the job as it was: active ones that are new, gone, or have other
 * labels or another URL. Undefined stands for a job that is not there. Targets that are one by their labels count once.
 */
export function editChanges(before: JudgedJob | undefined, now: JudgedJob | undefined): readonly TargetChange[] {
  const changes = new Changes(before, now);
  for (const pair of pairs(before?.job.discoveries ?? [], now?.job.discoveries ?? [])) changes.addPair(pair);
  return changes.found;
}

interface Pair {
  readonly before: number | undefined;
  readonly now: number | undefined;
}

/** Discoveries that are equal belong together, then those of one role, in their order. */
function pairs(before: readonly JobDiscovery[], now: readonly JobDiscovery[]): readonly Pair[] {
  const open = new Set(now.keys());
  const paired = new Map<number, number>();
  for (const alike of [plainKey, likeness]) {
    for (const [index, discovery] of before.entries()) {
      if (paired.has(index)) continue;
      const match = [...open].find(one => alike(now[one]) === alike(discovery));
      if (match === undefined) continue;
      open.delete(match);
      paired.set(index, match);
    }
  }
  return [
    ...before.map((_, index) => ({ before: index, now: paired.get(index) })),
    ...[...open].map(index => ({ before: undefined, now: index })),
  ];
}

function likeness(discovery: JobDiscovery | undefined): string {
  return discovery?.kind === 'kubernetes' ? discovery.config.role : String(discovery?.kind);
}

class Changes {
  readonly #before: JudgedJob | undefined;
  readonly #now: JudgedJob | undefined;
  readonly #seen = new Set<string>();
  readonly #found: TargetChange[] = [];

  constructor(before: JudgedJob | undefined, now: JudgedJob | undefined) {
    this.#before = before;
    this.#now = now;
  }

  get found(): readonly TargetChange[] {
    return this.#found;
  }

  addPair({ before, now }: Pair): void {
    const groups = new Set([...groupsOf(this.#before, before), ...groupsOf(this.#now, now)]);
    for (const group of groups) {
      const old = verdictsOf(this.#before, before, group);
      const young = verdictsOf(this.#now, now, group);
      for (let index = 0; index < Math.max(old.length, young.length); index++) {
        const ref = (discovery: number | undefined, verdict: Verdict | undefined) =>
          discovery === undefined || verdict === undefined ? undefined : { discovery, group, index, verdict };
        this.#compare(ref(before, old[index]), ref(now, young[index]));
      }
    }
  }

  #compare(before: Judged | undefined, now: Judged | undefined): void {
    if (before?.verdict === now?.verdict) return;
    const isGone = before !== undefined && before.verdict >= 0 && times(this.#now, before.verdict) === 0;
    const isNew = now !== undefined && now.verdict >= 0 && times(this.#before, now.verdict) === 0;
    if (isGone && isNew) this.#add(`${before.verdict} ${now.verdict}`, { kind: 'relabelled', before, now });
    else if (isGone) this.#add(`gone ${before.verdict}`, { kind: 'removed', before, now });
    else if (isNew) this.#add(`new ${now.verdict}`, { kind: 'added', now });
  }

  #add(key: string, change: TargetChange): void {
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#found.push(change);
  }
}

interface Judged extends TargetRef {
  readonly verdict: Verdict;
}

function groupsOf(judged: JudgedJob | undefined, discovery: number | undefined): Iterable<string> {
  return judged === undefined || discovery === undefined ? [] : judged.verdicts.groupsOf(discovery);
}

function verdictsOf(judged: JudgedJob | undefined, discovery: number | undefined, group: string): readonly Verdict[] {
  return judged === undefined || discovery === undefined ? [] : judged.verdicts.verdictsOf(discovery, group);
}

function times(judged: JudgedJob | undefined, verdict: Verdict): number {
  return judged?.verdicts.timesActive(verdict) ?? 0;
}

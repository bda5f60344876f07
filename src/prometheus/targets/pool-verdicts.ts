import type { TargetFailure } from './target.ts';
import { readVerdict, type Verdict } from './verdict.ts';

/** Which target of a job: of which discovery (an index in `discoveries`), of which object, and which of its group. */
export interface TargetRef {
  readonly discovery: number;
  readonly group: string;
  readonly index: number;
}

export interface VerdictEntry extends TargetRef {
  readonly verdict: Verdict;
}

/** How many targets ended how, and by what. Active ones with the same identity count once. */
export interface PoolCounts {
  readonly active: number;
  readonly dropped: ReadonlyMap<number, number>;
  readonly failed: ReadonlyMap<TargetFailure, number>;
  readonly undecided: ReadonlyMap<number, number>;
}

/** What became of every target of one scrape pool, kept up to date group by group. */
export class PoolVerdicts {
  readonly #slots: readonly Slot[];
  readonly #active = new Map<number, number>();
  readonly #dropped = new Map<number, number>();
  readonly #failed = new Map<TargetFailure, number>();
  readonly #undecided = new Map<number, number>();
  #version = 0;

  constructor(discoveries: number) {
    this.#slots = Array.from({ length: discoveries }, () => new Slot());
  }

  /** A number that is new whenever anything is. */
  get version(): number {
    return this.#version;
  }

  get counts(): PoolCounts {
    return { active: this.#active.size, dropped: this.#dropped, failed: this.#failed, undecided: this.#undecided };
  }

  /** The verdicts on the targets of a group take the place of those before; none at all for a group that is gone. */
  setGroup(discovery: number, group: string, verdicts: readonly Verdict[]): void {
    const slot = this.#slots[discovery];
    if (!slot) return;
    const before = slot.get(group);
    if (sameVerdicts(before, verdicts)) return;
    for (const verdict of before) this.#count(verdict, -1);
    for (const verdict of verdicts) this.#count(verdict, 1);
    slot.set(group, verdicts);
    this.#version++;
  }

  /** The groups of a discovery that have targets. */
  groupsOf(discovery: number): Iterable<string> {
    return this.#slots[discovery]?.groups() ?? [];
  }

  verdictsOf(discovery: number, group: string): readonly Verdict[] {
    return this.#slots[discovery]?.get(group) ?? [];
  }

  /** How many active targets have this identity. */
  timesActive(identity: number): number {
    return this.#active.get(identity) ?? 0;
  }

  /** Every target, by discovery, then by namespace and name of its object, then in its group's order. */
  *entries(): Generator<VerdictEntry> {
    for (const [discovery, slot] of this.#slots.entries()) {
      for (const group of slot.sortedGroups()) {
        for (const [index, verdict] of slot.get(group).entries()) yield { discovery, group, index, verdict };
      }
    }
  }

  #count(verdict: Verdict, step: 1 | -1): void {
    const read = readVerdict(verdict);
    if (read.state === 'active') addTo(this.#active, read.identity, step);
    else if (read.state === 'dropped') addTo(this.#dropped, read.rule, step);
    else if (read.state === 'failed') addTo(this.#failed, read.reason, step);
    else addTo(this.#undecided, read.rule, step);
  }
}

/** The verdicts of one discovery by group. */
class Slot {
  readonly #verdicts = new Map<string, readonly Verdict[]>();
  #sorted: readonly string[] | undefined;

  get(group: string): readonly Verdict[] {
    return this.#verdicts.get(group) ?? [];
  }

  set(group: string, verdicts: readonly Verdict[]): void {
    if (this.#verdicts.has(group) !== verdicts.length > 0) this.#sorted = undefined;
    if (verdicts.length > 0) this.#verdicts.set(group, verdicts);
    else this.#verdicts.delete(group);
  }

  groups(): Iterable<string> {
    return this.#verdicts.keys();
  }

  sortedGroups(): readonly string[] {
    this.#sorted ??= [...this.#verdicts.keys()].sort();
    return this.#sorted;
  }
}

function addTo<K>(counts: Map<K, number>, key: K, step: number): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

function sameVerdicts(one: readonly Verdict[], other: readonly Verdict[]): boolean {
  return one.length === other.length && one.every((verdict, index) => verdict === other[index]);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LivePool, LiveTargets } from '../../prometheus/targets/live-targets.ts';
import type { TargetRef, VerdictEntry } from '../../prometheus/targets/pool-verdicts.ts';
import type { Target } from '../../prometheus/targets/target.ts';

/** An active target as it is listed: the first of those that are one by their labels and URL. */
export interface ActiveEntry extends TargetRef {
  readonly identity: number;
}

/** The targets of a job that are to be listed. */
export interface Selection {
  readonly active: readonly ActiveEntry[];
  /** All others, by their verdict. */
  readonly others: ReadonlyMap<number, readonly VerdictEntry[]>;
}

/** How long one turn may take: requests that arrive meanwhile wait for it. */
const TURN_MS = 8;

/** Reads targets of a pool one after another; those of one group are made once. */
export class TargetReader {
  readonly #live: LiveTargets;
  readonly #pool: LivePool;
  #last: { readonly discovery: number; readonly group: string; readonly targets: readonly Target[] } | undefined;

  constructor(live: LiveTargets, pool: LivePool) {
    this.#live = live;
    this.#pool = pool;
  }

  /** Undefined for a target that is not there any more. */
  target({ discovery, group, index }: TargetRef): Target | undefined {
    if (this.#last?.group !== group || this.#last.discovery !== discovery) {
      this.#last = { discovery, group, targets: this.#live.targets(this.#pool, discovery, group) };
    }
    return this.#last.targets[index];
  }
}

/**
 * The targets of a pool that contain the text (in any case), all of them for ''. Lets others have their turn meanwhile;
 * rejects with the signal's reason.
 */
export async function selectTargets(
  live: LiveTargets,
  pool: LivePool,
  filter: string,
  signal: AbortSignal,
): Promise<Selection> {
  const reader = new TargetReader(live, pool);
  const wanted = filter.toLowerCase();
  const seen = new Set<number>();
  const active: ActiveEntry[] = [];
  const others = new Map<number, VerdictEntry[]>();
  let turn = performance.now();
  for (const entry of pool.verdicts.entries()) {
    if (performance.now() - turn > TURN_MS) {
      await nextTurn();
      signal.throwIfAborted();
      turn = performance.now();
    }
    if (entry.verdict >= 0 && seen.has(entry.verdict)) continue;
    if (wanted !== '' && !contains(reader.target(entry), entry, wanted)) continue;
    if (entry.verdict >= 0) {
      seen.add(entry.verdict);
      active.push({ discovery: entry.discovery, group: entry.group, index: entry.index, identity: entry.verdict });
    } else {
      const list = others.get(entry.verdict);
      if (list) list.push(entry);
      else others.set(entry.verdict, [entry]);
    }
  }
  return { active, others };
}

function contains(target: Target | undefined, { group }: TargetRef, wanted: string): boolean {
  if (!target) return false;
  if (group.toLowerCase().includes(wanted)) return true;
  if (target.state === 'active' && target.url.toLowerCase().includes(wanted)) return true;
  const labels = target.state === 'active' ? target.labels : target.discovered;
  for (const [name, value] of labels) {
    if (name.startsWith('__') && name !== '__address__' && target.state === 'active') continue;
    if (`${name}=${value}`.toLowerCase().includes(wanted)) return true;
  }
  return false;
}

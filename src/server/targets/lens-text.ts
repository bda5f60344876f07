import type { JobStatus } from '../../cluster/worker-protocol.ts';
import type { EditEffect, Knowledge, TargetCounts } from '../../protocol/targets.ts';

/** What a code lens says, and what it says when the mouse rests on it. */
export interface LensText {
  readonly title: string;
  readonly tooltip: string;
}

const SEPARATOR = ' · ';

/**
 * `12 targets · 3 dropped · 1 failed`, and how much of it is known; where the account of the job may not list something,
 * of what it gets. `last-that-loads`: it is of an earlier text.
 */
export function statusText(status: JobStatus | undefined, text: 'current' | 'last-that-loads'): LensText {
  const parts = status ? statusParts(status) : ['loading…'];
  const old = text === 'current' ? [] : ['of the last text that loads'];
  return { title: [...parts, ...old].join(SEPARATOR), tooltip: status ? reasonOf(status.knowledge) : '' };
}

/** `+2 −10, 3 relabelled since saved`; undefined when the edit changes no target. */
export function effectText({ added, removed, relabelled }: EditEffect): string | undefined {
  const signed = [added > 0 ? `+${added}` : '', removed > 0 ? `−${removed}` : ''].filter(part => part !== '').join(' ');
  const parts = [signed, relabelled > 0 ? `${relabelled} relabelled` : ''].filter(part => part !== '');
  return parts.length === 0 ? undefined : `${parts.join(', ')} since saved`;
}

/** `may not list services (34 if it could)`, `22 more if it could list pods`; '' where nothing is refused. */
export function refusalText({ counts, knowledge, refusal }: JobStatus): string {
  if (!refusal) return '';
  const { extent, what } = refusal;
  const refused = `may not list ${what}`;
  const isCounted = knowledge.state !== 'unknown' && knowledge.state !== 'loading';
  const more = counts.active - refusal.counts.active;
  if (extent === 'labels' || !isCounted) return refused;
  const least = knowledge.state === 'partial' ? 'at least ' : '';
  if (extent === 'all') return `${refused} (${least}${counts.active} if it could)`;
  return more > 0 ? `${least}${more} more if it could list ${what}` : refused;
}

function statusParts({ counts: all, knowledge, refusal }: JobStatus): readonly string[] {
  // Who gets nothing gets nothing, whatever there is.
  if (refusal?.extent === 'all') return countParts(refusal.counts);
  const counts = refusal?.counts ?? all;
  switch (knowledge.state) {
    case 'complete':
      return countParts(counts);
    case 'partial':
      return [...countParts(counts), 'partly known'];
    case 'stale':
      return [...countParts(counts), `stale since ${timeOfDay(knowledge.since)}`];
    case 'loading':
      return isNothing(counts) ? ['loading…'] : [...countParts(counts), 'loading…'];
    case 'unknown':
      return isNothing(counts) ? ['targets unknown'] : [...countParts(counts), 'the rest unknown'];
  }
}

/** Nothing found is no answer yet, and so not `0 targets`. */
function isNothing(counts: TargetCounts): boolean {
  return Object.values(counts).every(count => count === 0);
}

function countParts({ active, dropped, failed, undecided }: TargetCounts): readonly string[] {
  return [
    active === 1 ? '1 target' : `${active} targets`,
    ...(dropped > 0 ? [`${dropped} dropped`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(undecided > 0 ? [`${undecided} undecided`] : []),
  ];
}

/** Hours and minutes where the server runs, which for a remote window is not the user's machine. */
function timeOfDay(time: number): string {
  const date = new Date(time);
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${digits(date.getHours())}:${digits(date.getMinutes())}`;
}

function reasonOf(knowledge: Knowledge): string {
  if (knowledge.state === 'partial') return knowledge.missing.join('\n');
  return knowledge.state === 'stale' || knowledge.state === 'unknown' ? knowledge.why : '';
}

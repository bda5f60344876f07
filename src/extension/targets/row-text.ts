import type { CountedRefusal, EditEffect, Knowledge, ObjectName, TargetCounts } from '../../protocol/targets.ts';

/** A text in one line of at most `length` UTF-16 units; what is cut off is marked by `…`. */
export function cut(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line.length <= length) return line;
  const end = length - 1;
  const splitsPair = /[\uD800-\uDBFF]/.test(line.charAt(end - 1));
  return `${line.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** `1 target`, `1,234 targets`. */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `12 targets · 3 dropped · 1 failed`; what is zero is left out, the targets never. */
export function countsText({ active, dropped, failed, undecided }: TargetCounts): string {
  const others = [
    { count: dropped, word: 'dropped' },
    { count: failed, word: 'failed' },
    { count: undecided, word: 'undecided' },
  ].filter(({ count }) => count > 0);
  return [
    countOf(active, 'target', 'targets'),
    ...others.map(({ count, word }) => `${count.toLocaleString('en-US')} ${word}`),
  ].join(' · ');
}

/**
 * What a job comes to whose account may not list something: `0 targets: may not list services (34 if it could)`,
 * `12 targets · 22 more if it could list pods in shop`. `all`: what whoever may list everything gets.
 */
export function refusedText(all: TargetCounts, { extent, what, counts }: CountedRefusal, knowledge: Knowledge): string {
  const isCounted = knowledge.state !== 'unknown' && knowledge.state !== 'loading';
  const least = knowledge.state === 'partial' ? 'at least ' : '';
  const refused = `may not list ${what}`;
  if (extent === 'all') {
    const instead = isCounted ? ` (${least}${all.active.toLocaleString('en-US')} if it could)` : '';
    return `${countsText(counts)}: ${refused}${instead}`;
  }
  // Nothing of what is not known is a zero.
  if (!isCounted) return refused;
  const more = all.active - counts.active;
  const lost = `${least}${more.toLocaleString('en-US')} more if it could list ${what}`;
  return `${countsText(counts)} · ${extent === 'part' && more > 0 ? lost : refused}`;
}

/** `+2 −10 (8 newly dropped), 4 relabelled since saved`; empty when the edit changes nothing. */
export function effectText({ added, removed, relabelled, newlyDropped }: EditEffect): string {
  const gone = `−${removed.toLocaleString('en-US')}`;
  const moved = [
    added > 0 ? `+${added.toLocaleString('en-US')}` : '',
    removed > 0 && newlyDropped > 0 ? `${gone} (${newlyDropped.toLocaleString('en-US')} newly dropped)` : '',
    removed > 0 && newlyDropped === 0 ? gone : '',
  ];
  const parts = [
    moved.filter(part => part !== '').join(' '),
    relabelled > 0 ? `${relabelled.toLocaleString('en-US')} relabelled` : '',
  ].filter(part => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')} since saved`;
}

/** The time of the day, with the date in front when it is another day than `now`; both in ms since 1970, shown in local time. */
export function timeText(time: number, now: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date(now).toDateString()) return clock;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

/** In one or two words what is not known; empty when all is. */
export function knowledgeText(knowledge: Knowledge, now: number): string {
  switch (knowledge.state) {
    case 'complete':
      return '';
    case 'loading':
      return 'loading…';
    case 'partial':
      return 'partial';
    case 'stale':
      return `stale since ${timeText(knowledge.since, now)}`;
    case 'unknown':
      return 'unknown';
  }
}

/** In sentences what is not known and why; none when all is. */
export function knowledgeReasons(knowledge: Knowledge): readonly string[] {
  switch (knowledge.state) {
    case 'complete':
    case 'loading':
      return [];
    case 'partial':
      return knowledge.missing;
    case 'stale':
    case 'unknown':
      return [knowledge.why];
  }
}

/** `Pod shop/checkout-1`, `Node worker`. */
export function objectText({ kind, namespace, name }: ObjectName): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

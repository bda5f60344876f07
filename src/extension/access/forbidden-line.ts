/** A message in a line, in UTF-16 units. */
export interface MessageInLine {
  readonly start: number;
  readonly length: number;
}

/** What is behind this of a line is not looked at. */
const LONGEST_LINE = 4096;
/** As much is looked at before the words that every refusal has. */
const LONGEST_HEAD = 320;
const WORDS = 'forbidden: User ';

// Quotes are escaped where a log line is quoted itself. Every repetition is bounded and ends at a character that it does
// not take, so that the time for a line grows with its length alone.
const TAIL =
  /forbidden: User \\{0,3}"[^"\\\n]{1,500}\\{0,3}" cannot [a-z*]{1,40} (?:resource|path) \\{0,3}"[^"\\\n]{1,1000}\\{0,3}"(?: in API group \\{0,3}"[^"\\\n]{0,253}\\{0,3}")?(?: in the namespace \\{0,3}"[^"\\\n]{1,253}\\{0,3}"| at the cluster scope)?/y;
/** `pods is `, `nodes "worker-1" is `, `endpointslices.discovery.k8s.io is `: what was asked for. */
const HEAD = /(?<![a-z0-9.-])[a-z][a-z0-9.-]{0,252} (?:\\{0,3}"[^"\\\n]{1,253}\\{0,3}" )?is $/;

/**
 * Where a line holds messages of an API server that it refused something to a user, as Prometheus, kubectl and client
 * libraries print them.
 * See https://kubernetes.io/docs/reference/access-authn-authz/authorization/
 */
export function forbiddenMessagesIn(line: string): readonly MessageInLine[] {
  const text = line.slice(0, LONGEST_LINE);
  const found: MessageInLine[] = [];
  let end = 0;
  for (let at = text.indexOf(WORDS); at >= 0; at = text.indexOf(WORDS, Math.max(end, at + WORDS.length))) {
    TAIL.lastIndex = at;
    const [tail] = TAIL.exec(text) ?? [];
    if (tail === undefined) continue;
    const [head = ''] = HEAD.exec(text.slice(Math.max(end, at - LONGEST_HEAD), at)) ?? [];
    found.push({ start: at - head.length, length: head.length + tail.length });
    end = at + tail.length;
  }
  return found;
}

/** The first message in a text of several lines; '' where there is none. */
export function forbiddenMessageOf(text: string): string {
  for (const line of text.slice(0, 16 * LONGEST_LINE).split('\n')) {
    const [first] = forbiddenMessagesIn(line);
    if (first) return line.slice(first.start, first.start + first.length);
  }
  return '';
}

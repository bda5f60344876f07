import type { Span } from '../yaml/span.ts';

/** The account that a comment names. */
export interface AccountComment {
  readonly namespace: string;
  readonly name: string;
  /** Of `namespace/name`, in the text. */
  readonly span: Span;
}

/** Comments further down are about something else. */
const LINES_READ = 20;

const NAMED = /^[ \t]*#[ \t]*prometheus-kubernetes-account:[ \t]*([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})[ \t\r]*$/;

/**
 * Reads the comment by which a configuration says whose access it needs, in one of its first 20 lines:
 * `# prometheus-kubernetes-account: monitoring/prometheus`.
 */
export function accountComment(text: string): AccountComment | undefined {
  let start = 0;
  for (let line = 0; line < LINES_READ && start <= text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const [whole, namespace, name] = NAMED.exec(text.slice(start, end)) ?? [];
    if (whole !== undefined && namespace !== undefined && name !== undefined) {
      const at = start + whole.lastIndexOf(`${namespace}/${name}`);
      return { namespace, name, span: { start: at, end: at + namespace.length + 1 + name.length } };
    }
    start = end + 1;
  }
  return undefined;
}

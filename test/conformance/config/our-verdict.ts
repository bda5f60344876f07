import { createConfigCache } from '../../../src/prometheus/config/cache.ts';
import { checkConfig } from '../../../src/prometheus/config/check.ts';
import { parseSource, problemsOf } from '../../../src/yaml/source.ts';
import type { Span } from '../../../src/yaml/span.ts';

/** What we say about a file: whether Prometheus loads it, and on which lines (from 1) something stands in the way. */
export interface OurVerdict {
  readonly loads: boolean;
  readonly lines: readonly number[];
  readonly messages: readonly string[];
}

/** Our verdict on a prometheus.yml for the newest Prometheus. */
export function ourVerdict(text: string): OurVerdict {
  const file = parseSource(text, 'prometheus');
  const [document] = file.documents;
  const problems = problemsOf(file);
  const findings =
    document === undefined || problems.length > 0
      ? []
      : checkConfig(document, file, { version: 'unknown', cache: createConfigCache() }).filter(
          finding => finding.severity === 'error',
        );
  const all = [...problems, ...findings];
  return {
    loads: all.length === 0,
    lines: all.flatMap(({ span }) => linesOf(text, span)),
    messages: all.map(({ message }) => message),
  };
}

function linesOf(text: string, span: Span): readonly number[] {
  const first = text.slice(0, span.start).split('\n').length;
  const count = text.slice(span.start, span.end).trimEnd().split('\n').length;
  return Array.from({ length: count }, (_, index) => first + index);
}

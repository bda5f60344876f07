import type { Finding, FindingData, Related } from '../schema/finding.ts';
import type { Span } from '../yaml/span.ts';
import type { Lint } from './lint.ts';

/** What a lint says at one place. */
export interface Report {
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly data: FindingData;
}

/** The report as a finding of the lint. */
export function findingOf(lint: Pick<Lint, 'code' | 'severity'>, report: Report): Finding {
  return { code: lint.code, severity: lint.severity, ...report };
}

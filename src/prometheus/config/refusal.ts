import type { Finding, FindingCode, FindingData, Related } from '../../schema/finding.ts';
import type { Span } from '../../yaml/span.ts';

/** How the message of every load-time error starts. */
export const REFUSAL = 'Prometheus will not load this file';

/** A load-time error. `why` follows "Prometheus will not load this file:". */
export function refusal(code: FindingCode, span: Span, why: string, data: FindingData = {}): Finding {
  return refusalWith(code, span, why, data, []);
}

/** A load-time error that other places have a part in. */
export function refusalWith(
  code: FindingCode,
  span: Span,
  why: string,
  data: FindingData,
  related: readonly Related[],
): Finding {
  return { code, severity: 'error', span, message: `${REFUSAL}: ${why}`, related, data };
}

import type { Span } from '../yaml/span.ts';

/** `error` is kept for what the real program refuses. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** `area/problem`, stable: it names the docs page, the setting and the suppression comment. */
export type FindingCode = `${string}/${string}`;

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a quick fix needs to know beside the code. JSON, never read back from the message. */
export type FindingData = { readonly [name: string]: string | readonly string[] };

/** One thing that is wrong, exactly where it is. Offsets are those of the file that was checked. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly span: Span;
  /** A plain sentence: the consequence first, then the way out. */
  readonly message: string;
  readonly related: readonly Related[];
  readonly data: FindingData;
}

import type { Span } from '../yaml/span.ts';

/** One thing that can be written at the cursor. */
export interface Proposal {
  readonly kind: 'key' | 'value' | 'label' | 'snippet';
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What the typed text is compared with. */
  readonly filter: string;
  /** Where it goes: what is there is replaced. On one line. */
  readonly replaces: Span;
  /** In the syntax of LSP snippets; lines behind the first are indented in full. */
  readonly snippet: string;
}

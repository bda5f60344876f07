import type { TextEdit } from '../yaml/edit.ts';

/** One quick fix: what the light bulb says, and the smallest edits that make the finding go away. */
export interface Fix {
  /** An imperative sentence without a full stop: "Change `rol` to `role`". */
  readonly title: string;
  /** Non-overlapping, in the offsets of the file that was checked. */
  readonly edits: readonly TextEdit[];
  /** `preferred` when it is the one right answer: the editor may apply it without asking. */
  readonly kind: 'preferred' | 'alternative';
}

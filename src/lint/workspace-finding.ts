import type { Finding } from '../schema/finding.ts';
import type { TextEdit } from '../yaml/edit.ts';

/** A finding that needed more than one file; its span, and those of `related`, are in the file of `uri` alone. */
export interface WorkspaceFinding {
  readonly uri: string;
  readonly finding: Finding;
  /** Places in other files that belong to it. */
  readonly elsewhere: readonly { readonly uri: string; readonly span: Finding['span']; readonly message: string }[];
}

/** A change of one file; offsets are those of its text now. A file that is created must not exist. */
export type FileChange =
  | { readonly kind: 'edit'; readonly uri: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly uri: string; readonly text: string };

/** A quick fix over several files, or one that is offered disabled, with the reason. */
export type WorkspaceFix = ReadyFix | DisabledFix;

/** One undoable step. */
export interface ReadyFix {
  readonly title: string;
  /** `preferred` when it is the one right answer. */
  readonly kind: 'preferred' | 'alternative';
  /** One for each file. */
  readonly changes: readonly FileChange[];
}

export interface DisabledFix {
  readonly title: string;
  readonly kind: 'disabled';
  /** A sentence. */
  readonly reason: string;
}

/** A tree of files with what is found in it by one code, and what its fixes make of it. */
export interface FixCase {
  readonly code: string;
  readonly name: string;
  readonly fixture: string;
  /** Where the findings with the code are: `path:line text`. */
  readonly at: readonly string[];
  /** Titles with what is in a file then. */
  readonly fixes: readonly (readonly [title: string, file: string, holds: RegExp])[];
}

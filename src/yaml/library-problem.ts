import type { ChunkProblem } from './chunk.ts';

/** The parts of the library's errors and warnings that we read. */
export interface LibraryError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/**
 * What the library reported, in our words; undefined for what no Go program minds. The place is the caller's business.
 */
export function libraryProblem(error: LibraryError, text: string): Omit<ChunkProblem, 'rel'> | undefined {
  const [start, end] = error.pos;
  if (error.name === 'YAMLWarning') return undefined;
  void text;
  return {
    length: end - start,
    code: `yaml/${error.code.toLowerCase().replaceAll('_', '-')}`,
    message: error.message,
    nature: 'syntax',
    local: isLocal(error),
  };
}

const LOCAL_CODES: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'BAD_DQ_ESCAPE', 'BAD_ALIAS']);
const LOCAL_MESSAGES =
  /^(?:Implicit map keys need to be followed|Implicit keys need to be on a single line|Nested mappings are not allowed)/;

/** Everything that such an error depends on is inside its element: the lexer does not run on into later text. */
function isLocal(error: LibraryError): boolean {
  return LOCAL_CODES.has(error.code) || LOCAL_MESSAGES.test(error.message);
}

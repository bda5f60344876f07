import type { ChunkProblem, Nature } from './chunk.ts';
import { plainMessage } from './library-message.ts';

/** The parts of the library's errors and warnings that we read. */
export interface LibraryError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
  /** Go has ended the document before it. */
  readonly isBehindRoot?: boolean;
}

/**
 * What the library reported, in our words; undefined for what no Go program minds and nothing depends on. The place is
 * the caller's business.
 */
export function libraryProblem(error: LibraryError, text: string): Omit<ChunkProblem, 'rel'> | undefined {
  const [start, end] = error.pos;
  if (error.name === 'YAMLWarning') return undefined;
  return {
    // The library points at the backslash alone.
    length: error.code === 'BAD_DQ_ESCAPE' ? 2 : end - start,
    code: `yaml/${error.code.toLowerCase().replaceAll('_', '-')}`,
    message: plainMessage(error.code, error.message),
    nature: natureOf(error, text),
    local: isLocal(error),
  };
}

/** Go takes `\'` for an escape, and a comment behind a comma without a space. */
function natureOf({ code, message, pos: [start], isBehindRoot }: LibraryError, text: string): Nature {
  if (isBehindRoot) return 'silent';
  if (code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", start)) return 'silent';
  if (message.startsWith('Comments must be separated')) return 'silent';
  return 'syntax';
}

const LOCAL_CODES: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'BAD_DQ_ESCAPE', 'BAD_ALIAS']);
const LOCAL_MESSAGES =
  /^(?:Implicit map keys need to be followed|Implicit keys need to be on a single line|Nested mappings are not allowed)/;

/** Everything that such an error depends on is inside its element: the lexer does not run on into later text. */
function isLocal(error: LibraryError): boolean {
  return LOCAL_CODES.has(error.code) || LOCAL_MESSAGES.test(error.message);
}

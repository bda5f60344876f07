import type { CST } from '../library.js';

/** The library's parser with plain calls. */
export class Parser {
  /** The tokens of a whole text. An instance parses one text. */
  parse(source: string): CST.Token[];
}

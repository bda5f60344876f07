import type { KnownVersion } from '../../prometheus/version.ts';
import type { FileReading } from './read-parts.ts';

/** Reads files on the disk without holding up the thread that answers the editor. Nothing here rejects. */
export interface FileReader {
  /** Whether a file may hold a configuration. */
  look(path: string): Promise<'maybe' | 'none'>;
  /** Undefined for no file, one that is too large, and one that cannot be read. */
  read(path: string, version: KnownVersion): Promise<FileReading | undefined>;
  dispose(): void;
}

/** What the thread is asked. */
export type ReaderQuestion =
  | { readonly id: number; readonly ask: 'look'; readonly path: string }
  | { readonly id: number; readonly ask: 'read'; readonly path: string; readonly version: KnownVersion };

export interface ReaderAnswer {
  readonly id: number;
  readonly answer: 'maybe' | 'none' | FileReading | undefined;
}

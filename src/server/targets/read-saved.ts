import { readFile, stat } from 'node:fs/promises';
import { openDocument } from '../../language/document.ts';
import type { KnownVersion } from '../../prometheus/version.ts';
import { type FileReading, NO_PARTS, readParts } from './read-parts.ts';

/** Larger files are left alone until somebody opens them. */
export const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Words without which nothing is taken for a prometheus.yml, in any file: a cheap look that spares most files the parser.
 * It errs on the side of yes.
 */
const WORDS =
  /\b(?:scrape_configs|scrape_config_files|rule_files|remote_write|remote_read|scrape_interval|scrape_timeout|evaluation_interval|external_labels|alertmanagers|job_name)\b/;

/** Whether a file may hold a configuration; `none` also for one that is too large or cannot be read. Never rejects. */
export async function lookAtSaved(path: string): Promise<'maybe' | 'none'> {
  const text = await textOf(path);
  return text !== undefined && WORDS.test(text) ? 'maybe' : 'none';
}

/** The configurations of a file on the disk; undefined when there is none that can be read. Never rejects. */
export async function readSaved(path: string, version: KnownVersion): Promise<FileReading | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  return WORDS.test(text) ? readParts(openDocument(text), version) : NO_PARTS;
}

/** The text of a file that is not too large, as an editor would show it; undefined when it cannot be read. Never rejects. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    // Opening anything else, a pipe for one, could wait for ever.
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return undefined;
    return decode(await readFile(path));
  } catch {
    return undefined;
  }
}

/** UTF-8 or UTF-16 by the byte order mark, which is kept out. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

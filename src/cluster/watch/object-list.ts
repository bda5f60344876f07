import { objectOf, textOf } from '../../kubernetes/objects/json.ts';
import { type ApiResponse, MAX_JSON_BYTES } from '../api/api-connection.ts';
import { ApiError } from '../api/api-failure.ts';
import type { Clock } from '../clock.ts';
import { ChunkReader } from './chunk-reader.ts';
import { garbage, parsed } from './watch-event.ts';

/** One page of a list. */
export interface ListPage {
  readonly items: readonly unknown[];
  /** From which a watch can go on. */
  readonly version: string;
  /** Asks for the next page; '' on the last one. */
  readonly next: string;
}

/**
 * Reads a page to its end. Rejects with an `ApiError` for what is no list, for silence of so many milliseconds, and for more
 * bytes than are read whole.
 * See https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function readListPage(
  response: ApiResponse,
  clock: Clock,
  silenceMs: number,
  signal: AbortSignal,
): Promise<ListPage> {
  const reader = new ChunkReader(response, clock);
  try {
    return pageIn(parsed(await wholeText(reader, silenceMs, signal)));
  } finally {
    reader.close();
  }
}

async function wholeText(reader: ChunkReader, silenceMs: number, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const read = await reader.next(silenceMs, signal);
    if (read.got === 'end') return Buffer.concat(chunks, size).toString();
    if (read.got === 'silence') throw new ApiError({ kind: 'timeout', message: 'The API server stopped in a list.' });
    chunks.push(read.chunk);
    size += read.chunk.length;
    if (size > MAX_JSON_BYTES) {
      throw new ApiError({
        kind: 'garbage',
        message: `The API server sent a list of more than ${MAX_JSON_BYTES} bytes.`,
      });
    }
  }
}

function pageIn(value: unknown): ListPage {
  const list = objectOf(value);
  const metadata = objectOf(list['metadata']);
  const version = textOf(metadata['resourceVersion']);
  const items = list['items'] ?? [];
  if (version === '' || !Array.isArray(items) || !textOf(list['kind']).endsWith('List')) throw garbage();
  return { items, version, next: textOf(metadata['continue']) };
}

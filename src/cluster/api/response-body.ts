import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { ApiError } from './api-failure.ts';

/** The body of an answer without its compression, each piece as soon as it has come. */
export function decompressed(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity' || encoding === '') return response;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    response.destroy();
    throw new ApiError({
      kind: 'garbage',
      message: 'The server compresses its answer in a way that was not asked for.',
    });
  }
  const gunzip = createGunzip({ flush: constants.Z_SYNC_FLUSH });
  // Errors of either end come out of the reader.
  return pipeline(response, gunzip, () => {});
}

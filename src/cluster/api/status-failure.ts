import type { IncomingMessage } from 'node:http';
import type { ApiFailure } from './api-failure.ts';
import { printable } from './printable.ts';

/** An API server's Status is short; what is longer is something else. */
const MAX_STATUS_BYTES = 64 * 1024;
const MAX_MESSAGE = 1_000;
const MAX_REASON = 64;

const WORDS: Readonly<Record<number, string>> = {
  401: 'The API server does not accept the credentials.',
  403: 'The API server does not allow it.',
  404: 'The API server does not know the resource.',
  407: 'The proxy wants a user name and a password.',
  429: 'The API server asks to come back later.',
  502: 'What stands before the API server cannot reach it (502).',
  503: 'The API server is not available.',
  504: 'What stands before the API server waited too long for it (504).',
};

/** The failure in an answer that is not 2xx, from its code and, where that is a [Status](https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/), its body. */
export function statusFailure(response: IncomingMessage, body: string, now: number): ApiFailure {
  const code = response.statusCode ?? 0;
  const status = readStatus(body);
  return {
    kind: 'status',
    code,
    reason: status?.reason ?? '',
    message: status && status.message !== '' ? status.message : inWords(code),
    retryAfterMs: retryAfter(response.headers['retry-after'], now),
  };
}

/** The body of an error answer as text: as much of it as a Status may have. */
export async function readErrorBody(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    length += chunk.length;
    if (length > MAX_STATUS_BYTES) return '';
  }
  return Buffer.concat(read).toString('utf8');
}

function readStatus(body: string): { readonly reason: string; readonly message: string } | undefined {
  try {
    const status: unknown = JSON.parse(body);
    if (typeof status !== 'object' || status === null || !('kind' in status) || status.kind !== 'Status')
      return undefined;
    return {
      reason: 'reason' in status ? printable(String(status.reason), MAX_REASON) : '',
      message: 'message' in status ? printable(String(status.message), MAX_MESSAGE) : '',
    };
  } catch {
    return undefined;
  }
}

function inWords(code: number): string {
  if (code >= 300 && code < 400) return `The server answers with a redirect (${code}), which is not followed.`;
  return WORDS[code] ?? `The API server answers with status ${code}.`;
}

/** Retry-After is a number of seconds or a date. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

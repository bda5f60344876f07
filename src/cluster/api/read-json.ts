import type { ApiResponse } from './api-connection.ts';
import { ApiError } from './api-failure.ts';

/**
 * Reads an answer to its end as JSON. Rejects with an `ApiError` of kind garbage when there are more bytes than that or
 * when it is no JSON; its text never holds a part of the body.
 */
export async function readJson(response: ApiResponse, maxBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.chunks) {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= maxBytes) continue;
    response.close();
    throw garbage(`The answer of the server is longer than ${maxBytes} bytes.`);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    const page = /^\s*</.test(text);
    throw garbage(
      page
        ? 'The server answers with a web page where JSON is due; a login page or a proxy may stand before it.'
        : 'The answer of the server is no JSON.',
    );
  }
}

function garbage(message: string): ApiError {
  return new ApiError({ kind: 'garbage', message });
}

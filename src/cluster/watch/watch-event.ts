import { type JsonObject, objectOf, optionalObject, textOf } from '../../kubernetes/objects/json.ts';
import { ApiError, type ApiFailure } from '../api/api-failure.ts';

/** An event of a watch. `version` is a resourceVersion from which a watch can go on, '' when the event has none. */
export type WatchEvent =
  | { readonly type: 'put' | 'remove'; readonly object: unknown; readonly version: string }
  /** `listed`: with it, everything that was there when the watch began has come. */
  | { readonly type: 'bookmark'; readonly version: string; readonly marks: 'listed' | 'version' }
  | { readonly type: 'failure'; readonly failure: ApiFailure };

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * Reads a line of a watch. Throws an `ApiError` for what no API server sends.
 * See https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function readWatchEvent(line: string): WatchEvent {
  const event = objectOf(parsed(line));
  const object = optionalObject(event['object']);
  const metadata = objectOf(object?.['metadata']);
  const version = textOf(metadata['resourceVersion']);
  switch (event['type']) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'put', object, version };
    case 'DELETED':
      return { type: 'remove', object, version };
    case 'BOOKMARK': {
      const isEnd = objectOf(metadata['annotations'])[INITIAL_EVENTS_END] === 'true';
      return { type: 'bookmark', version, marks: isEnd ? 'listed' : 'version' };
    }
    case 'ERROR':
      return { type: 'failure', failure: failureIn(objectOf(object)) };
    default:
      throw garbage();
  }
}

/** Parses JSON that an API server sent. Throws an `ApiError` which has nothing of the text in it. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw garbage();
  }
}

/** The failure that says: this is no answer of an API server. */
export function garbage(): ApiError {
  const message = 'The answer is not one of an API server: it is not JSON, or not the JSON of a list or watch.';
  return new ApiError({ kind: 'garbage', message });
}

function failureIn(status: JsonObject): ApiFailure {
  const seconds = objectOf(status['details'])['retryAfterSeconds'];
  const code = status['code'];
  return {
    kind: 'status',
    code: typeof code === 'number' ? code : 500,
    reason: textOf(status['reason']),
    message: textOf(status['message']) || 'The API server ended the watch without saying why.',
    retryAfterMs: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined,
  };
}

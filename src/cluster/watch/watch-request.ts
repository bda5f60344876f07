import { shaken } from './backoff.ts';
import { pathOf, type WatchTarget } from './watch-target.ts';

const PAGE_SIZE = 200;
/** The API server ends a watch after a time between these: rights that were taken away are noticed then at the latest. */
const WATCH_SECONDS = { least: 300, most: 600 } as const;

/** The path that asks for a page of a list; `next` is the continue token, '' for the first page. */
export function listPath(target: WatchTarget, next: string): string {
  const token = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
  return `${pathOf(target)}?limit=${PAGE_SIZE}${token}`;
}

/**
 * The path that asks for a watch from this version on; with '', for everything that there is first, then a bookmark, then
 * what changes.
 * See https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists
 */
export function watchPath(target: WatchTarget, version: string): string {
  const from =
    version === ''
      ? 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion='
      : `resourceVersion=${encodeURIComponent(version)}`;
  const seconds = Math.round(shaken(WATCH_SECONDS.least, WATCH_SECONDS.most));
  return `${pathOf(target)}?watch=1&allowWatchBookmarks=true&${from}&timeoutSeconds=${seconds}`;
}

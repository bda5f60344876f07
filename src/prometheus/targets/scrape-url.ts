import type { Labels } from '../relabel/rule.ts';
import { compareUtf8 } from '../utf8-order.ts';
import { ADDRESS, METRICS_PATH, PARAM_PREFIX, SCHEME, UNIX_SOCKET } from './internal-labels.ts';
import type { TargetBehaviour } from './older-versions.ts';
import type { ScrapePool } from './scrape-pool.ts';

// What Go's net/url leaves as it is in each part.
const IN_HOST = /[^A-Za-z0-9!"$&'()*+,\-.:;<=>[\]_~]/gu;
const IN_PATH = /[^A-Za-z0-9$&+,\-./:;=@_~]/gu;
const IN_QUERY = /[^A-Za-z0-9\-._~]/gu;

/**
 * The URL that is scraped, written as Prometheus writes it: scheme, address, path and parameters of the final labels,
 * with the further values of the job's `params`.
 */
export function scrapeUrl(labels: Labels, pool: ScrapePool, behaviour: TargetBehaviour): string {
  const scheme = labels.get(SCHEME) ?? '';
  const host = hostOf(labels, behaviour);
  const path = escapedPath(labels.get(METRICS_PATH) ?? '');
  const query = encodedParams(labels, pool);
  let url = scheme === '' ? '' : `${scheme}:`;
  if ((scheme !== '' || host !== '') && (host !== '' || path !== '')) url += `//${host.replace(IN_HOST, escaped)}`;
  if (path !== '' && !path.startsWith('/') && host !== '') url += '/';
  // A colon in the first segment would make a scheme of it.
  if (url === '' && /^[^/]*:/.test(path)) url = './';
  return `${url}${path}${query === '' ? '' : '?'}${query}`;
}

function hostOf(labels: Labels, behaviour: TargetBehaviour): string {
  const address = labels.get(ADDRESS) ?? '';
  return address === '' && labels.has(UNIX_SOCKET) && behaviour.unixSocket === 'known' ? 'localhost' : address;
}

function escapedPath(path: string): string {
  return path === '*' ? path : path.replace(IN_PATH, escaped);
}

function encodedParams(labels: Labels, pool: ScrapePool): string {
  const params = new Map(pool.params);
  for (const [name, value] of labels) {
    if (!name.startsWith(PARAM_PREFIX)) continue;
    const key = name.slice(PARAM_PREFIX.length);
    params.set(key, [value, ...(params.get(key) ?? []).slice(1)]);
  }
  const sorted = [...params].sort(([one], [other]) => compareUtf8(one, other));
  return sorted.flatMap(([key, values]) => values.map(value => `${inQuery(key)}=${inQuery(value)}`)).join('&');
}

function inQuery(text: string): string {
  return text.replace(IN_QUERY, character => (character === ' ' ? '+' : escaped(character)));
}

function escaped(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return [...bytes].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

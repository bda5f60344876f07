import { type StoredNode, stored } from '../chunk.ts';
import { refuse, type Site } from './check.ts';

const LONGEST_KEY = 1024;

/** Keys without text and keys whose colon is too far away. Those of entries and items are checked with their own chunks. */
export function checkKeys(site: Site): void {
  const { chunk } = site;
  if (chunk.pair !== undefined) checkKey(site, stored(chunk.pair.key), false);
  for (const node of chunk.nodes) {
    if (node.kind !== 'map') continue;
    for (const pair of node.pairs) {
      const key = stored(pair.key);
      if (key.chunk === chunk) checkKey(site, key, node.flow);
    }
  }
}

function checkKey(site: Site, key: StoredNode, isFlow: boolean): void {
  const { rel, length } = key;
  if (length > 0 && length < LONGEST_KEY - 1) return;
  const start = site.start + rel;
  if (isExplicit(site.text, start)) return;
  if (length === 0 && !isFlow && key.tag === undefined && key.anchor === undefined && site.text[start] === ':') {
    refuse(
      site,
      start,
      start + 1,
      'yaml/empty-key',
      'There is no key before this colon. Write `"":` for a key without text.',
    );
  }
  if (length <= 0) return;
  const colon = site.text.indexOf(':', start + length);
  if (colon - start > LONGEST_KEY && site.text.slice(start + length, colon).trim() === '') {
    refuse(site, start, start + length, 'yaml/long-key', `A key may have ${LONGEST_KEY} characters at most.`);
  }
}

/** Whether a `?` stands before the key. */
export function isExplicit(text: string, keyStart: number): boolean {
  let at = keyStart - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '?';
}

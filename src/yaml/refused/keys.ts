import { type StoredNode, stored } from '../chunk.ts';
import { refuse, type Site } from './check.ts';

const LONGEST_KEY = 1024;

/** Keys without text and keys whose colon is too far away. Those of entries and items are checked with their own chunks. */
export function checkKeys(site: Site): void {
  const { chunk } = site;
  if (chunk.pair !== undefined) checkKey(site, stored(chunk.pair.key));
  for (const node of chunk.nodes) {
    if (node.kind !== 'map') continue;
    for (const pair of node.pairs) {
      const key = stored(pair.key);
      if (key.chunk === chunk) checkKey(site, key);
    }
  }
}

function checkKey(site: Site, key: StoredNode): void {
  const { rel, length } = key;
  const start = site.start + rel;
  if (key.kind === 'scalar' && (key.style === 'double' || key.style === 'single') && !isExplicit(site.text, start)) {
    const isLong = site.text.slice(start, start + length).includes('\n');
    if (isLong) refuse(site, start, start + length, 'yaml/multiline-key', 'A key must stand on one line.');
  }
  if (length > 0 && length < LONGEST_KEY - 1) return;
  if (isExplicit(site.text, start)) return;
  if (length === 0 && key.tag === undefined && key.anchor === undefined && site.text[start] === ':') {
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

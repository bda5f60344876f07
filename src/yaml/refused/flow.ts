import { type StoredMap, type StoredNode, stored } from '../chunk.ts';
import { refuse, type Site } from './check.ts';
import { isExplicit } from './keys.ts';

/** In flow collections Go ends plain text at a `?`, wants a blank behind a plain key's colon, and keys on one line. */
export function checkFlow(site: Site): void {
  for (const node of site.chunk.nodes) {
    if (node.kind === 'seq' && node.flow) for (const item of node.items) checkPlain(site, stored(item));
    if (node.kind === 'map' && node.flow) checkPairs(site, node);
  }
}

function checkPairs(site: Site, map: StoredMap): void {
  for (const pair of map.pairs) {
    const key = stored(pair.key);
    const value = stored(pair.value);
    checkPlain(site, key);
    checkPlain(site, value);
    const start = site.start + key.rel;
    const end = start + Math.max(key.length, 0);
    const colon = site.text.slice(end).search(/[^\s]/) + end;
    if (key.length <= 0 || site.text[colon] !== ':') continue;
    if (site.text.slice(end, colon).includes('\n') && !isExplicit(site.text, start)) {
      refuse(site, start, end, 'yaml/flow-key', 'The colon must stand on the line of its key.');
    }
    const isPlain = key.kind === 'scalar' && key.style === 'plain';
    if (isPlain && colon === end && /[^\s,\]}]/.test(site.text[colon + 1] ?? ' ')) {
      refuse(site, colon, colon + 1, 'yaml/flow-colon', 'A space must stand behind this colon.');
    }
  }
}

function checkPlain(site: Site, node: StoredNode): void {
  if (node.kind !== 'scalar' || node.style !== 'plain') return;
  const at = node.text.indexOf('?', 1);
  if (at < 0) return;
  const start = site.start + node.rel;
  refuse(
    site,
    start,
    start + node.length,
    'yaml/flow-question',
    'A `?` ends plain text between brackets. Put the text in quotes.',
  );
}

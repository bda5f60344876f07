import { type StoredNode, stored } from '../chunk.ts';
import { lineStartAt } from '../lines.ts';
import { nextContentLine } from '../text-lines.ts';
import { refuse, type Site } from './check.ts';

const LONGEST_KEY = 1024;
/** Deeper indentation is not looked at. */
const WIDEST = 200;

/** Keys without text and keys whose colon is too far away. Those of entries and items are checked with their own chunks. */
export function checkKeys(site: Site): void {
  const { chunk } = site;
  if (chunk.pair !== undefined) {
    checkKey(site, stored(chunk.pair.key));
    checkColonBelow(site, stored(chunk.pair.key));
  }
  for (const node of chunk.nodes) {
    if (node.kind !== 'map') continue;
    for (const pair of node.pairs) {
      const key = stored(pair.key);
      if (key.chunk !== chunk) continue;
      checkKey(site, key);
      if (!node.flow) checkColonBelow(site, key);
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

/** The colon of an explicit key must stand in the column of its `?`. */
function checkColonBelow(site: Site, key: StoredNode): void {
  const start = site.start + key.rel;
  if (key.kind !== 'scalar' || !isExplicit(site.text, start)) return;
  const line = nextContentLine(site.text, start + key.length);
  const found = /^ +:(?:[ \r\n]|$)/.exec(site.text.slice(line, line + WIDEST));
  const mark = site.text.lastIndexOf('?', start - 1);
  const colon = line + (found === null ? 0 : found[0].indexOf(':'));
  if (found === null || colon - line <= mark - lineStartAt(site.text, mark) || colon >= site.start + site.chunk.length)
    return;
  refuse(site, colon, colon + 1, 'yaml/explicit-colon', 'The colon must stand exactly below the `?` of its key.');
}

/** Whether a `?` stands before the key. */
export function isExplicit(text: string, keyStart: number): boolean {
  let at = keyStart - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '?';
}

import { type Chunk, READ_TO } from '../chunk.ts';
import type { Dialect } from '../dialect.ts';
import { checkAnchors } from './anchor-names.ts';
import { CONTROL_CHARACTER, checkCharacters, hasForbiddenCharacter } from './characters.ts';
import type { Site } from './check.ts';
import { checkDirectives, checkSeparator } from './directives.ts';
import { checkFlow } from './flow.ts';
import { checkKeys } from './keys.ts';
import { checkScalars } from './scalars.ts';
import { checkTabs } from './tabs.ts';

/**
 * Adds to a chunk and its children what the library reads but the Go programs refuse: go-yaml v2 (prometheus.yml and,
 * by sigs.k8s.io/yaml, manifests) and v3 (rule files). `text` is what the bases count from. Each finding depends on its
 * chunk alone.
 */
export function addRefused(chunk: Chunk, text: string, dialect: Dialect): void {
  const start = chunk.start;
  const own = text.slice(start, start + chunk.length);
  const once = { characters: hasForbiddenCharacter(own), tabs: own.includes('\t') };
  const visit = (one: Chunk, at: number): void => {
    checkOne({ chunk: one, text, start: at, dialect }, once);
    for (const child of one.children) visit(child, at + child.base);
  };
  visit(chunk, start);
  if (chunk.parent === undefined && chunk.list === undefined) {
    const site: Site = { chunk, text, start, dialect };
    checkDirectives(site);
    const readTo = chunk.problems.find(({ code }) => code === READ_TO);
    if (readTo !== undefined) dropBehind(chunk, readTo.rel, dialect);
    if (dialect === 'manifest') checkSeparator(site);
  }
}

/** Go looks ahead for control characters alone; how far, is the first document's business (`read-ahead.ts`). */
function dropBehind(chunk: Chunk, end: number, dialect: Dialect): void {
  const kept = chunk.problems.filter(({ rel, nature, code }) => {
    return rel < end || nature !== 'refused' || (code === CONTROL_CHARACTER && dialect === 'manifest');
  });
  chunk.problems.splice(0, chunk.problems.length, ...kept);
  for (const child of chunk.children) dropBehind(child, end - child.base, dialect);
}

/** What a whole text does not hold none of its chunks does. */
interface Once {
  readonly characters: boolean;
  readonly tabs: boolean;
}

function checkOne(site: Site, once: Once): void {
  checkScalars(site);
  checkKeys(site);
  checkFlow(site);
  checkAnchors(site);
  if (once.characters) checkCharacters(site);
  if (once.tabs) checkTabs(site);
}

import type { StoredScalar } from '../chunk.ts';
import { isClosed } from '../is-closed.ts';
import { resolveScalar } from '../scalar.ts';
import { refuse, type Site } from './check.ts';

/** Text that its tag, or JSON, cannot take; escapes that the library knows and Go does not. */
export function checkScalars(site: Site): void {
  for (const node of site.chunk.nodes) {
    if (node.kind !== 'scalar') continue;
    checkType(site, node);
    if (node.style === 'double') checkEscapes(site, node);
    if (node.style === 'double' || node.style === 'single') checkEnd(site, node);
  }
}

/** Where the library misses the closing quote as well, it has said so. */
function checkEnd(site: Site, node: StoredScalar): void {
  const start = site.start + node.rel;
  const source = site.text.slice(start, start + node.length);
  if (source.length < 2 || source.at(-1) !== source[0] || isClosed(source)) return;
  refuse(site, start, start + 1, 'yaml/missing-char', 'This quote is never closed.');
}

function checkType(site: Site, node: StoredScalar): void {
  const isJsonMatter = site.dialect === 'manifest' && node.style === 'plain' && /^[-+]?\./.test(node.text);
  if (node.tag === undefined && !isJsonMatter) return;
  const resolved = resolveScalar(node, site.dialect);
  if (resolved.type !== 'refused') return;
  const start = site.start + node.rel;
  refuse(site, start, start + node.length, 'yaml/value', resolved.message);
}

/** `\/` is JSON's and not YAML 1.1's; surrogates stand for no character of their own. */
function checkEscapes(site: Site, node: StoredScalar): void {
  const start = site.start + node.rel;
  const source = site.text.slice(start, start + node.length);
  if (!source.includes('\\')) return;
  for (const { 0: written, index } of source.matchAll(
    /\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU])/gs,
  )) {
    const code = written.length > 2 ? Number.parseInt(written.slice(2), 16) : 0;
    const isBad = written === '\\/' || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff;
    if (isBad)
      refuse(
        site,
        start + index,
        start + index + written.length,
        'yaml/escape',
        `\`${written}\` is no escape of YAML 1.1.`,
      );
  }
}

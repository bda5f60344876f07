import { refuse, type Site } from './check.ts';

/** Names of anchors and aliases are made of letters, digits, `_` and `-`. */
export function checkAnchors(site: Site): void {
  for (const node of site.chunk.nodes) {
    const name = node.kind === 'alias' ? node.name : node.anchor;
    if (name === undefined || /^[\w-]+$/.test(name)) continue;
    const start = site.start + node.rel;
    const message = `\`${name}\` is no name of an anchor: only letters A to Z, digits, \`_\` and \`-\` are.`;
    refuse(site, start, start + Math.max(node.length, 0), 'yaml/anchor-name', message);
  }
}

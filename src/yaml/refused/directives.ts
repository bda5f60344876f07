import { refuse, type Site } from './check.ts';

/** Only `%YAML 1.1`, once, and `%TAG` are read; the API server's reader splits before directives could be read. */
export function checkDirectives(site: Site): void {
  const seen = new Set<string>();
  const end = site.start + site.chunk.length;
  for (let at = site.start; at < end; ) {
    const found = site.text.indexOf('\n', at);
    const stop = found < 0 ? end : Math.min(found, end);
    const line = site.text.slice(at, stop).replace(/^\uFEFF/, '');
    if (line.startsWith('...') && /^\.{3}(?:\s|$)/.test(line))
      refuse(site, at, stop, 'yaml/document-end', 'There is no document to end here.');
    if (!line.startsWith('%') && /^[ \t]*[^\s#]/.test(line)) return;
    const why = line.startsWith('%') ? faultOf(line, seen, site.dialect === 'manifest') : undefined;
    if (why !== undefined) refuse(site, at, stop, 'yaml/directive', why);
    at = stop + 1;
  }
}

function faultOf(line: string, seen: Set<string>, isManifest: boolean): string | undefined {
  if (isManifest) return 'Kubernetes does not read directives.';
  const tag = /^%TAG\s+(\S+)\s+\S+/.exec(line)?.[1];
  const name = tag === undefined ? '%YAML' : `%TAG ${tag}`;
  if (tag === undefined && !/^%YAML[ \t]+1\.1[ \t]*(?:#.*)?\r?$/.test(line))
    return 'Only the directives `%YAML 1.1` and `%TAG` are read.';
  if (seen.has(name)) return `\`${name}\` stands here for the second time.`;
  seen.add(name);
  return undefined;
}

/** The API server's reader takes every line that begins with `---` for a separator, with a comment at most. */
export function checkSeparator(site: Site): void {
  const part = site.text.slice(site.start, site.start + site.chunk.length);
  for (const { 0: line, index } of part.matchAll(/^---.*$/gm)) {
    const rest = line.slice(3).trim();
    if (rest === '' || rest.startsWith('#')) continue;
    const at = site.start + index;
    refuse(site, at, at + line.length, 'yaml/separator', 'Kubernetes reads nothing behind `---` but a comment.');
  }
}

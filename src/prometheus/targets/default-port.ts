import type { PortRule } from './older-versions.ts';

export type PortResult =
  /** `scraped` is the address that is scraped, `instance` the one that names the target. */
  { readonly ok: true; readonly scraped: string; readonly instance: string } | { readonly ok: false };

/** The address with the port rule of the Prometheus version applied; not ok when a port is missing and the scheme has none. */
export function applyPortRule(address: string, scheme: string, rule: PortRule): PortResult {
  const same: PortResult = { ok: true, scraped: address, instance: address };
  if (rule === 'untouched') return same;
  const split = splitHostPort(address);
  if (rule === 'stripped') {
    const isDefault = split && split.port === defaultPort(scheme) && scheme !== '';
    return isDefault ? { ok: true, scraped: split.host, instance: address } : same;
  }
  if (split || !splitHostPort(`${address}:1234`)) return same;
  const port = defaultPort(scheme);
  if (port === undefined) return { ok: false };
  return { ok: true, scraped: `${address}:${port}`, instance: `${address}:${port}` };
}

function defaultPort(scheme: string): string | undefined {
  if (scheme === 'http' || scheme === '') return '80';
  return scheme === 'https' ? '443' : undefined;
}

/** Go's net.SplitHostPort: `host:port` or `[host]:port`, undefined for anything else. */
function splitHostPort(address: string): { readonly host: string; readonly port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(address);
  if (!match) return undefined;
  return { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}

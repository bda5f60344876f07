import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * Whether a server is reached without the proxy of the environment: it is this machine, or NO_PROXY names it. Read as
 * Go reads it ([httpproxy](https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config)): addresses, networks, domains
 * with or without their own name, each with or without a port, and `*`. What cannot be read counts for nothing.
 */
export function isExempt(host: string, port: number, noProxy: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || isLoopback(name)) return true;
  return noProxy
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => entry !== '' && matches(entry, name, port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  if (entry.includes('/') && contains(entry, host)) return true;
  const named = splitPort(entry);
  if (named.host === '' || (named.port !== '' && named.port !== String(port))) return false;
  if (isIP(named.host) !== 0) return sameAddress(named.host, host);
  return isIP(host) === 0 && inDomain(named.host, host);
}

/** `a:1`, `[::1]:1`; what has no port or cannot be split is a host as a whole. */
function splitPort(entry: string): { readonly host: string; readonly port: string } {
  const split = /^(?:\[([^\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(entry);
  return split ? { host: split[1] ?? split[2] ?? '', port: split[3] ?? '' } : { host: entry, port: '' };
}

function inDomain(entry: string, host: string): boolean {
  const domain = entry.startsWith('*.') ? entry.slice(1) : entry;
  const ascii = /^[\x00-\x7f]*$/.test(domain) ? domain : inAscii(domain);
  return ascii.startsWith('.') ? host.endsWith(ascii) : host === ascii || host.endsWith(`.${ascii}`);
}

function inAscii(domain: string): string {
  const bare = domain.replace(/^\./, '');
  const ascii = domainToASCII(bare);
  return ascii === '' ? domain : domain.slice(0, domain.length - bare.length) + ascii;
}

function contains(network: string, host: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = isIP(address);
  if (version === 0 || isIP(host) === 0 || Number(bits) > (version === 4 ? 32 : 128)) return false;
  // To Go an IPv4 address is in no IPv6 network, however wide, unless that is one of IPv4 addresses itself.
  if (version === 6 && isIPv4InAnyForm(host) !== isIPv4InAnyForm(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');
}

function isIPv4InAnyForm(address: string): boolean {
  return isIP(address) === 4 || address.startsWith('::ffff:');
}

function sameAddress(one: string, other: string): boolean {
  return contains(`${one}/${isIP(one) === 4 ? 32 : 128}`, other);
}

function isLoopback(host: string): boolean {
  return contains('127.0.0.0/8', host) || contains('::1/128', host);
}

import { isIPv6 } from 'node:net';

/** A URL as Go's net/url reads it. */
export interface GoUrl {
  /** In small letters; '' without one. */
  readonly scheme: string;
  readonly user: { readonly name: string; readonly password: string } | undefined;
  /** With the port; '' without one. */
  readonly host: string;
  /** Without escapes. */
  readonly path: string;
  /** As it stands. */
  readonly rawPath: string;
}

/**
 * Reads a URL as Go's url.Parse does; undefined where that gives an error. JavaScript's URL repairs what Go refuses
 * (backslashes, blanks, missing slashes) and would so reach another server than kubectl. https://pkg.go.dev/net/url#Parse
 */
export function parseGoUrl(text: string): GoUrl | undefined {
  const [beforeFragment = ''] = text.split('#');
  return parseWhole(beforeFragment);
}

/** As Go's url.ParseRequestURI, to which a # is as good as any other character of a path. */
export function parseGoRequestUri(text: string): GoUrl | undefined {
  return text.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) ? parseWhole(text) : undefined;
}

function parseWhole(text: string): GoUrl | undefined {
  if (/[\u0000-\u001f\u007f]/.test(text) || text.startsWith(':')) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const [rest = ''] = text.slice(scheme === '' ? 0 : scheme.length + 1).split('?');
  const nothing = { scheme: scheme.toLowerCase(), user: undefined, host: '', path: '', rawPath: '' };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return nothing;
    return rest.split('/', 1)[0]?.includes(':') ? undefined : withPath(nothing, rest);
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return withPath(nothing, rest);
  const [, authority = '', path = ''] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const host = readHost(authority.slice(at + 1), nothing.scheme);
  const user = at === -1 ? 'none' : readUser(authority.slice(0, at));
  if (host === undefined || user === undefined) return undefined;
  return withPath({ ...nothing, host, user: user === 'none' ? undefined : user }, path);
}

function withPath(url: GoUrl, escaped: string): GoUrl | undefined {
  const path = unescaped(escaped);
  return path === undefined ? undefined : { ...url, path, rawPath: escaped };
}

function readUser(text: string): GoUrl['user'] {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) return undefined;
  const colon = text.indexOf(':');
  const name = unescaped(colon === -1 ? text : text.slice(0, colon));
  const password = colon === -1 ? '' : unescaped(text.slice(colon + 1));
  return name === undefined || password === undefined ? undefined : { name, password };
}

/** With the port, as it stands; Go has no names with blanks, quotes and the like. */
function readHost(text: string, scheme: string): string | undefined {
  const [, bracketed, port = ''] = /^\[(.*)\](.*)$/s.exec(text) ?? [];
  if (bracketed !== undefined) {
    const [address = ''] = bracketed.split('%25');
    return isIPv6(address) && /^(?::[0-9]*)?$/.test(port) ? text : undefined;
  }
  if (text.includes('[') || /[\u0000-\u0020"#<>\\^`{|}\u007f]/.test(text)) return undefined;
  const colon = scheme === 'http' || scheme === 'https' ? text.indexOf(':') : text.lastIndexOf(':');
  if (colon !== -1 && !/^:[0-9]*$/.test(text.slice(colon))) return undefined;
  // Only characters beyond ASCII may be escaped in a name.
  return /%(?![89a-fA-F][0-9a-fA-F])/.test(text) ? undefined : unescaped(text);
}

/** Undefined for a % that is no escape. Bytes that are no UTF-8 become replacement characters. */
function unescaped(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  if (!text.includes('%')) return text;
  const bytes = text.replaceAll(/%([0-9a-fA-F]{2})|[^%]+/g, (whole, hex: string | undefined) =>
    hex === undefined ? Buffer.from(whole).toString('latin1') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A path with the escapes that Go writes. */
export function escapePath(path: string): string {
  return encodeURIComponent(path)
    .replaceAll(/%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g, hex => decodeURIComponent(hex))
    .replaceAll(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

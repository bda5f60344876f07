/** Why Go's `url.Parse` refuses a text, as a clause that follows "because"; undefined when it accepts it. */
export type UrlProblem = string | undefined;

/**
 * What Go's `url.Parse` has against a text. It is lenient: the empty text, relative paths and unknown schemes are URLs.
 * See https://pkg.go.dev/net/url#Parse
 */
export function goUrlProblem(text: string): UrlProblem {
  const hash = text.indexOf('#');
  const url = hash < 0 ? text : text.slice(0, hash);
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  return withoutFragmentProblem(url) ?? escapeProblem(fragment);
}

function withoutFragmentProblem(url: string): UrlProblem {
  if (/[\0-\x1f\x7f]/.test(url)) return 'it contains a control character';
  if (url.startsWith(':')) return 'the scheme before `:` is missing';
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*(?=:)/.exec(url)?.[0] ?? '';
  const behind = scheme === '' ? url : url.slice(scheme.length + 1);
  const [rest = ''] = behind.split('?', 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return undefined;
    const [segment = ''] = rest.split('/', 1);
    return segment.includes(':') ? 'it has a colon but no scheme such as `http://`' : escapeProblem(rest);
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return escapeProblem(rest);
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  return authorityProblem(scheme.toLowerCase(), authority) ?? escapeProblem(slash < 0 ? '' : rest.slice(slash));
}

function authorityProblem(scheme: string, authority: string): UrlProblem {
  const at = authority.lastIndexOf('@');
  const wrong = hostProblem(scheme, authority.slice(at + 1));
  if (wrong !== undefined || at < 0) return wrong;
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user))
    return 'user name or password has characters that must be escaped';
  return escapeProblem(user);
}

function hostProblem(scheme: string, host: string): UrlProblem {
  const open = host.lastIndexOf('[');
  if (open > 0) return 'an IPv6 address in brackets must be the whole host';
  if (open === 0) return addressProblem(host);
  const first = host.indexOf(':');
  if (first >= 0) {
    const colon = scheme === 'http' || scheme === 'https' ? first : host.lastIndexOf(':');
    const wrong = portProblem(host.slice(colon));
    if (wrong !== undefined) return wrong;
  }
  return hostTextProblem(host);
}

/** Of a host that starts with `[`. */
function addressProblem(host: string): UrlProblem {
  const close = host.lastIndexOf(']');
  if (close < 0) return 'the `]` behind the address is missing';
  const port = portProblem(host.slice(close + 1));
  if (port !== undefined) return port;
  const name = host.slice(1, close);
  const zone = name.indexOf('%25');
  const wrong =
    hostTextProblem(zone < 0 ? name : name.slice(0, zone)) ?? (zone < 0 ? undefined : zoneProblem(name.slice(zone)));
  if (wrong !== undefined) return wrong;
  return isIpv6(name.replaceAll('%25', '%')) ? undefined : 'what stands in brackets is not an IPv6 address';
}

function portProblem(colonPort: string): UrlProblem {
  return colonPort === '' || /^:[0-9]*$/.test(colonPort) ? undefined : `\`${colonPort}\` is not a port`;
}

function hostTextProblem(host: string): UrlProblem {
  const wrong = escapeProblem(host);
  if (wrong !== undefined) return wrong;
  if (/%(?!25)[0-7]/.test(host)) return 'only characters beyond ASCII may be escaped in a host name';
  return /[ \\^`{|}]/.test(host) ? 'the host name has a character that may not stand there' : undefined;
}

function zoneProblem(zone: string): UrlProblem {
  const wrong = escapeProblem(zone);
  if (wrong !== undefined) return wrong;
  const plain = zone.replaceAll(/%25|%20|%[89a-fA-F][0-9a-fA-F]/g, '');
  return /[\\^`{|}]/.test(plain) || / /.test(zone)
    ? 'the zone of the address has a character that may not stand there'
    : undefined;
}

function escapeProblem(part: string): UrlProblem {
  return /%(?![0-9a-fA-F]{2})/.test(part) ? '`%` must be followed by two hexadecimal digits' : undefined;
}

/** See https://pkg.go.dev/net/netip#ParseAddr */
function isIpv6(text: string): boolean {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return false;
  const halves = (percent < 0 ? text : text.slice(0, percent)).split('::');
  if (halves.length > 2) return false;
  const groups = halves.map(half => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? [];
  const tail = last.at(-1) ?? '';
  const embedded = tail.includes('.');
  if (embedded && !isIpv4(tail)) return false;
  const hex = groups.flat().slice(0, embedded ? -1 : undefined);
  if (!hex.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = hex.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8 && text.includes(':');
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every(octet => /^(?:0|[1-9][0-9]{0,2})$/.test(octet) && Number(octet) < 256);
}

/** Headers that Prometheus sets itself, in canonical form: `http_headers` may not name them. */
const RESERVED: ReadonlySet<string> = new Set([
  'Authorization',
  'Host',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'User-Agent',
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Www-Authenticate',
  'Accept-Encoding',
  'X-Prometheus-Remote-Write-Version',
  'X-Prometheus-Remote-Read-Version',
  'X-Prometheus-Scrape-Timeout-Seconds',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
]);

/**
 * The canonical form of a header's name: each part between dashes starts with a capital letter, the rest is small. A
 * name with characters that no header may have stays as it is. See https://pkg.go.dev/net/http#CanonicalHeaderKey
 */
export function canonicalHeaderName(name: string): string {
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name)) return name;
  return name.toLowerCase().replace(/(^|-)[a-z]/g, start => start.toUpperCase());
}

/** Whether Prometheus sets this header itself. */
export function isReservedHeader(name: string): boolean {
  return RESERVED.has(canonicalHeaderName(name));
}

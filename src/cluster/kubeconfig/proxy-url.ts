import { parseGoUrl } from './go-url.ts';

/** Whether client-go takes the text for a `proxy-url`: socks5h is not among its schemes. */
export function isProxyUrl(text: string): boolean {
  return ['http', 'https', 'socks5'].includes(parseGoUrl(text)?.scheme ?? '');
}

/** A `proxy-url` as client-go passes it on: with its scheme in small letters. '' stays ''. */
export function normalProxyUrl(text: string): string {
  return text.replace(/^[^:]+/, scheme => scheme.toLowerCase());
}

/** Whether the text is an IP address, as the API server reads those of fields that it has had for long. */
export function isIp(text: string): boolean {
  return isIpV4(text) || isIpV6(text);
}

/** Whether the text is an address and the length of its prefix. */
export function isCidr(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (isIpV4(address)) return Number(length) <= 32;
  return isIpV6(address) && Number(length) <= 128;
}

/** Leading zeros are let pass, as decimal ones. */
function isIpV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => /^\d+$/.test(part) && Number(part) <= 255);
}

function isIpV6(text: string): boolean {
  if (!text.includes(':') || !/^[0-9A-Fa-f:.]+$/.test(text)) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const isMixed = last.includes('.');
  if (isMixed && !isIpV4(last)) return false;
  const isHex = (isMixed ? groups.slice(0, -1) : groups).every(group => /^[0-9A-Fa-f]{1,4}$/.test(group));
  const count = groups.length + (isMixed ? 1 : 0);
  return isHex && (halves.length === 2 ? count < 8 : count === 8);
}

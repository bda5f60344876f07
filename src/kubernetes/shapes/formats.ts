import type { FormatCheck, FormatTable } from '../../schema/validation.ts';
import { isDnsSubdomain, labelKeyProblem, labelValueProblem } from '../label-name.ts';
import { cronProblem } from './cron-schedule.ts';
import { isCidr, isIp } from './ip-address.ts';

/**
 * The checks of the formats that shapes of kinds use, as the API server validates them. See
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const FORMATS: FormatTable = {
  quantity: text => (QUANTITY.test(text) ? undefined : wrong(text, 'is not a quantity, such as `500m`, `2` or `1Gi`')),
  timestamp: text => (isTimestamp(text) ? undefined : wrong(text, 'is not a time, such as `2026-01-31T12:00:00Z`')),
  base64: text => (isBase64(text) ? undefined : wrong(text, 'is not base64')),
  'label-key': key => because(key, 'cannot be the name of a label', labelKeyProblem(key)),
  'label-value': value => because(value, 'cannot be the value of a label', labelValueProblem(value)),
  'annotation-key': key => because(key, 'cannot be the name of an annotation', labelKeyProblem(key.toLowerCase())),
  finalizer: name => because(name, 'cannot be a finalizer', finalizerProblem(name)),
  'config-key': key =>
    isConfigKey(key) ? undefined : wrong(key, 'cannot be a key: it has letters, digits, `-`, `_` and `.` only'),
  'dns-label': checked(
    isDnsLabel,
    'is not a name here: it has lower-case letters, digits and `-` only, at most 63, and starts and ends with a letter or digit',
  ),
  'dns-name': checked(
    isDnsSubdomain,
    'is not a name here: it has lower-case letters, digits, `-` and `.` only, and starts and ends with a letter or digit',
  ),
  'search-domain': checked(name => name === '.' || isSearchDomain(name.replace(/\.$/, '')), 'is not a DNS domain'),
  'domain-path': path =>
    isDomainPath(path) ? undefined : wrong(path, 'is not a path behind a domain, such as `example.com/name`'),
  'resource-name': name => because(name, 'cannot be the name of a resource of containers', resourceProblem(name)),
  'env-name': checked(
    name => /^[ -<>-~]+$/.test(name),
    'cannot be the name of a variable: it has printable ASCII characters other than `=` only',
  ),
  'env-prefix': checked(
    name => /^[ -<>-~]+$/.test(name),
    'cannot start names of variables: it has printable ASCII characters other than `=` only',
  ),
  'header-name': checked(name => /^[-A-Za-z0-9]+$/.test(name), 'is not the name of an HTTP header'),
  sysctl: checked(name => name.length <= 253 && SYSCTL.test(name), 'is not the name of a sysctl'),
  'local-path': checked(
    path => !path.startsWith('/') && !path.startsWith('..') && !path.split('/').includes('..'),
    'must be a path below the volume: relative and without `..`',
  ),
  'host-path': checked(path => !path.split('/').includes('..'), 'must not have `..` in it'),
  'absolute-path': checked(
    path => path.startsWith('/') && !path.split('/').includes('..'),
    'must be an absolute path without `..`',
  ),
  iqn: checked(isInitiatorName, 'is not the name of an iSCSI node'),
  schedule: text => because(text, 'is not a schedule', cronProblem(text)),
  ip: checked(isIp, 'is not an IP address'),
  cidr: checked(text => isCidr(text.trim()), 'is not a range of IP addresses, such as `10.0.0.0/8`'),
  port: within(1, 65_535),
  'port-or-none': within(0, 65_535),
  'port-name': checked(
    isPortName,
    'is not the name of a port: it has at most 15 lower-case letters, digits and `-`, one letter at least',
  ),
  'port-or-name': text =>
    /^-?\d+$/.test(text) ? within(1, 65_535)(text) : checked(isPortName, 'is neither a port nor the name of one')(text),
  'count-or-percentage': checked(
    text => /^(?:\d+|\d+%)$/.test(text),
    'is neither a number, 0 or more, nor a percentage such as `25%`',
  ),
  percentage: within(1, 100),
  positive: within(1, Number.POSITIVE_INFINITY),
  'not-negative': within(0, Number.POSITIVE_INFINITY),
  'up-to-255': within(0, 255),
  deadline: within(1, 2 ** 31 - 1),
  'user-id': within(0, 2 ** 31 - 1),
  'file-mode': within(0, 0o777),
};

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const SYSCTL = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;
const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);
const STANDARD_RESOURCES: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Whether the text is an RFC 1123 label. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(text);
}

/** Whether the text names a port: https://www.rfc-editor.org/rfc/rfc6335 */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[-a-z0-9]+$/.test(text) && /[a-z]/.test(text) && !/--|^-|-$/.test(text);
}

function isConfigKey(key: string): boolean {
  return key.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(key) && key !== '.' && !key.startsWith('..');
}

function isSearchDomain(name: string): boolean {
  if (name.length > 253) return false;
  return name.split('.').every(label => /^[a-z0-9_](?:[-_a-z0-9]*[a-z0-9_])?$/.test(label));
}

function isDomainPath(text: string): boolean {
  const [, domain = '', path = ''] = /^([^/]*)\/(.*)$/.exec(text) ?? [];
  return text.length <= 63 && isDnsSubdomain(domain) && /^[-A-Za-z0-9/_.~%!$&'()*+,;=:@]+$/.test(path);
}

function isInitiatorName(name: string): boolean {
  if (name.startsWith('iqn.'))
    return /^iqn\.\d{4}-\d{2}\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*(?::[^,:\s]+)*$/.test(
      name,
    );
  return /^eui\.[0-9a-f]{16}$/i.test(name) || /^naa\.[0-9a-f]{32}$/i.test(name);
}

function finalizerProblem(name: string): string | undefined {
  const problem = labelKeyProblem(name);
  if (problem !== undefined || name.includes('/') || STANDARD_FINALIZERS.has(name)) return problem;
  return 'it needs a domain, as `example.com/name`';
}

/** See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
function resourceProblem(name: string): string | undefined {
  const problem = labelKeyProblem(name);
  if (problem !== undefined) return problem;
  if (!name.includes('/')) {
    const isKnown = STANDARD_RESOURCES.has(name) || name.startsWith('hugepages-');
    return isKnown ? undefined : 'it is neither `cpu`, `memory`, `ephemeral-storage` nor one with a domain';
  }
  const isNative = (name.split('/')[0] ?? '').endsWith('kubernetes.io');
  return !isNative && name.startsWith('requests.') ? 'it starts with `requests.`' : undefined;
}

/** As Go reads RFC 3339: https://pkg.go.dev/time#pkg-constants */
function isTimestamp(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d?:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text.replace(',', '.')))
  );
}

function isBase64(text: string): boolean {
  const plain = text.replaceAll(/[\r\n]/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}

function within(least: number, most: number): FormatCheck {
  const wanted = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
  return text =>
    Number(text) >= least && Number(text) <= most ? undefined : wrong(text, `is out of range: it must be ${wanted}`);
}

function checked(isRight: (text: string) => boolean, words: string): FormatCheck {
  return text => (isRight(text) ? undefined : wrong(text, words));
}

function because(text: string, words: string, problem: string | undefined) {
  return problem === undefined ? undefined : wrong(text, `${words}: ${problem}`);
}

function wrong(text: string, words: string) {
  const shown = text === '' ? 'the empty text' : `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
  return { problem: 'invalid-value', message: `${shown} ${words}.`, data: {} };
}

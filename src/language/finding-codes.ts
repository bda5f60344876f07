import { ACCOUNT_COMMENT } from '../lint/account-comment.ts';
import { MANIFEST_CODES } from '../lint/manifest/manifest-codes.ts';
import { RBAC_LINTS } from '../lint/rbac/rbac-lints.ts';
import { LINTS } from '../lint/registry.ts';
import type { FindingCode, Severity } from '../schema/finding.ts';

/** A code as the lists of the settings and the README show it. */
export interface FindingCodeEntry {
  readonly code: FindingCode;
  /** What its findings are shown as unless a setting says otherwise. */
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
}

/**
 * What is said of a file that does not load: found by the shapes, the rules beside them, and the YAML parser. See
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
const LOAD_TIME: readonly FindingCodeEntry[] = [
  { code: 'config/yaml-syntax', severity: 'error', summary: 'The YAML cannot be read.' },
  {
    code: 'manifest/yaml-syntax',
    severity: 'error',
    summary: 'The YAML of a manifest around a Prometheus configuration cannot be read.',
  },
  { code: 'config/unknown-field', severity: 'error', summary: 'A field that Prometheus does not have at this place.' },
  { code: 'config/duplicate-key', severity: 'error', summary: 'A key that is there twice in one mapping.' },
  { code: 'config/missing-field', severity: 'error', summary: 'A field that must be there is missing or empty.' },
  { code: 'config/null-entry', severity: 'error', summary: 'An empty entry in a list that takes none.' },
  { code: 'config/wrong-type', severity: 'error', summary: 'A value of another kind than the field takes.' },
  { code: 'config/unknown-value', severity: 'error', summary: 'A value that is not among those that the field takes.' },
  { code: 'config/removed-field', severity: 'error', summary: 'A field that Prometheus had once and refuses now.' },
  {
    code: 'config/newer-than-version',
    severity: 'warning',
    summary: 'A field or value that the Prometheus in use does not have yet.',
  },
  { code: 'config/bad-duration', severity: 'error', summary: 'A text that Prometheus does not read as a duration.' },
  { code: 'config/bad-size', severity: 'error', summary: 'A text that Prometheus does not read as a size.' },
  { code: 'config/bad-url', severity: 'error', summary: 'A text that Go does not read as a URL.' },
  { code: 'config/bad-label-name', severity: 'error', summary: 'A text that cannot be the name of a label.' },
  { code: 'config/bad-path', severity: 'error', summary: 'A pattern of files with a wildcard before its last part.' },
  { code: 'config/bad-regex', severity: 'error', summary: 'A regular expression that Go’s RE2 does not compile.' },
  { code: 'config/empty-action', severity: 'error', summary: 'A relabel rule whose action is empty.' },
  {
    code: 'config/field-not-allowed',
    severity: 'error',
    summary: 'A field that the action of a relabel rule does not take.',
  },
  {
    code: 'config/conflicting-connection',
    severity: 'error',
    summary: 'Two ways to reach the API server that exclude each other.',
  },
  {
    code: 'config/needs-api-server',
    severity: 'error',
    summary: 'Settings for the connection to the API server without its address.',
  },
  { code: 'config/own-namespace', severity: 'error', summary: 'The own namespace, asked for outside the cluster.' },
  { code: 'config/repeated-selector', severity: 'error', summary: 'Two selectors for the same kind of object.' },
  {
    code: 'config/selector-role',
    severity: 'error',
    summary: 'A selector for a kind of object that the role does not list.',
  },
  {
    code: 'config/bad-label-selector',
    severity: 'error',
    summary: 'A text that is not a label selector of Kubernetes.',
  },
  {
    code: 'config/bad-field-selector',
    severity: 'error',
    summary: 'A text that is not a field selector of Kubernetes.',
  },
  { code: 'config/conflicting-authentication', severity: 'error', summary: 'More than one way to authenticate.' },
  {
    code: 'config/conflicting-sources',
    severity: 'error',
    summary: 'A secret or certificate with more than one source.',
  },
  {
    code: 'config/basic-authorization',
    severity: 'error',
    summary: 'Basic authentication asked for through `authorization`.',
  },
  {
    code: 'config/incomplete-certificate',
    severity: 'error',
    summary: 'A client certificate without its key, or the other way round.',
  },
  { code: 'config/proxy', severity: 'error', summary: 'Proxy settings that do not go together.' },
  { code: 'config/reserved-header', severity: 'error', summary: 'A header that Prometheus sets itself.' },
  { code: 'config/timeout-too-long', severity: 'error', summary: 'A scrape timeout that is longer than the interval.' },
  {
    code: 'config/escaping-scheme',
    severity: 'error',
    summary: 'Names in UTF-8 asked of targets under legacy validation.',
  },
  { code: 'config/repeated-job-name', severity: 'error', summary: 'Two scrape configs of the same name.' },
  { code: 'config/target-is-url', severity: 'error', summary: 'A static target that is a URL and not an address.' },
  { code: 'config/empty-list', severity: 'error', summary: 'A list that must not be empty.' },
  { code: 'config/repeated-value', severity: 'error', summary: 'A value that is in a list twice.' },
];

/** Every code that a finding can have, in alphabetical order. Each has a page `docs/findings/<code>.md`. */
export const FINDING_CODES: readonly FindingCodeEntry[] = [
  ...LOAD_TIME,
  ...MANIFEST_CODES,
  ACCOUNT_COMMENT,
  ...[...LINTS, ...RBAC_LINTS].map(({ code, severity, summary }) => ({ code, severity, summary })),
].toSorted((a, b) => (a.code < b.code ? -1 : 1));

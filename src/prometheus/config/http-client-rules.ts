import type { Finding } from '../../schema/finding.ts';
import { goUrlProblem } from './go-url.ts';
import { isReservedHeader } from './header-name.ts';
import { HTTP_CLIENT_FIELD_NAMES } from './http-client-shape.ts';
import {
  boolField,
  isFilled,
  isTrue,
  isWritten,
  keySpan,
  type MappingView,
  mapField,
  textField,
  valueSpan,
  viewMapping,
} from './mapping-view.ts';
import { refusal } from './refusal.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SIGNATURES = ['RS256', 'RS384', 'RS512'];

/**
 * What Prometheus has against the HTTP client block that is inline in `owner`, beyond the shape of its fields.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config
 */
export function httpClientFindings(owner: MappingView): readonly Finding[] {
  return [
    ...credentialFindings(owner),
    ...nested(owner, 'basic_auth', basicAuthFindings),
    ...nested(owner, 'authorization', authorizationFindings),
    ...nested(owner, 'oauth2', oauth2Findings),
    ...nested(owner, 'tls_config', tlsFindings),
    ...proxyFindings(owner),
    ...nested(owner, 'http_headers', headerFindings),
  ];
}

/**
 * Names of the fields that make the block inline in `owner` differ from its default, as Prometheus compares them after
 * loading: deeply, so that `tls_config: {}` is no difference and `http_headers: {}` is one.
 */
export function changedHttpClientFields(owner: MappingView): readonly string[] {
  return [...owner.entries.keys()].filter(name => HTTP_CLIENT_FIELD_NAMES.has(name) && isChanged(owner, name));
}

function isChanged(owner: MappingView, name: string): boolean {
  switch (name) {
    case 'bearer_token':
    case 'bearer_token_file':
    case 'no_proxy':
      return isFilled(owner, name);
    case 'follow_redirects':
    case 'enable_http2': {
      const field = boolField(owner, name);
      return field.state === 'set' && !field.value;
    }
    case 'proxy_from_environment':
      return isTrue(owner, name);
    case 'tls_config':
      return isChangedTls(owner);
    default:
      return isWritten(owner, name);
  }
}

function isChangedTls(owner: MappingView): boolean {
  const tls = mapField(owner, 'tls_config');
  if (tls.state !== 'set') return false;
  const view = viewMapping(owner.document, tls.value);
  return [...view.entries.keys()].some(name =>
    name === 'insecure_skip_verify' ? isTrue(view, name) : isFilled(view, name),
  );
}

function nested(
  owner: MappingView,
  name: string,
  check: (view: MappingView) => readonly Finding[],
): readonly Finding[] {
  const field = mapField(owner, name);
  return field.state === 'set' ? check(viewMapping(owner.document, field.value)) : [];
}

/** At most one way to authenticate. The later key in this order is the one that has to go. */
function credentialFindings(owner: MappingView): readonly Finding[] {
  const used = ['basic_auth', 'authorization', 'oauth2'].filter(name => isWritten(owner, name));
  used.push(...['bearer_token', 'bearer_token_file'].filter(name => isFilled(owner, name)));
  return conflict(owner, used, 'config/conflicting-authentication', 'Keep one way to authenticate.');
}

function conflict(
  view: MappingView,
  used: readonly string[],
  code: `config/${string}`,
  hint: string,
): readonly Finding[] {
  const [first, ...others] = inTextOrder(view, used);
  return others.map(name =>
    refusal(code, keySpan(view, name), `\`${name}\` does not go together with \`${first}\`. ${hint}`, {
      field: name,
      other: first ?? '',
    }),
  );
}

function inTextOrder(view: MappingView, names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => keySpan(view, a).start - keySpan(view, b).start);
}

function oneSource(view: MappingView, name: string): readonly Finding[] {
  const used = [name, `${name}_file`, `${name}_ref`].filter(source => isFilled(view, source));
  return conflict(view, used, 'config/conflicting-sources', 'Keep one of them.');
}

function basicAuthFindings(view: MappingView): readonly Finding[] {
  return [...oneSource(view, 'username'), ...oneSource(view, 'password')];
}

function authorizationFindings(view: MappingView): readonly Finding[] {
  const findings = [...oneSource(view, 'credentials')];
  const type = textField(view, 'type');
  if (type.state === 'set' && type.value.trim().toLowerCase() === 'basic') {
    const why = '`authorization` does not take the type `Basic`. Use `basic_auth`.';
    findings.push(refusal('config/basic-authorization', valueSpan(view, 'type'), why));
  }
  return findings;
}

function oauth2Findings(view: MappingView): readonly Finding[] {
  const grant = textField(view, 'grant_type');
  const byJwt = grant.state === 'set' && grant.value === JWT_BEARER;
  const source =
    grant.state === 'unreadable' ? [] : oneSource(view, byJwt ? 'client_certificate_key' : 'client_secret');
  return [
    ...source,
    ...(byJwt ? signatureFindings(view) : []),
    ...nested(view, 'tls_config', tlsFindings),
    ...proxyFindings(view),
  ];
}

function signatureFindings(view: MappingView): readonly Finding[] {
  const algorithm = textField(view, 'signature_algorithm');
  if (algorithm.state !== 'set' || algorithm.value === '' || SIGNATURES.includes(algorithm.value)) return [];
  const why = `\`signature_algorithm\` must be one of ${SIGNATURES.map(name => `\`${name}\``).join(', ')}.`;
  return [refusal('config/unknown-value', valueSpan(view, 'signature_algorithm'), why, { values: SIGNATURES })];
}

function tlsFindings(view: MappingView): readonly Finding[] {
  return [
    ...oneSource(view, 'ca'),
    ...oneSource(view, 'cert'),
    ...oneSource(view, 'key'),
    ...partner(view, 'cert', 'key', 'A client certificate needs its key'),
    ...partner(view, 'key', 'cert', 'A client key needs its certificate'),
  ];
}

function partner(view: MappingView, one: string, other: string, need: string): readonly Finding[] {
  const sources = (name: string) => [name, `${name}_file`, `${name}_ref`].filter(source => isFilled(view, source));
  const [given] = sources(one);
  if (given === undefined || sources(other).length > 0 || isUnreadable(view, other)) return [];
  const why = `\`${given}\` stands alone. ${need}: add \`${other}_file\`.`;
  return [refusal('config/incomplete-certificate', keySpan(view, given), why, { missing: `${other}_file` })];
}

function isUnreadable(view: MappingView, name: string): boolean {
  return [name, `${name}_file`, `${name}_ref`].some(source => textField(view, source).state === 'unreadable');
}

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config, the proxy fields. */
function proxyFindings(view: MappingView): readonly Finding[] {
  const findings: Finding[] = [];
  const url = textField(view, 'proxy_url');
  if (url.state === 'unreadable' || (url.state === 'set' && goUrlProblem(url.value) !== undefined)) return findings;
  const given = isWritten(view, 'proxy_url');
  const addressed = url.state === 'set' && url.value !== '' && url.value !== '#';
  const fromEnvironment = isTrue(view, 'proxy_from_environment');
  const headers = mapField(view, 'proxy_connect_header');
  if (headers.state === 'set' && headers.value.pairs.length > 0 && !fromEnvironment && !addressed) {
    const why = '`proxy_connect_header` needs `proxy_url` or `proxy_from_environment`.';
    findings.push(refusal('config/proxy', keySpan(view, 'proxy_connect_header'), why, { missing: 'proxy_url' }));
  }
  if (fromEnvironment && addressed)
    findings.push(...conflict(view, ['proxy_from_environment', 'proxy_url'], 'config/proxy', 'Keep one of them.'));
  if (!isFilled(view, 'no_proxy')) return findings;
  if (fromEnvironment) {
    findings.push(
      ...conflict(
        view,
        ['proxy_from_environment', 'no_proxy'],
        'config/proxy',
        'Set `NO_PROXY` in the environment instead.',
      ),
    );
  }
  if (!given) {
    findings.push(
      refusal('config/proxy', keySpan(view, 'no_proxy'), '`no_proxy` needs `proxy_url`.', { missing: 'proxy_url' }),
    );
  }
  return findings;
}

function headerFindings(view: MappingView): readonly Finding[] {
  const reserved = [...view.entries.keys()].filter(isReservedHeader);
  return reserved.map(name =>
    refusal(
      'config/reserved-header',
      keySpan(view, name),
      `Prometheus sets the header \`${name}\` itself. Remove it.`,
      {
        field: name,
      },
    ),
  );
}

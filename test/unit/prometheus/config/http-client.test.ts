import { test } from 'node:test';
import { checkFile } from './check-config.ts';

/** A job with these further lines; carets in them count from their own first column. */
function checkJob(lines: string): void {
  const indented = lines.replace(/^\n/, '').replace(/^ {4}/gm, '    ');
  checkFile(`scrape_configs:\n  - job_name: a\n${indented}`);
}

test('one way to authenticate', () => {
  checkJob(`
    basic_auth: {username: a}
    authorization: {credentials: b}
#   ^^^^^^^^^^^^^ error config/conflicting-authentication
    oauth2: {client_id: a, token_url: b}
#   ^^^^^^ error config/conflicting-authentication
    bearer_token: c
#   ^^^^^^^^^^^^ error config/conflicting-authentication
    bearer_token_file: d
#   ^^^^^^^^^^^^^^^^^ error config/conflicting-authentication
`);
  checkJob(`
    basic_auth:
    authorization: {credentials: b}
    bearer_token: ''
`);
});

test('one source for each credential', () => {
  checkJob(`
    basic_auth:
      username: a
      username_file: b
#     ^^^^^^^^^^^^^ error config/conflicting-sources
      password_ref: a
      password: b
#     ^^^^^^^^ error config/conflicting-sources
      password_file: ''
`);
  checkJob(`
    authorization:
      credentials: a
      credentials_file: b
#     ^^^^^^^^^^^^^^^^ error config/conflicting-sources
      type: ' Basic '
#           ^^^^^^^^^ error config/basic-authorization
`);
});

test('oauth2', () => {
  checkJob(`
    oauth2:
      scopes: [a]
#     ^^^^^^ error config/missing-field
#     ^^^^^^ error config/missing-field
      client_secret: a
      client_secret_file: b
#     ^^^^^^^^^^^^^^^^^^ error config/conflicting-sources
      signature_algorithm: nobody looks
      no_proxy: x
#     ^^^^^^^^ error config/proxy
      tls_config: {cert_file: a}
#                  ^^^^^^^^^ error config/incomplete-certificate
`);
  checkJob(`
    oauth2:
      client_id: ''
#                ^^ error config/missing-field
      token_url: a
      grant_type: urn:ietf:params:oauth:grant-type:jwt-bearer
      client_secret: a
      client_secret_file: b
      client_certificate_key: a
      client_certificate_key_file: b
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error config/conflicting-sources
      signature_algorithm: HS256
#                          ^^^^^ error config/unknown-value
`);
});

test('TLS: one source each, certificate and key together', () => {
  checkJob(`
    tls_config:
      ca: a
      ca_file: b
#     ^^^^^^^ error config/conflicting-sources
      cert: a
      cert_file: b
#     ^^^^^^^^^ error config/conflicting-sources
      key: a
      key_ref: b
#     ^^^^^^^ error config/conflicting-sources
`);
  checkJob(`
    tls_config:
      key_file: b
#     ^^^^^^^^ error config/incomplete-certificate
`);
});

test('proxies', () => {
  checkJob(`
    proxy_connect_header: {A: [b]}
#   ^^^^^^^^^^^^^^^^^^^^ error config/proxy
    no_proxy: x
#   ^^^^^^^^ error config/proxy
`);
  checkJob(`
    proxy_from_environment: true
    proxy_url: http://x
#   ^^^^^^^^^ error config/proxy
    no_proxy: x
#   ^^^^^^^^ error config/proxy
`);
  checkJob(`
    proxy_connect_header: {}
    proxy_url: ''
    no_proxy: x
`);
});

test('headers that Prometheus sets itself', () => {
  checkJob(`
    http_headers:
      X-Scope-OrgID: {values: [a]}
      x-prometheus-scrape-timeout-seconds: {}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error config/reserved-header
      AUTHORIZATION:
#     ^^^^^^^^^^^^^ error config/reserved-header
`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFile, findingsIn } from './check-config.ts';

/** A job with these entries of kubernetes_sd_configs. */
function checkEntries(lines: string): void {
  checkFile(`scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs:\n${lines.replace(/^\n/, '')}`);
}

test('roles', () => {
  checkEntries(`
      - namespaces: {}
#       ^^^^^^^^^^ error config/missing-field
      - role:
#       ^^^^ error config/missing-field
      - role: nodes
#             ^^^^^ error config/unknown-value
      - {}
#       ^^ error config/missing-field
`);
});

test('api_server, kubeconfig_file and HTTP settings', () => {
  checkEntries(`
      - role: pod
        api_server: https://k8s
        kubeconfig_file: x
#       ^^^^^^^^^^^^^^^ error config/conflicting-connection
      - role: pod
        kubeconfig_file: x
        tls_config: {insecure_skip_verify: true}
#       ^^^^^^^^^^ error config/conflicting-connection
      - role: pod
        bearer_token_file: x
#       ^^^^^^^^^^^^^^^^^ error config/needs-api-server
        follow_redirects: false
#       ^^^^^^^^^^^^^^^^ error config/needs-api-server
        enable_http2:
#       ^^^^^^^^^^^^ error config/needs-api-server
        proxy_url: ''
#       ^^^^^^^^^ error config/needs-api-server
        proxy_connect_header: {}
#       ^^^^^^^^^^^^^^^^^^^^ error config/needs-api-server
        http_headers: {}
#       ^^^^^^^^^^^^ error config/needs-api-server
      - role: pod
        api_server: ''
        tls_config: {ca_file: x}
`);
});

test('writing a default of the HTTP settings changes nothing', () => {
  checkEntries(`
      - role: pod
        follow_redirects: true
        tls_config: {insecure_skip_verify: false, ca_file: ''}
        bearer_token: ''
        basic_auth:
`);
});

test('own_namespace is for in-cluster discovery', () => {
  checkEntries(`
      - role: pod
        api_server: https://k8s
        namespaces: {own_namespace: true}
#                    ^^^^^^^^^^^^^ error config/own-namespace
      - role: pod
        kubeconfig_file: x
        namespaces: {own_namespace: true}
#                    ^^^^^^^^^^^^^ error config/own-namespace
      - role: pod
        namespaces: {own_namespace: true}
`);
});

test('selectors: repeated, of another role, without a role, unparsable', () => {
  checkEntries(`
      - role: pod
        selectors:
          - role: pod
            label: a=b,c d
#                        ^ error config/bad-label-selector
          - role: pod
#                 ^^^ error config/repeated-selector
            field: 'a'
#                  ^^^ error config/bad-field-selector
          - role: service
#                 ^^^^^^^ error config/selector-role
          - label: a
#           ^^^^^ error config/missing-field
          -
#         ^ error config/null-entry
      - role: endpointslice
        selectors: [{role: endpoints}, {role: endpointslice}, {role: pod}, {role: service}]
#                          ^^^^^^^^^ error config/selector-role
      - role: pod
        selectors: [{role: node, label: 'kubernetes.io/os in (linux)'}]
`);
});

test('a selector for a role with one possibility is replaced by it', () => {
  const [finding] = findingsIn(
    'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: node, selectors: [{role: pod}]}]}]\n',
  );
  assert.equal(finding?.data['replacement'], 'node');
});

test('the message of a selector says what is wrong', () => {
  const [finding] = findingsIn(
    'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: a b}]}]}]\n',
  );
  assert.equal(
    finding?.message,
    'Prometheus will not load this file: `a b` is not a label selector: found `b` where `=`, `!=`, `in`, `notin`, `>` or `<` should be.',
  );
});

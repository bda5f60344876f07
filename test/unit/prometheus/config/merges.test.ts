import { test } from 'node:test';
import { checkFile } from './check-config.ts';

test('a mapping is added to the one that a merge has brought', () => {
  checkFile(`
    scrape_configs:
      - &base
        job_name: a
        params: {module: [http_2xx]}
        oauth2: {client_id: a, client_secret: b, token_url: c}
        tls_config: {cert_file: x, key_file: y}
      - <<: *base
        job_name: b
        params: {target: [x]}
        oauth2: {scopes: [read]}
        tls_config: {cert_file: z}
  `);
});

test('in the sum no key may come twice and no two may exclude each other', () => {
  checkFile(`
    scrape_configs:
      - &base
        job_name: a
        params: {module: [http_2xx]}
        basic_auth: {username: me, password: x}
        static_configs:
          - &group
            targets: [a]
            labels: {team: a}
          - <<: *group
            labels: {team: b}
    #                ^^^^ error config/duplicate-key
      - <<: *base
        job_name: b
        params: {module: [icmp]}
    #            ^^^^^^ error config/duplicate-key
        basic_auth: {password_file: y}
    #                ^^^^^^^^^^^^^ error config/conflicting-sources
  `);
});

test('null and fields that Prometheus resets start anew', () => {
  checkFile(`
    scrape_configs:
      - &base
        job_name: a
        params: {module: [http_2xx]}
        http_headers: {X-A: {values: [a]}}
        basic_auth: {username: me, password: x}
        kubernetes_sd_configs:
          - &pods
            role: pod
            namespaces: {names: [a]}
          - <<: *pods
            namespaces: {names: [b]}
      - <<: *base
        job_name: b
        params:
        http_headers: {X-A: {values: [b]}}
        basic_auth:
        bearer_token: abc
  `);
});

test('what several merges bring is added up too', () => {
  checkFile(`
    scrape_configs:
      - &base
        job_name: a
        params: {module: [http_2xx]}
      - &more
        <<: *base
        job_name: b
        params: {debug: ['true']}
      - <<: *more
        job_name: c
        params: {debug: ['false']}
    #            ^^^^^ error config/duplicate-key
  `);
});

import type { Manifest } from '../../cluster/admin-api.ts';
import { type Meta, object } from './build.ts';

/** Ingresses with certificates for some of their hosts, wildcards, and rules without what they usually have. */
export function worldIngresses(): readonly Manifest[] {
  const shop = {
    labels: { app: 'web' },
    annotations: { 'example.com/rewrite-target': '/$2', 'example.com/word': 'ü' },
  };
  return [
    ingress('shop/web', shop, {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['shop.example.com', '*.wild.example.com'], secretName: 't' }, { secretName: 'no-hosts' }],
      rules: [
        rule('shop.example.com', ['/', '/cart', '/a b/ü']),
        rule('one.wild.example.com', ['/']),
        rule('two.one.wild.example.com', ['/']),
        rule('*.wild.example.com', ['/w']),
        rule('wild.example.com', ['/']),
        rule('plain.example.com', ['/']),
      ],
    }),
    ingress(
      'shop/star',
      { labels: shop.labels },
      { tls: [{ hosts: ['*.example.org'] }], rules: [rule('*.example.org', ['/']), rule('a.example.org', ['/'])] },
    ),
    ingress('pay/no-host', {}, { rules: [{ http: { paths: [path('/any')] } }, { host: 'bare.example.com' }] }),
    ingress(
      'pay/default',
      { labels: { only: 'default' } },
      { defaultBackend: { service: { name: 'ledger', port: { number: 8080 } } } },
    ),
    ingress('pay/tls-without-hosts', {}, { tls: [{}], rules: [rule('t.example.com', ['/'])] }),
    ingress(
      'infra/exact',
      {},
      {
        ingressClassName: 'other',
        rules: [
          {
            host: 'e.example.com',
            http: {
              paths: [
                { ...path('/e'), pathType: 'Exact' },
                { ...path(''), path: undefined, pathType: 'ImplementationSpecific' },
              ],
            },
          },
        ],
      },
    ),
    ingress('leaving/last', {}, { rules: [rule('last.example.com', ['/'])] }),
  ];
}

export function ingress(at: string, meta: Meta, spec: object): Manifest {
  return object('networking.k8s.io/v1', 'Ingress', at, meta, { spec });
}

export function rule(host: string, paths: readonly string[]): object {
  return { host, http: { paths: paths.map(path) } };
}

function path(at: string) {
  return { path: at, pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } };
}

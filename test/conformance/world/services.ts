import type { Manifest } from '../../cluster/admin-api.ts';
import { service } from './build.ts';

const PORT = [{ name: 'http', port: 80, targetPort: 'http' }];
const SCRAPED = {
  annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090', 'prometheus.io/path': '/stats' },
};

export function worldServices(): readonly Manifest[] {
  return [...withSelector(), ...withoutSelector(), ...ofOtherTypes()];
}

function withSelector(): readonly Manifest[] {
  const webPorts = [...PORT, { name: 'metrics', port: 9090, targetPort: 9090, appProtocol: 'example.com/metrics' }];
  return [
    service(
      'shop/web',
      { labels: { app: 'web', 'release.example/v': '1.0' }, ...SCRAPED },
      { selector: { app: 'web' }, ports: webPorts },
    ),
    service('shop/web-all', {}, { selector: { app: 'web' }, publishNotReadyAddresses: true, ports: [{ port: 8080 }] }),
    service(
      'shop/web-headless',
      { labels: { app: 'web' } },
      { clusterIP: 'None', selector: { app: 'web' }, ports: webPorts },
    ),
    service(
      'shop/dual',
      { labels: { app: 'dual' } },
      { ipFamilyPolicy: 'RequireDualStack', selector: { app: 'dual' }, ports: [{ port: 8080 }] },
    ),
    service('shop/dual-six-first', SCRAPED, {
      ipFamilyPolicy: 'PreferDualStack',
      ipFamilies: ['IPv6', 'IPv4'],
      selector: { app: 'dual' },
      ports: PORT,
    }),
    service('shop/six', {}, { ipFamilies: ['IPv6'], selector: { app: 'six' }, ports: PORT }),
    service('shop/nobody', { labels: { app: 'nobody' } }, { selector: { app: 'nobody' }, ports: PORT }),
    service('shop/wrong-port-name', {}, { selector: { app: 'loose' }, ports: [{ port: 80, targetPort: 'absent' }] }),
    service('pay/ledger', { labels: { app: 'ledger' } }, { selector: { app: 'ledger' }, ports: [{ port: 8080 }] }),
    service(
      'pay/ledger-canary',
      {},
      { selector: { app: 'ledger', canary: 'true' }, ports: [{ name: 'tls', port: 443, targetPort: 8443 }] },
    ),
    service('pay/db', { labels: { app: 'db' } }, { clusterIP: 'None', selector: { app: 'db' }, ports: PORT }),
    service('pay/db-no-ports', {}, { clusterIP: 'None', selector: { app: 'db' } }),
    service(
      'pay/dns',
      {},
      {
        selector: { app: 'dns' },
        ports: [
          { name: 'dns', port: 53, protocol: 'UDP' },
          { name: 'dns-tcp', port: 53 },
          { name: 's', port: 3868, protocol: 'SCTP' },
        ],
      },
    ),
    service('pay/report', SCRAPED, { selector: { app: 'report' }, ports: PORT }),
    service(
      'infra/agent',
      { labels: { 'k8s-app': 'agent' } },
      { selector: { app: 'agent' }, ports: [{ name: 'metrics', port: 9100 }] },
    ),
    service(
      'monitoring/prometheus',
      { labels: { app: 'prometheus' } },
      { selector: { app: 'prometheus' }, ports: PORT },
    ),
    service('leaving/last', { labels: { app: 'last' } }, { selector: { app: 'last' }, ports: PORT }),
  ];
}

/** Their Endpoints and slices are made by hand. */
function withoutSelector(): readonly Manifest[] {
  return [
    service(
      'infra/outside',
      { labels: { app: 'outside' } },
      {
        ports: [
          { name: 'sql', port: 5432 },
          { name: 'exporter', port: 9187 },
        ],
      },
    ),
    service(
      'infra/by-slices',
      { labels: { app: 'by-slices' } },
      { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] },
    ),
    service('infra/nothing', {}, { ports: [{ port: 1 }] }),
    service(
      'infra/kubelets',
      { labels: { 'k8s-app': 'kubelet' } },
      { clusterIP: 'None', ports: [{ name: 'https-metrics', port: 10_250 }] },
    ),
  ];
}

function ofOtherTypes(): readonly Manifest[] {
  const balancer = (ingress: readonly object[]) => ({ loadBalancer: { ingress } });
  return [
    service(
      'shop/public',
      { labels: { app: 'web' } },
      { type: 'LoadBalancer', selector: { app: 'web' }, ports: PORT },
      balancer([{ ip: '203.0.113.1', ipMode: 'VIP' }, { ip: '203.0.113.2' }]),
    ),
    service(
      'shop/public-name',
      {},
      { type: 'LoadBalancer', loadBalancerIP: '203.0.113.9', selector: { app: 'web' }, ports: PORT },
      balancer([{ hostname: 'lb.example' }]),
    ),
    service(
      'shop/public-pending',
      {},
      { type: 'LoadBalancer', loadBalancerIP: '203.0.113.8', selector: { app: 'web' }, ports: PORT },
    ),
    service(
      'shop/node-port',
      {},
      { type: 'NodePort', selector: { app: 'web' }, ports: [{ ...PORT[0], nodePort: 30_080 }] },
    ),
    service(
      'shop/elsewhere',
      { labels: { app: 'elsewhere' } },
      { type: 'ExternalName', externalName: 'db.example.com' },
    ),
    service(
      'shop/elsewhere-ports',
      {},
      { type: 'ExternalName', externalName: 'db.example.com', ports: [{ name: 'sql', port: 5432 }] },
    ),
  ];
}

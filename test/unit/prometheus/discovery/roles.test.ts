import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discovered, discoveryConfig, object } from './discovered.ts';

const POD = object('Pod', 'web-1', {
  spec: {
    containers: [
      { name: 'main', image: 'web:1', ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }] },
      { name: 'log' },
    ],
    initContainers: [{ name: 'init', ports: [{ containerPort: 9, protocol: 'UDP' }] }],
  },
  status: { podIP: 'fd00::1', phase: 'Succeeded', containerStatuses: [{ name: 'main', containerID: 'c://1' }] },
});

const POD_LABELS =
  'pod_ip=fd00::1 pod_ready=unknown pod_phase=Succeeded pod_node_name= pod_host_ip= pod_uid= pod_name=web-1';

const REF = { kind: 'Pod', namespace: 'shop', name: 'web-1' };

test('node: the address by the order of types, conditions in lower case', () => {
  const node = object('Node', 'n', {
    spec: { providerID: 'kind://n' },
    status: {
      addresses: [
        { type: 'Hostname', address: 'host' },
        { type: 'ExternalIP', address: '192.0.2.1' },
        { type: 'InternalDNS', address: 'n.internal' },
        { type: 'Hostname', address: 'other' },
      ],
      conditions: [{ type: 'example.com/Ready', status: 'True' }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    },
  });
  assert.deepEqual(discovered(discoveryConfig('node'), node, object('Node', 'without-address')), [
    'node/n node_provider_id=kind://n node_condition_example_com_ready=true node_name=n',
    '  __address__=n.internal:10250 instance=n node_address_Hostname=host node_address_ExternalIP=192.0.2.1 node_address_InternalDNS=n.internal',
  ]);
});

test('pod: a target for each port, one without port for a container that has none', () => {
  assert.deepEqual(discovered(discoveryConfig('pod'), POD, object('Pod', 'pending')), [
    `pod/shop/web-1 ${POD_LABELS} namespace=shop`,
    '  __address__=[fd00::1]:80 pod_container_name=main pod_container_image=web:1 pod_container_init=false pod_container_id=c://1 pod_container_port_name=http pod_container_port_number=80 pod_container_port_protocol=TCP',
    '  __address__=fd00::1 pod_container_name=log pod_container_image= pod_container_init=false pod_container_id=',
    '  __address__=[fd00::1]:9 pod_container_name=init pod_container_image= pod_container_init=true pod_container_id= pod_container_port_name= pod_container_port_number=9 pod_container_port_protocol=UDP',
    'pod/shop/pending',
  ]);
});

test('service: the types differ in their labels', () => {
  const ports = [{ name: 'http', port: 80, protocol: 'TCP' }];
  const balancer = { ingress: [{ ip: '192.0.2.1' }, { hostname: 'h' }, { ip: '192.0.2.2' }] };
  const services = [
    object('Service', 'a', { spec: { type: 'ClusterIP', clusterIP: 'None', ports } }),
    object('Service', 'b', { spec: { type: 'ExternalName', externalName: 'example.com', ports } }),
    object('Service', 'c', { spec: { type: 'LoadBalancer', loadBalancerIP: '198.51.100.1', ports } }),
    object('Service', 'd', {
      spec: { type: 'LoadBalancer', loadBalancerIP: '198.51.100.1', ports },
      status: { loadBalancer: balancer },
    }),
    object('Service', 'e'),
  ];
  const port = 'service_port_name=http service_port_number=80 service_port_protocol=TCP';
  assert.deepEqual(discovered(discoveryConfig('service'), ...services), [
    'svc/shop/a namespace=shop service_name=a',
    `  __address__=a.shop.svc:80 ${port} service_type=ClusterIP service_cluster_ip=None`,
    'svc/shop/b namespace=shop service_name=b',
    `  __address__=b.shop.svc:80 ${port} service_type=ExternalName service_external_name=example.com`,
    'svc/shop/c namespace=shop service_name=c',
    `  __address__=c.shop.svc:80 ${port} service_type=LoadBalancer service_cluster_ip= service_loadbalancer_ip=198.51.100.1`,
    'svc/shop/d namespace=shop service_name=d',
    `  __address__=d.shop.svc:80 ${port} service_type=LoadBalancer service_cluster_ip= service_loadbalancer_ip=192.0.2.1,192.0.2.2`,
    'svc/shop/e namespace=shop service_name=e',
  ]);
});

test('endpoints: addresses ready and not, the pod behind one, its other ports', () => {
  const endpoints = object('Endpoints', 'web', {
    subsets: [
      {
        ports: [{ name: 'p', port: 80, protocol: 'SCTP' }],
        addresses: [{ ip: 'fd00::1', targetRef: REF }],
        notReadyAddresses: [{ ip: '10.0.0.2', hostname: 'h', nodeName: 'n' }],
      },
      { addresses: [{ ip: '10.0.0.3' }] },
    ],
  });
  const port = 'endpoint_port_name=p endpoint_port_protocol=SCTP';
  assert.deepEqual(discovered(discoveryConfig('endpoints'), endpoints, POD, object('Service', 'web')), [
    'endpoints/shop/web namespace=shop service_name=web endpoints_name=web',
    `  __address__=[fd00::1]:80 ${port} endpoint_ready=true endpoint_address_target_kind=Pod endpoint_address_target_name=web-1 ${POD_LABELS} pod_container_name=main pod_container_image=web:1 pod_container_init=false pod_container_port_name=http pod_container_port_number=80 pod_container_port_protocol=SCTP`,
    `  __address__=10.0.0.2:80 ${port} endpoint_ready=false endpoint_node_name=n endpoint_hostname=h`,
    `  __address__=[fd00::1]:9 pod_container_name=init pod_container_image= pod_container_init=true pod_container_port_name= pod_container_port_number=9 pod_container_port_protocol=UDP ${POD_LABELS}`,
  ]);
});

test('endpointslice: what is not written gives no label, a port without number no port', () => {
  const slice = object(
    'EndpointSlice',
    'web-x',
    {
      addressType: 'IPv4',
      ports: [{}, { port: 80, name: '', protocol: 'TCP' }],
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { ready: false },
          targetRef: { kind: 'Node', name: 'n' },
          deprecatedTopology: { 'a/b': 'c' },
        },
      ],
    },
    { labels: { 'kubernetes.io/service-name': 'web' } },
  );
  const rest =
    'endpointslice_endpoint_conditions_ready=false endpointslice_address_target_kind=Node endpointslice_address_target_name=n endpointslice_endpoint_topology_a_b=c endpointslice_endpoint_topology_present_a_b=true';
  assert.deepEqual(discovered(discoveryConfig('endpointslice'), slice, object('Service', 'web')), [
    'endpointslice/shop/web-x namespace=shop endpointslice_address_type=IPv4 endpointslice_name=web-x endpointslice_label_kubernetes_io_service_name=web endpointslice_labelpresent_kubernetes_io_service_name=true service_name=web',
    `  __address__=10.0.0.1 ${rest}`,
    `  __address__=10.0.0.1:80 endpointslice_port=80 endpointslice_port_name= endpointslice_port_protocol=TCP ${rest}`,
  ]);
});

const FAMILIES: readonly (readonly [policy: string | null, families: readonly string[], targets: number])[] = [
  ['PreferDualStack', ['IPv6', 'IPv4'], 0],
  ['RequireDualStack', ['IPv6'], 0],
  ['PreferDualStack', ['IPv4', 'IPv6'], 1],
  ['PreferDualStack', [], 1],
  ['SingleStack', ['IPv6'], 1],
  [null, ['IPv6', 'IPv4'], 1],
];

for (const [ipFamilyPolicy, ipFamilies, targets] of FAMILIES) {
  test(`an IPv4 slice of a ${ipFamilyPolicy} service of ${ipFamilies.join(', then ')}: ${targets} targets`, () => {
    const rest = { addressType: 'IPv4', ports: [{ port: 80 }], endpoints: [{ addresses: ['10.0.0.1'] }] };
    const slice = object('EndpointSlice', 'x', rest, { labels: { 'kubernetes.io/service-name': 'web' } });
    const service = object('Service', 'web', { spec: { ipFamilyPolicy, ipFamilies } });
    assert.equal(discovered(discoveryConfig('endpointslice'), slice, service).length, 1 + targets);
  });
}

const SCHEMES: readonly (readonly [pattern: string, host: string, scheme: string])[] = [
  ['a.example.com', 'a.example.com', 'https'],
  ['*.example.com', 'a.example.com', 'https'],
  ['*.example.com', 'b.a.example.com', 'http'],
  ['*.example.com', 'example.com', 'http'],
  ['*.example.com', '*.example.com', 'https'],
  ['a.*.com', 'a.example.com', 'http'],
  ['*', 'localhost', 'https'],
  ['', '', 'https'],
];

for (const [pattern, host, scheme] of SCHEMES) {
  test(`ingress: TLS for ${JSON.stringify(pattern)} makes ${JSON.stringify(host)} ${scheme}`, () => {
    const ingress = object('Ingress', 'i', { spec: { tls: [{ hosts: [pattern] }], rules: [{ host }] } });
    assert.deepEqual(discovered(discoveryConfig('ingress'), ingress), [
      'ingress/shop/i namespace=shop ingress_name=i',
      `  __address__=${host} ingress_scheme=${scheme} ingress_host=${host} ingress_path=/`,
    ]);
  });
}

test('ingress: paths', () => {
  const rules = [
    { host: 'a', http: {} },
    { host: 'b', http: { paths: [{ path: '/x' }, {}] } },
  ];
  assert.deepEqual(discovered(discoveryConfig('ingress'), object('Ingress', 'i', { spec: { rules } })), [
    'ingress/shop/i namespace=shop ingress_name=i',
    '  __address__=b ingress_scheme=http ingress_host=b ingress_path=/x',
    '  __address__=b ingress_scheme=http ingress_host=b ingress_path=/',
  ]);
});

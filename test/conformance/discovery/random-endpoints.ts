import { NODES, type Odd, SERVICES } from './odd.ts';

/** An Endpoints object: empty subsets, unnamed ports, addresses of pods, nodes and nothing. */
export function randomEndpoints(odd: Odd, name: string, pods: readonly string[]): object {
  const address = () => ({
    ip: odd.maybe(odd.ip()),
    hostname: odd.half(odd.random.pick(['web-0', ''])),
    nodeName: odd.half(odd.random.pick([...NODES, 'gone', ''])),
    targetRef: odd.targetRef(pods),
  });
  const subset = () => ({
    addresses: odd.list(3, address),
    notReadyAddresses: odd.half(odd.list(2, address)),
    ports: odd.list(3, () => ({
      name: odd.portName(),
      port: odd.maybe(odd.port()),
      protocol: odd.protocol(),
      appProtocol: odd.half('http'),
    })),
  });
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: odd.metadata(name), subsets: odd.list(2, subset) };
}

/** An EndpointSlice of a service that may be there, of either family. */
export function randomEndpointSlice(odd: Odd, name: string, pods: readonly string[]): object {
  const { random } = odd;
  const metadata = odd.metadata(name);
  const labels = random.happens(4, 5)
    ? { ...(odd.labels() ?? {}), 'kubernetes.io/service-name': random.pick([...SERVICES, 'gone', '']) }
    : odd.labels();
  const condition = () => odd.maybe(random.happens(1, 2));
  const endpoint = () => ({
    addresses: odd.list(2, () => odd.ip()),
    conditions: odd.maybe({ ready: condition(), serving: condition(), terminating: condition() }),
    hostname: odd.half(random.pick(['web-0', ''])),
    nodeName: odd.half(random.pick([...NODES, 'gone', ''])),
    zone: odd.half(random.pick(['a', ''])),
    targetRef: odd.targetRef(pods),
    deprecatedTopology: odd.topology(),
  });
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels },
    addressType: odd.maybe(random.pick(['IPv4', 'IPv4', 'IPv6', 'FQDN'])),
    endpoints: odd.list(3, endpoint),
    ports: odd.list(3, () => ({
      name: odd.portName(),
      port: odd.maybe(odd.port()),
      protocol: odd.protocol(),
      appProtocol: odd.half(random.pick(['http', ''])),
    })),
  };
}

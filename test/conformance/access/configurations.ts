import type { DiscoveryEntry } from './access-case.ts';

/** The namespaces that there are beside that of the accounts. */
export const NAMESPACES = ['shop', 'auth'] as const;

export interface DiscoveryCase {
  readonly id: string;
  readonly entries: readonly DiscoveryEntry[];
}

/** Discovery of Alertmanagers. */
export const ALERTMANAGER_CASES: readonly DiscoveryCase[] = [
  { id: 'Alertmanagers', entries: [{ role: 'pod' }] },
  { id: 'Alertmanagers in shop', entries: [{ role: 'endpoints', namespaces: { names: ['shop'] } }] },
];

const WITH_PODS = ['pod', 'endpoints', 'endpointslice'];
const EVERYTHING = { node: true, namespace: true, deployment: true, job: true, cronjob: true };

/** Each role in all namespaces, in one and in two. */
const ROLES: readonly DiscoveryCase[] = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'].flatMap(
  role => [
    { id: role, entries: [{ role }] },
    { id: `${role} in shop`, entries: [{ role, namespaces: { names: ['shop'] } }] },
    ...(role === 'node' || role === 'ingress'
      ? []
      : [{ id: `${role} in two`, entries: [{ role, namespaces: { names: [...NAMESPACES] } }] }]),
  ],
);

/** Each option by itself, and all of them, with each role that has it. */
const ATTACHED: readonly DiscoveryCase[] = [
  ...Object.keys(EVERYTHING).map(option => ({
    id: `pod in shop with ${option}`,
    entries: [{ role: 'pod', namespaces: { names: ['shop'] }, attach_metadata: { [option]: true } }],
  })),
  ...WITH_PODS.map(role => ({ id: `${role} with everything`, entries: [{ role, attach_metadata: EVERYTHING }] })),
  ...['endpoints', 'endpointslice', 'service', 'ingress', 'node'].map(role => ({
    id: `${role} in shop with everything`,
    entries: [{ role, namespaces: { names: ['shop'] }, attach_metadata: EVERYTHING }],
  })),
];

const SPECIAL: readonly DiscoveryCase[] = [
  { id: 'an empty name', entries: [{ role: 'pod', namespaces: { names: [''] } }] },
  { id: 'an empty list of names', entries: [{ role: 'service', namespaces: { names: [] } }] },
  { id: 'options that are off', entries: [{ role: 'pod', attach_metadata: { node: false, job: false } }] },
  { id: 'a selector', entries: [{ role: 'pod', selectors: [{ role: 'pod', label: 'app=web' }] }] },
  {
    id: 'two entries',
    entries: [{ role: 'service', namespaces: { names: ['shop'] } }, { role: 'node' }],
  },
  {
    id: 'two entries, one covers the other',
    entries: [{ role: 'pod', namespaces: { names: ['shop'] } }, { role: 'pod' }],
  },
];

export const DISCOVERY_CASES: readonly DiscoveryCase[] = [...ROLES, ...ATTACHED, ...SPECIAL];

/** These need to run where their own namespace is known. */
export const OWN_NAMESPACE_CASES: readonly DiscoveryCase[] = [
  { id: 'pods at home', entries: [{ role: 'pod', namespaces: { own_namespace: true } }] },
  {
    id: 'slices at home and in shop, with nodes',
    entries: [
      {
        role: 'endpointslice',
        namespaces: { own_namespace: true, names: ['shop'] },
        attach_metadata: { node: true },
      },
    ],
  },
];

import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { spanOf, type YamlDocument } from '../../yaml/source.ts';
import { valueOr } from '../config/field.ts';
import type { AttachMetadataOption, KubernetesSdConfig } from '../config/kubernetes-sd-config.ts';
import { viewMapping } from '../config/mapping-view.ts';
import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import { type ListedResource, listedResources } from '../discovery/listed-resources.ts';
import { type DiscoveryHome, readDiscoveryConfig } from '../discovery/read-discovery-config.ts';
import type { AccessNeed, AccessSource, AccessWhy, Asker, RequiredAccess, ResourceAccess } from './access.ts';
import { commentWithin } from './account-comment.ts';
import { discoveredResource } from './discovered-resource.ts';
import { httpCredentials } from './http-credentials.ts';

/** The text in which an entry is, and where the Prometheus runs that has it. */
export interface DiscoveryText {
  readonly text: string;
  readonly document: YamlDocument;
  readonly home: DiscoveryHome;
}

/** Stands for the namespace of the own pod while that is not known; no namespace has such a name. */
export const UNKNOWN_OWN_NAMESPACE = '(own)';

/** The options that make a role list a kind which it does not list by itself. */
const ATTACHED_BY: { readonly [K in ObjectKind]?: readonly AttachMetadataOption[] } = {
  Node: ['node'],
  Namespace: ['namespace'],
  ReplicaSet: ['deployment'],
  Job: ['job', 'cronjob'],
};

/** What an entry of `kubernetes_sd_configs` discovers with, the own namespace by a stand-in where it is not known. */
export type KnownDiscovery =
  | { readonly state: 'read'; readonly config: DiscoveryConfig; readonly ownNamespace: 'known' | 'unknown' }
  | { readonly state: 'refused' };

export function knownDiscovery(sd: KubernetesSdConfig, home: DiscoveryHome): KnownDiscovery {
  const reading = readDiscoveryConfig(sd, home);
  if (reading.state === 'read') return { ...reading, ownNamespace: 'known' };
  if (reading.why === 'refused') return { state: 'refused' };
  const assumed = readDiscoveryConfig(sd, { ...home, ownNamespace: UNKNOWN_OWN_NAMESPACE });
  return assumed.state === 'read' ? { ...assumed, ownNamespace: 'unknown' } : { state: 'refused' };
}

/**
 * What an entry of `kubernetes_sd_configs` must be allowed: to list and watch, always both, each kind that it reads.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function discoveryAccess(sd: KubernetesSdConfig, source: AccessSource, text: DiscoveryText): RequiredAccess {
  const discovery = knownDiscovery(sd, text.home);
  if (discovery.state === 'refused') return { needs: [], unknown: [{ ...source, unknown: 'refused' }] };
  const { config, ownNamespace } = discovery;
  const asker = askerOf(sd, text);
  const known = listedResources(config).filter(({ namespace }) => namespace !== UNKNOWN_OWN_NAMESPACE);
  return {
    needs: known.map(listed => needOf(listed, config, source, asker)),
    unknown: ownNamespace === 'unknown' ? [{ ...source, unknown: 'own-namespace' }] : [],
  };
}

/** The name by which pods know the API server of their own cluster. */
const OWN_API_SERVER = /^https:\/\/kubernetes\.default(?:\.svc(?:\.[a-z0-9.-]+)?)?(?::\d+)?\/?$/i;

/** Who lists for an entry of `kubernetes_sd_configs`. */
function askerOf(sd: KubernetesSdConfig, { document, text }: DiscoveryText): Asker {
  const address = valueOr(sd.apiServer, '') ?? '';
  const file = valueOr(sd.kubeconfigFile, '') ?? '';
  if (address === '' && file === '') return { kind: 'own-account' };
  const said = commentWithin(text, spanOf(sd.node))?.text ?? '';
  if (address === '') return { kind: 'kubeconfig', file, said };
  const credentials = httpCredentials(viewMapping(document, sd.node));
  const isOwn = credentials.kind === 'own-token' && OWN_API_SERVER.test(address);
  return isOwn && said === '' ? { kind: 'own-account' } : { kind: 'api-server', address, credentials, said };
}

/** What must be allowed for a list that discovery keeps. */
export function listAccess({ kind, namespace }: ListedResource): ResourceAccess {
  const listed = { kind: 'resource', verbs: ['list', 'watch'], subresource: '', coarser: '', names: [] } as const;
  return { ...listed, ...discoveredResource(kind), namespace };
}

function needOf(listed: ListedResource, config: DiscoveryConfig, source: AccessSource, asker: Asker): AccessNeed {
  const reasons = whyListed(listed.kind, config).map(why => ({ ...source, why }));
  return { asker, access: listAccess(listed), reasons };
}

function whyListed(kind: ObjectKind, { role, attach }: DiscoveryConfig): readonly AccessWhy[] {
  const options = role === 'node' ? [] : (ATTACHED_BY[kind] ?? []).filter(option => attach.has(option));
  if (options.length === 0) return [{ of: 'role', role }];
  return options.map(option => ({ of: 'attach_metadata', option }));
}

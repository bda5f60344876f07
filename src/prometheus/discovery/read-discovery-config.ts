import { parseFieldSelector } from '../../kubernetes/field-selector.ts';
import { parseLabelSelector } from '../../kubernetes/label-selector.ts';
import { type Field, valueOr } from '../config/field.ts';
import {
  ATTACH_METADATA_OPTIONS,
  type AttachMetadataOption,
  type KubernetesRole,
  type KubernetesSdConfig,
  type SelectorView,
} from '../config/kubernetes-sd-config.ts';
import type { KnownVersion } from '../version.ts';
import type { DiscoveryConfig, ObjectSelector } from './discovery-config.ts';

/** Where the Prometheus runs that has the configuration. */
export interface DiscoveryHome {
  /** The namespace of its own pod. */
  readonly ownNamespace: string | 'unknown';
  readonly version: KnownVersion;
}

export type DiscoveryConfigReading =
  | { readonly state: 'read'; readonly config: DiscoveryConfig }
  /** `refused`: Prometheus does not load it. `own-namespace`: it asks for that, which is not known. */
  | { readonly state: 'undecided'; readonly why: 'refused' | 'own-namespace' };

/** Reads an entry of `kubernetes_sd_configs` as discovery sees it. What Prometheus refuses to load is not guessed at. */
export function readDiscoveryConfig(sd: KubernetesSdConfig, home: DiscoveryHome): DiscoveryConfigReading {
  const role = valueOr(sd.role, undefined);
  const selectors = readSelectors(valueOr(sd.selectors, []));
  const attach = readAttach(sd);
  const own = valueOr(sd.ownNamespace, false);
  const names = valueOr(sd.namespaceNames, []);
  const isRead = sd.namespaces.state !== 'unreadable' && sd.attachMetadata.state !== 'unreadable';
  if (!role || !selectors || !attach || own === undefined || !names || !isRead) {
    return { state: 'undecided', why: 'refused' };
  }
  const namespaces = new Set(names.map(name => name.text));
  if (own) {
    if (home.ownNamespace === 'unknown') return { state: 'undecided', why: 'own-namespace' };
    if (home.ownNamespace !== '') namespaces.add(home.ownNamespace);
  }
  // An empty name is the API's own word for all namespaces.
  const isAll = namespaces.has('') || (namespaces.size === 0 && !own);
  const config = { role, namespaces: isAll ? ('all' as const) : namespaces, selectors, attach, version: home.version };
  return { state: 'read', config };
}

function readAttach(sd: KubernetesSdConfig): ReadonlySet<AttachMetadataOption> | undefined {
  const isOn = (field: Field<boolean>) => valueOr(field, false);
  if (ATTACH_METADATA_OPTIONS.some(option => isOn(sd.attach[option]) === undefined)) return undefined;
  return new Set(ATTACH_METADATA_OPTIONS.filter(option => isOn(sd.attach[option])));
}

function readSelectors(
  views: readonly SelectorView[] | undefined,
): ReadonlyMap<KubernetesRole, ObjectSelector> | undefined {
  if (!views) return undefined;
  const selectors = new Map<KubernetesRole, ObjectSelector>();
  for (const view of views) {
    const role = valueOr(view.role, undefined);
    const label = parseLabelSelector(valueOr(view.label, '') ?? '');
    const field = parseFieldSelector(valueOr(view.field, '') ?? '');
    if (!role || !label.ok || !field.ok) return undefined;
    selectors.set(role, { label: label.selector, field: field.selector });
  }
  return selectors;
}

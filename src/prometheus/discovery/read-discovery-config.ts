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
import { isNullNode } from '../config/mapping-view.ts';
import type { KnownVersion } from '../version.ts';
import type { DiscoveryConfig, ObjectSelector } from './discovery-config.ts';

/** Where the Prometheus runs that has the configuration. */
export interface DiscoveryHome {
  /** The namespace of its own pod; undefined while it is not known. */
  readonly ownNamespace: string | undefined;
  readonly version: KnownVersion;
}

export type DiscoveryConfigReading =
  | { readonly state: 'read'; readonly config: DiscoveryConfig }
  /** `refused`: Prometheus does not load what is written. `own-namespace`: it asks for that, which is not known. */
  | { readonly state: 'undecided'; readonly why: 'refused' | 'own-namespace' };

/**
 * Reads an entry of `kubernetes_sd_configs` as discovery sees it, undecided where a part of it cannot be read. Whether
 * Prometheus loads the entry as a whole is for the load-time check to say.
 */
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
  const namespaces = new Set(names.map(name => (isNullNode(name) ? '' : name.text)));
  if (own) {
    if (home.ownNamespace === undefined) return { state: 'undecided', why: 'own-namespace' };
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
    const selector = readSelector(view);
    if (!role || !selector) return undefined;
    selectors.set(role, selector);
  }
  return selectors;
}

function readSelector(view: SelectorView): ObjectSelector | undefined {
  const written = { label: valueOr(view.label, ''), field: valueOr(view.field, '') };
  if (written.label === undefined || written.field === undefined) return undefined;
  const label = parseLabelSelector(written.label);
  const field = parseFieldSelector(written.field);
  return label.ok && field.ok ? { label: label.selector, field: field.selector } : undefined;
}

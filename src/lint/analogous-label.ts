import type { MetaLabel } from '../prometheus/discovery/meta-label.ts';
import { findMetaLabel, META_LABEL_PREFIX } from '../prometheus/discovery/meta-labels.ts';

/** Labels that say the same of different objects, without the prefix. A family ends with `_`. */
const SAME_MEANING: readonly (readonly string[])[] = [
  ['endpoint_port_name', 'endpointslice_port_name', 'service_port_name', 'pod_container_port_name'],
  ['endpointslice_port', 'service_port_number', 'pod_container_port_number'],
  ['endpoint_port_protocol', 'endpointslice_port_protocol', 'service_port_protocol', 'pod_container_port_protocol'],
  ['endpoint_ready', 'endpointslice_endpoint_conditions_ready', 'pod_ready'],
  ['endpoint_hostname', 'endpointslice_endpoint_hostname'],
  ['endpoint_node_name', 'endpointslice_endpoint_node_name', 'pod_node_name', 'node_name'],
  ['endpoint_address_target_kind', 'endpointslice_address_target_kind'],
  ['endpoint_address_target_name', 'endpointslice_address_target_name', 'pod_name'],
  ['endpoints_name', 'service_name'],
  ['endpointslice_name', 'endpoints_name'],
  ['endpoints_label_', 'endpointslice_label_'],
  ['endpoints_labelpresent_', 'endpointslice_labelpresent_'],
  ['endpoints_annotation_', 'endpointslice_annotation_'],
  ['endpoints_annotationpresent_', 'endpointslice_annotationpresent_'],
];

/**
 * The label among `candidates` that says of the targets of another role what `name` says of its own, such as
 * `…endpointslice_port_name` for `…endpoint_port_name`; undefined when there is none.
 */
export function analogousLabel(name: string, candidates: readonly MetaLabel[]): string | undefined {
  const found = findMetaLabel(name);
  if (found.kind !== 'known') return undefined;
  const own = found.label.name.slice(META_LABEL_PREFIX.length);
  const others = SAME_MEANING.find(names => names.includes(own)) ?? [];
  const names = others.filter(other => other !== own).map(other => META_LABEL_PREFIX + other);
  const other = names.find(one => candidates.some(candidate => candidate.name === one));
  return other === undefined ? undefined : other + found.argument;
}

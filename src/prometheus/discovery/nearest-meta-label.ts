import { nearest } from '../../schema/nearest.ts';
import type { MetaLabel } from './meta-label.ts';
import { findMetaLabel, META_LABEL_PREFIX } from './meta-labels.ts';
import { sanitizeLabelName } from './sanitize-label-name.ts';

/** Names that people write for a label which is called quite differently, without the prefix. */
const CONFUSED: ReadonlyMap<string, string> = new Map([
  ['container_name', 'pod_container_name'],
  ['container_port_name', 'pod_container_port_name'],
  ['container_port_number', 'pod_container_port_number'],
  ['endpoint_name', 'endpoints_name'],
  ['endpoint_port_number', 'pod_container_port_number'],
  ['endpointslice_port_number', 'endpointslice_port'],
  ['node_hostname', 'node_address_Hostname'],
  ['node_internal_ip', 'node_address_InternalIP'],
  ['node_ip', 'node_address_InternalIP'],
  ['pod_container_port', 'pod_container_port_number'],
  ['pod_node', 'pod_node_name'],
  ['pod_port_name', 'pod_container_port_name'],
  ['pod_port_number', 'pod_container_port_number'],
  ['service_port', 'service_port_number'],
]);

/**
 * The label that `name`, which no role sets, was most likely meant to be: one of `candidates`, or a member of one of
 * their families with the same ending. Undefined when none is near.
 */
export function nearestMetaLabel(name: string, candidates: readonly MetaLabel[]): string | undefined {
  const repaired = repair(name);
  if (isOneOf(repaired, candidates)) return repaired;
  const ending = repaired.startsWith(META_LABEL_PREFIX) ? repaired.slice(META_LABEL_PREFIX.length) : '';
  if (ending === '') return undefined;
  const meant = /^(?:[a-z]+_)*namespace(?:_name)?$/.test(ending) ? 'namespace' : CONFUSED.get(ending);
  if (meant !== undefined && isOneOf(META_LABEL_PREFIX + meant, candidates)) return META_LABEL_PREFIX + meant;
  const near = nearest(ending, possibleEndings(ending, candidates));
  return near === undefined ? undefined : META_LABEL_PREFIX + near;
}

/** Whether `name` is written as a label of Kubernetes discovery, known or not, its prefix misspelt or not. */
export function isMeantAsMetaLabel(name: string): boolean {
  return repair(name).startsWith(META_LABEL_PREFIX);
}

/** `name` with the right prefix and without what no Kubernetes key can give. */
function repair(name: string): string {
  const prefixed = sanitizeLabelName(name).replace(/^_*meta_+[a-z]+_+/i, prefix =>
    nearest(prefix, [META_LABEL_PREFIX]) === undefined ? prefix : META_LABEL_PREFIX,
  );
  const found = findMetaLabel(prefixed);
  if (found.kind !== 'unwritable') return prefixed;
  const argument = found.argument.replace(/^_+/, '').replace(/_+$/, '');
  return found.label.name + (found.label.argument === 'condition type' ? argument.toLowerCase() : argument);
}

function isOneOf(name: string, candidates: readonly MetaLabel[]): boolean {
  const found = findMetaLabel(name);
  return found.kind === 'known' && candidates.includes(found.label);
}

/** What may follow the prefix; a family takes as its member's ending the words that its own do not account for. */
function* possibleEndings(ending: string, candidates: readonly MetaLabel[]): Iterable<string> {
  const words = ending.split('_');
  for (const label of candidates) {
    const own = label.name.slice(META_LABEL_PREFIX.length);
    if (label.argument === 'none') {
      yield own;
      continue;
    }
    const argument = words.slice(own.split('_').length - 1).join('_');
    if (argument !== '') yield own + argument;
  }
}

import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { MetaLabel, MetaLabelArgument } from './meta-label.ts';
import { META_LABEL_TABLE } from './meta-label-table.ts';

/** How every label of Kubernetes discovery begins. */
export const META_LABEL_PREFIX = '__meta_kubernetes_';

export type FoundMetaLabel =
  | { readonly kind: 'known'; readonly label: MetaLabel; readonly argument: string }
  | { readonly kind: 'unwritable'; readonly label: MetaLabel; readonly argument: string }
  | { readonly kind: 'unknown' };

/** Every label that a Kubernetes discovery of some role sets. */
export const META_LABELS: readonly MetaLabel[] = META_LABEL_TABLE;

const SINGLE = new Map(META_LABELS.filter(label => label.argument === 'none').map(label => [label.name, label]));

const FAMILIES = META_LABELS.filter(label => label.argument !== 'none').toSorted(
  (a, b) => b.name.length - a.name.length,
);

/**
 * Which label of Kubernetes discovery `name` is:
 *
 * - `known`: some role sets it; `argument` is the ending of a family's member, '' otherwise;
 * - `unwritable`: it begins like a family, but no Kubernetes key gives this ending, as in `…_label_app.kubernetes.io/name`;
 * - `unknown`: no role of Kubernetes discovery sets it.
 */
export function findMetaLabel(name: string): FoundMetaLabel {
  const single = SINGLE.get(name);
  if (single) return { kind: 'known', label: single, argument: '' };
  const label = FAMILIES.find(family => name.startsWith(family.name) && name.length > family.name.length);
  if (!label) return { kind: 'unknown' };
  const argument = name.slice(label.name.length);
  return { kind: isWritable(label.argument, argument) ? 'known' : 'unwritable', label, argument };
}

/**
 * Keys and types begin and end with a letter or digit, their sanitised form therefore too; condition types are written in
 * lower case. See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
function isWritable(kind: MetaLabelArgument, argument: string): boolean {
  if (!/^\w+$/.test(argument) || argument.startsWith('_') || argument.endsWith('_')) return false;
  return kind !== 'condition type' || argument === argument.toLowerCase();
}

/** The labels whose names, or some of whose members' names, begin with `prefix`. */
export function metaLabelsBeginning(prefix: string): readonly MetaLabel[] {
  return META_LABELS.filter(
    label => label.name.startsWith(prefix) || (label.argument !== 'none' && prefix.startsWith(label.name)),
  );
}

/** The labels that `role` sets when the options in `attach` are on. */
export function metaLabelsOf(role: KubernetesRole, attach: ReadonlySet<AttachMetadataOption>): readonly MetaLabel[] {
  return META_LABELS.filter(label =>
    label.sources.some(source => source.role === role && (source.attach === 'none' || attach.has(source.attach))),
  );
}

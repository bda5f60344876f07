import type { ObjectMeta } from '../../kubernetes/objects/object-meta.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { sanitizeLabelName } from './sanitize-label-name.ts';

/** Labels under construction. */
export type GrowingLabels = Map<string, string>;

export const NAMESPACE_LABEL = `${META_LABEL_PREFIX}namespace`;

/**
 * Adds the labels and annotations of an object as `resource`, such as `pod`, with `true` for each that is there. Of two
 * keys that have the same sanitised form Prometheus takes any one; here the last counts.
 */
export function addFamilies(labels: GrowingLabels, metadata: ObjectMeta, resource: string): void {
  const prefix = META_LABEL_PREFIX + resource;
  for (const [key, value] of metadata.labels) {
    const name = sanitizeLabelName(key);
    labels.set(`${prefix}_label_${name}`, value);
    labels.set(`${prefix}_labelpresent_${name}`, 'true');
  }
  for (const [key, value] of metadata.annotations) {
    const name = sanitizeLabelName(key);
    labels.set(`${prefix}_annotation_${name}`, value);
    labels.set(`${prefix}_annotationpresent_${name}`, 'true');
  }
}

/** Adds the name, labels and annotations of an object as `resource`. */
export function addObjectLabels(labels: GrowingLabels, metadata: ObjectMeta, resource: string): void {
  labels.set(`${META_LABEL_PREFIX}${resource}_name`, metadata.name);
  addFamilies(labels, metadata, resource);
}

/** Adds `more` to the labels, over those of the same name. */
export function addAll(labels: GrowingLabels, more: ReadonlyMap<string, string>): void {
  for (const [name, value] of more) labels.set(name, value);
}

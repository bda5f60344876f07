import type { MetaLabel } from '../prometheus/discovery/meta-label.ts';
import { findMetaLabel, META_LABEL_PREFIX, metaLabelsBeginning } from '../prometheus/discovery/meta-labels.ts';
import type { WantedLabel } from './wanted-label.ts';

/** The labels of Kubernetes discovery that are wanted; none when other labels may be wanted as well. */
export function meantLabels(wanted: WantedLabel): readonly MetaLabel[] {
  if (!wanted.text.startsWith(META_LABEL_PREFIX)) return [];
  if (wanted.kind === 'beginning') return metaLabelsBeginning(wanted.text);
  const found = findMetaLabel(wanted.text);
  return found.kind === 'known' ? [found.label] : [];
}

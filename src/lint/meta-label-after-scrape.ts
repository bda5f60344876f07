import { findMetaLabel } from '../prometheus/discovery/meta-labels.ts';
import { spanOf } from '../yaml/source.ts';
import { mayBeSetByRules } from './label-origin.ts';
import type { Lint } from './lint.ts';
import { findingOf } from './report.ts';

/**
 * A label of Kubernetes discovery in `metric_relabel_configs`. Prometheus deletes the labels of discovery once a target
 * is relabelled, so that samples never carry them.
 */
export const META_LABEL_AFTER_SCRAPE: Lint = {
  code: 'relabel/meta-label-after-scrape',
  severity: 'warning',
  summary: 'A label of Kubernetes discovery in metric_relabel_configs, where it is always empty.',
  check: job =>
    job.metricRelabelConfigs.flatMap((rule, index) => {
      if (rule.sourceLabels.state !== 'set') return [];
      return rule.sourceLabels.value.flatMap(node => {
        const wanted = { kind: 'name', text: node.text } as const;
        if (findMetaLabel(node.text).kind !== 'known') return [];
        if (mayBeSetByRules(job.metricRelabelConfigs.slice(0, index), wanted)) return [];
        const message = `\`${node.text}\` is always empty here: Prometheus deletes the labels of discovery before it scrapes. Copy it to a label of the target in \`relabel_configs\` and use that one.`;
        return [findingOf(META_LABEL_AFTER_SCRAPE, { span: spanOf(node), message, related: [], data: {} })];
      });
    }),
  fixes: () => [],
};

import { spanOf, type YamlDocument } from '../../yaml/source.ts';
import type { Span } from '../../yaml/span.ts';
import type { Field } from '../config/field.ts';
import type { KubernetesSdConfig } from '../config/kubernetes-sd-config.ts';
import type { PrometheusConfig, ScrapeConfig } from '../config/scrape-config.ts';
import { METRICS_PATH } from '../targets/internal-labels.ts';
import type { AccessReason } from './access.ts';
import { alertmanagerDiscoveries } from './alertmanager-discoveries.ts';

/**
 * Where in the document a need comes from: the value of a `role`, of an option of `attach_metadata`, or of what decides
 * the path that is scraped, else the name of the job. Undefined for a reason that is not of this configuration.
 */
export function accessPlace(reason: AccessReason, document: YamlDocument, config: PrometheusConfig): Span | undefined {
  const { section, index, discovery, why } = reason;
  const job = section === 'scrape_configs' ? config.scrapeConfigs[index] : undefined;
  const discoveries = job ? job.kubernetesSdConfigs : alertmanagerDiscoveries(document, config)[index];
  const sd = discoveries?.[discovery];
  switch (why.of) {
    case 'role':
      return sd && discoveryPlace(sd, sd.role);
    case 'attach_metadata':
      return sd && discoveryPlace(sd, sd.attach[why.option]);
    default:
      return job && pathPlace(job);
  }
}

function discoveryPlace(sd: KubernetesSdConfig, field: Field<unknown>): Span {
  return placeOf(field) ?? spanOf(sd.node.pairs[0]?.key ?? sd.node);
}

function pathPlace(job: ScrapeConfig): Span {
  const rule = job.relabelConfigs.findLast(one => one.rule?.targetLabel === METRICS_PATH);
  const byRule = rule && (placeOf(rule.replacement) ?? spanOf(rule.node));
  return byRule ?? placeOf(job.metricsPath) ?? placeOf(job.jobName) ?? spanOf(job.node.pairs[0]?.key ?? job.node);
}

/** Where the value stands, the key of an empty one; undefined for a field that is not written. */
function placeOf(field: Field<unknown>): Span | undefined {
  if (field.state === 'absent') return undefined;
  const span = spanOf(field.node);
  return span.start === span.end ? spanOf(field.key) : span;
}

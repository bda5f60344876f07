import type { YamlDocument } from '../../yaml/source.ts';
import type { KubernetesSdConfig } from '../config/kubernetes-sd-config.ts';
import { mapField, mapsIn, viewMapping } from '../config/mapping-view.ts';
import { readKubernetesSdConfig } from '../config/read.ts';
import type { PrometheusConfig } from '../config/scrape-config.ts';

/**
 * The Kubernetes discovery of each entry of `alerting.alertmanagers`, in the order of the file.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
export function alertmanagerDiscoveries(
  document: YamlDocument,
  { root }: PrometheusConfig,
): readonly (readonly KubernetesSdConfig[])[] {
  if (root?.kind !== 'map') return [];
  const alerting = mapField(viewMapping(document, root), 'alerting');
  if (alerting.state !== 'set') return [];
  const entries = mapsIn(viewMapping(document, alerting.value), 'alertmanagers');
  return entries.map(entry => mapsIn(entry, 'kubernetes_sd_configs').map(readKubernetesSdConfig));
}

import { itemsOf, type ManifestNode, textOfField, textOfNode } from './manifest-fields.ts';
import type { VolumeSource } from './workload.ts';

/**
 * Whether pods that mount a configuration run a Prometheus with it. One ConfigMap often holds the files of several
 * programs, of which each mounts all of them.
 *
 * - `yes`: the image is one of Prometheus, or the arguments of a container name the file
 * - `no`: the containers that mount it are told another file, or only look at it with promtool
 */
export type ReadsConfig = 'yes' | 'perhaps' | 'no';

/** Whether a container of the pods runs with the key of the source as its configuration. */
export function readsConfig(podSpec: ManifestNode, source: VolumeSource, key: string): ReadsConfig {
  const path = source.items?.get(key) ?? key;
  const answers = [...itemsOf(podSpec, 'containers'), ...itemsOf(podSpec, 'initContainers')].flatMap(container =>
    itemsOf(container, 'volumeMounts')
      .filter(mount => textOfField(mount, 'name') === source.volume)
      .map(mount => readsAt(container, fileOf(mount, path))),
  );
  if (answers.includes('yes')) return 'yes';
  return answers.length > 0 && answers.every(one => one === 'no') ? 'no' : 'perhaps';
}

function readsAt(container: ManifestNode, file: string): ReadsConfig {
  const words = ['command', 'args'].flatMap(field => itemsOf(container, field).map(item => textOfNode(item) ?? ''));
  const line = words.join(' ');
  if (/\bpromtool\b/.test(line)) return 'no';
  // Also of whatever reads such a file as Prometheus does: `-promscrape.config` of vmagent for example.
  if (line.split(/[\s=,'"]+/).includes(file)) return 'yes';
  const [, other = ''] = /\bconfig[.-]?file[=\s]+["']?(\/[^\s"']*)/.exec(line) ?? [];
  if (other !== '' && !other.includes('$')) return 'no';
  return isPrometheusImage(container) ? 'yes' : 'perhaps';
}

/** Whether the container's image is called as that of Prometheus: `prom/prometheus:v3.5.0`. */
export function isPrometheusImage(container: ManifestNode): boolean {
  return PROMETHEUS_IMAGE.test(textOfField(container, 'image') ?? '');
}

/** `prom/prometheus:v3.5.0`, `registry.example/prometheus@sha256:…` */
const PROMETHEUS_IMAGE = /(?:^|\/)prometheus(?:[:@][^/]*)?$/;

/** Where a container finds the file. A mount with `subPath` shows that path alone, at its own. */
function fileOf(mount: ManifestNode, path: string): string {
  const at = (textOfField(mount, 'mountPath') ?? '').replace(/\/+$/, '');
  const shown = textOfField(mount, 'subPath')?.replace(/^\.?\/|\/$/g, '') ?? '';
  if (shown === '') return `${at}/${path}`;
  return path === shown ? at : `${at}${path.slice(shown.length)}`;
}

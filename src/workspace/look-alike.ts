import type { MapNode, YamlNode } from '../yaml/node.ts';

interface Marks {
  readonly product: string;
  readonly keys: readonly string[];
}

/** What is not Prometheus' configuration and is known by keys of its own: the first whose keys are all there. */
const ROOT_KEYS: readonly Marks[] = [
  { product: 'Promtail', keys: ['scrape_configs', 'positions'] },
  { product: 'Promtail', keys: ['scrape_configs', 'clients'] },
  { product: 'Promtail', keys: ['scrape_configs', 'client'] },
  { product: 'Promtail', keys: ['scrape_configs', 'server'] },
  { product: 'Promtail', keys: ['scrape_configs', 'target_config'] },
  { product: 'unit tests of rules', keys: ['rule_files', 'tests'] },
  { product: 'unit tests of rules', keys: ['rule_files', 'group_eval_order'] },
  { product: 'Parca', keys: ['scrape_configs', 'object_storage'] },
  { product: 'Parca', keys: ['scrape_configs', 'debug_info'] },
  { product: 'Promxy', keys: ['promxy'] },
  { product: 'Alertmanager', keys: ['route', 'receivers'] },
  { product: 'OpenTelemetry Collector', keys: ['receivers', 'service'] },
  { product: 'Grafana Agent', keys: ['server', 'metrics'] },
  { product: 'Grafana Agent', keys: ['metrics', 'integrations'] },
  { product: 'Grafana Agent', keys: ['scrape_configs', 'host_filter'] },
  { product: 'Loki', keys: ['schema_config'] },
  { product: 'Loki', keys: ['ingester', 'server'] },
];

/** Keys of jobs that only this product has: the file may hold nothing else. */
const JOB_KEYS: readonly Marks[] = [
  {
    product: 'Promtail',
    keys: [
      'pipeline_stages',
      'journal',
      'syslog',
      'loki_push_api',
      'windows_events',
      'docker_sd_config',
      'gcplog',
      'gelf',
      'cloudflare',
      'heroku_drain',
      'azure_event_hubs',
      'decompression',
    ],
  },
  { product: 'Parca', keys: ['profiling_config'] },
  {
    product: 'VictoriaMetrics',
    keys: [
      'stream_parse',
      'scrape_align_interval',
      'scrape_offset',
      'series_limit',
      'no_stale_markers',
      'disable_compression',
      'disable_keepalive',
      'relabel_debug',
      'metric_relabel_debug',
      'yandexcloud_sd_configs',
    ],
  },
];

/** Actions of relabelling that no Prometheus has had, without those that could be meant for `keepequal`. */
const VICTORIAMETRICS_ACTIONS: ReadonlySet<string> = new Set([
  'replace_all',
  'labelmap_all',
  'keep_if_contains',
  'drop_if_contains',
  'keep_metrics',
  'drop_metrics',
  'graphite',
]);

/** As many jobs show by their rules what the file is: it is asked at every keystroke. */
const JOBS_READ = 50;

/** The product whose configuration a mapping is, if it is one that shares keys with prometheus.yml but is not that. */
export function lookAlike(root: MapNode): string | undefined {
  const found = ROOT_KEYS.find(({ keys }) => keys.every(key => child(root, key) !== undefined));
  if (found) return found.product;
  const list = child(root, 'scrape_configs');
  if (list?.kind !== 'seq') return undefined;
  const jobs = list.items.filter(item => item.kind === 'map');
  const byKey = JOB_KEYS.find(({ keys }) => jobs.some(job => keys.some(key => child(job, key) !== undefined)));
  return byKey?.product ?? productOfRules(jobs.slice(0, JOBS_READ));
}

function productOfRules(jobs: readonly MapNode[]): string | undefined {
  for (const job of jobs) {
    if (mapsIn(job, 'static_configs').some(group => hasPath(child(group, 'labels')))) return 'Promtail';
    for (const rule of [...mapsIn(job, 'relabel_configs'), ...mapsIn(job, 'metric_relabel_configs')]) {
      if (textOf(child(rule, 'target_label')) === '__path__') return 'Promtail';
      const action = textOf(child(rule, 'action'));
      if (child(rule, 'if') !== undefined || (action !== undefined && VICTORIAMETRICS_ACTIONS.has(action)))
        return 'VictoriaMetrics';
    }
  }
  return undefined;
}

/** `__path__` says which log files Promtail reads; to Prometheus it is an internal label without use. */
function hasPath(labels: YamlNode | undefined): boolean {
  return labels?.kind === 'map' && child(labels, '__path__') !== undefined;
}

function mapsIn(job: MapNode, key: string): readonly MapNode[] {
  const list = child(job, key);
  return list?.kind === 'seq' ? list.items.filter(item => item.kind === 'map') : [];
}

function child(map: MapNode, name: string): YamlNode | undefined {
  return map.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

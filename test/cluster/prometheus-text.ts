import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** What a prometheus.yml is changed to, so that its targets can be had from a real Prometheus beside a test. */
export interface Surroundings {
  /** Null for a Prometheus that runs as if in the cluster. */
  readonly kubeconfigFile: string | null;
  /** Where every scrape goes, so that no packet leaves the machine. */
  readonly proxy: string;
  /** A job whose target, in this file, shows when Prometheus has taken in everything that came before. */
  readonly marker: { readonly job: string; readonly file: string };
}

/** Of a job: what says how it is scraped and how much is remembered, and nothing about its targets. */
const NOT_ABOUT_TARGETS = [
  'authorization',
  'basic_auth',
  'bearer_token',
  'bearer_token_file',
  'http_headers',
  'keep_dropped_targets',
  'no_proxy',
  'oauth2',
  'proxy_connect_header',
  'proxy_from_environment',
  'proxy_url',
  'target_limit',
  'tls_config',
];

/** Of an entry of `kubernetes_sd_configs`: the way to an API server. */
const WAY_TO_API_SERVER = [...NOT_ABOUT_TARGETS, 'api_server', 'kubeconfig_file', 'follow_redirects', 'enable_http2'];

/** Of `global`: files that Prometheus would write or would want. */
const GLOBAL_FILES = ['query_log_file', 'scrape_failure_log_file', 'keep_dropped_targets', 'target_limit'];

/**
 * The document of a prometheus.yml in which every scalar keeps the text that it is written with, and aliases and merge
 * keys are replaced by what they stand for.
 */
export function readConfiguration(text: string): Document {
  const document = parseDocument(text, { schema: 'failsafe' });
  visit(document, {
    Alias: (_, alias) => {
      const target = alias.resolve(document);
      return target ? (target.clone() as Node) : undefined;
    },
  });
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor !== undefined) delete node.anchor;
    },
  });
  visit(document, { Map: (_, map) => merged(map) });
  return document;
}

/** The map with what its merge keys bring where it has no key of its own (https://yaml.org/type/merge.html). */
function merged(map: YAMLMap): YAMLMap | undefined {
  const merge = map.get('<<', true) as unknown;
  if (merge === undefined) return undefined;
  const full = new YAMLMap(map.schema);
  full.items = map.items.filter(({ key }) => !(isScalar(key) && key.value === '<<'));
  for (const from of isSeq(merge) ? merge.items : [merge]) {
    if (!isMap(from)) continue;
    for (const pair of (merged(from) ?? from).items) if (!full.has(pair.key)) full.add(pair);
  }
  return full;
}

/** The jobs of a document. */
export function jobsOf(document: Document): readonly YAMLMap[] {
  const jobs = document.get('scrape_configs');
  return isSeq(jobs) ? jobs.items.filter(isMap) : [];
}

/** The text of a node by itself. */
export function textOf(node: unknown): string {
  return new Document(node, { schema: 'failsafe' }).toString({ lineWidth: 0 });
}

/**
 * The configuration with a last rule in every job that makes the discovered `__meta_` labels labels of the target, with
 * names that hide them: without it Prometheus makes one of targets that differ in nothing else.
 */
export function withVisibleMetaLabels(text: string): string {
  const document = readConfiguration(text);
  for (const job of jobsOf(document)) {
    const rule = map([
      ['action', 'labelmap'],
      ['regex', '__meta_(.+)'],
      ['replacement', '__visible_$1'],
    ]);
    const rules = job.get('relabel_configs');
    if (isSeq(rules)) rules.add(rule);
    else job.set('relabel_configs', document.createNode([rule]));
  }
  return document.toString({ lineWidth: 0 });
}

/**
 * The text for a real Prometheus: the same jobs with their Kubernetes and static discovery. What decides no target goes:
 * credentials, other sections, other discovery mechanisms, limits on what is remembered.
 */
export function preparedText(text: string, surroundings: Surroundings): string {
  const document = readConfiguration(text);
  const { contents } = document;
  if (!isMap(contents)) throw new Error('the configuration is no mapping');
  for (const { key } of [...contents.items]) {
    if (isScalar(key) && key.value !== 'global' && key.value !== 'scrape_configs') contents.delete(key);
  }
  const global = contents.get('global');
  if (isMap(global)) for (const key of GLOBAL_FILES) global.delete(key);
  for (const job of jobsOf(document)) prepareJob(job, surroundings);
  const { marker } = surroundings;
  const files = document.createNode([{ files: [marker.file], refresh_interval: '1s' }]);
  const jobs = contents.get('scrape_configs') as YAMLSeq;
  jobs.add(document.createNode({ job_name: marker.job, file_sd_configs: files, proxy_url: surroundings.proxy }));
  return document.toString({ lineWidth: 0 });
}

function prepareJob(job: YAMLMap, { kubeconfigFile, proxy }: Surroundings): void {
  for (const key of NOT_ABOUT_TARGETS) job.delete(key);
  for (const { key } of [...job.items]) if (isOtherDiscovery(key)) job.delete(key);
  job.set('proxy_url', quoted(proxy));
  const entries = job.get('kubernetes_sd_configs');
  for (const sd of isSeq(entries) ? entries.items.filter(isMap) : []) {
    for (const key of WAY_TO_API_SERVER) sd.delete(key);
    if (kubeconfigFile !== null) sd.set('kubeconfig_file', quoted(kubeconfigFile));
  }
}

function isOtherDiscovery(key: unknown): boolean {
  const name = isScalar(key) ? String(key.value) : '';
  return name.endsWith('_sd_configs') && name !== 'kubernetes_sd_configs';
}

function map(entries: readonly (readonly [key: string, value: string])[]): YAMLMap {
  const made = new YAMLMap();
  for (const [key, value] of entries) made.set(key, quoted(value));
  return made;
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

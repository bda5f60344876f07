import { type AccountComment, headComment } from '../prometheus/access/account-comment.ts';
import { type ConfigCache, createConfigCache } from '../prometheus/config/cache.ts';
import { valueOr } from '../prometheus/config/field.ts';
import { readCachedConfig, readJobs } from '../prometheus/config/read.ts';
import type { PrometheusConfig, ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import type { TextEdit } from '../yaml/edit.ts';
import { embed } from '../yaml/embedded.ts';
import type { MapNode, ScalarNode } from '../yaml/node.ts';
import { hasSyntaxError, parseSource, type SourceFile, startOf, type YamlDocument } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import { type HelmAccount, type HelmChart, helmAccount } from './helm-account.ts';
import { booleanOfField, fieldOf, isMap, itemsOf, type ManifestNode, pairsOf } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** Jobs of a Prometheus in the values of the chart that runs it. */
export interface HelmConfiguration {
  /** The keys that lead to them: `serverFiles / prometheus.yml`. */
  readonly name: string;
  /** In which they are written: the file, or a text in it. */
  readonly source: SourceFile;
  /** Where they begin in it. */
  readonly from: number;
  readonly document: YamlDocument;
  readonly config: PrometheusConfig;
  readonly cache: ConfigCache;
  readonly account: HelmAccount;
  /** Where a span of the source is in the file. */
  toFile(span: Span): Span;
  /** The edit of the file that makes an edit of the source; undefined where that cannot be written. */
  toFileEdit(edit: TextEdit): TextEdit | undefined;
}

/** Values of a chart within those of others, no deeper. */
const DEEPEST = 2;

/**
 * The configurations in a file of Helm values: of the community’s charts `prometheus` and `kube-prometheus-stack`, of the
 * older one they come from, and of charts around them. None for a file that a template engine makes. Helm is not run: what
 * templates of the chart add is not known. Never throws.
 */
export function helmConfigurations(file: WorkspaceFile): readonly HelmConfiguration[] {
  const [document] = file.file.documents;
  if (file.templated === 'templated' || file.objects.length > 0 || !document || hasSyntaxError(document)) return [];
  const { root } = document;
  return root?.kind === 'map' ? valuesIn(file, { document, node: root }, []) : [];
}

/** Keys of the chart `prometheus`, and of Promtail's, under which jobs are no chart's values, whatever they are called. */
const NO_CHART = ['server', 'config', 'snippets'];

function valuesIn(file: WorkspaceFile, values: ManifestNode, path: readonly string[]): readonly HelmConfiguration[] {
  if (NO_CHART.includes(path.at(-1) ?? '')) return [];
  const found = [
    ...configurationsIn('prometheus', file, values, path),
    ...configurationsIn('kube-prometheus-stack', file, values, path),
  ];
  if (found.length > 0 || path.length >= DEEPEST) return found;
  return pairsOf(values).flatMap(({ key, value }) => (isMap(value) ? valuesIn(file, value, [...path, key]) : []));
}

/** Where the jobs of a chart are, and in which form. */
const PLACES: Readonly<Record<HelmChart, readonly { readonly keys: readonly string[]; readonly holds: Holds }[]>> = {
  prometheus: [
    { keys: ['serverFiles', 'prometheus.yml'], holds: 'configuration' },
    { keys: ['extraScrapeConfigs'], holds: 'text of jobs' },
    { keys: ['scrapeConfigs'], holds: 'jobs by name' },
  ],
  'kube-prometheus-stack': [{ keys: ['prometheus', 'prometheusSpec', 'additionalScrapeConfigs'], holds: 'jobs' }],
};

type Holds = 'configuration' | 'jobs' | 'text of jobs' | 'jobs by name';

function configurationsIn(
  chart: HelmChart,
  file: WorkspaceFile,
  values: ManifestNode,
  path: readonly string[],
): readonly HelmConfiguration[] {
  return PLACES[chart].flatMap(({ keys, holds }) => {
    const found = fieldOf(values, ...keys);
    const reading = found && readingOf(file, found, holds);
    if (!reading || reading.config.scrapeConfigs.length === 0) return [];
    const account = helmAccount(chart, values, file.uri, path);
    return [{ name: [...path, ...keys].join(' / '), account, ...reading }];
  });
}

type Reading = Omit<HelmConfiguration, 'name' | 'account'>;

function readingOf(file: WorkspaceFile, found: ManifestNode, holds: Holds): Reading | undefined {
  const { document, node } = found;
  if (node.kind === 'scalar') return holds === 'jobs by name' ? undefined : ofText(file, found, holds);
  if (holds === 'text of jobs') return undefined;
  const cache = createConfigCache();
  const same = { toFile: (span: Span) => span, toFileEdit: (edit: TextEdit) => edit };
  const place = { source: file.file, from: startOf(node), document, cache, ...same };
  if (holds === 'configuration')
    return node.kind === 'map' ? { ...place, config: readCachedConfig({ ...document, root: node }, cache) } : undefined;
  if (holds === 'jobs') return { ...place, config: readJobs(document, jobsIn(found), cache) };
  const jobs = jobsByName(found);
  const config = readJobs(
    document,
    jobs.map(({ node }) => node),
    cache,
  );
  const isOurs = config.scrapeConfigs.some(({ kubernetesSdConfigs }) => kubernetesSdConfigs.length > 0);
  return isOurs ? { ...place, config: { ...config, scrapeConfigs: config.scrapeConfigs.map(named(jobs)) } } : undefined;
}

function jobsIn(list: ManifestNode): readonly MapNode[] {
  return itemsOf(list)
    .filter(isMap)
    .map(({ node }) => node);
}

interface NamedJob {
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly node: MapNode;
}

/** A job may be switched off. */
function jobsByName(map: ManifestNode): readonly NamedJob[] {
  return pairsOf(map).flatMap(({ key, keyNode, value }) =>
    keyNode.kind === 'scalar' && isMap(value) && booleanOfField(value, 'enabled') !== false
      ? [{ key, keyNode, node: value.node }]
      : [],
  );
}

/** A job without a name is called like its key. */
function named(jobs: readonly NamedJob[]) {
  return (job: ScrapeConfig, index: number): ScrapeConfig => {
    const from = jobs[index];
    if (!from || valueOr(job.jobName, '') !== '') return job;
    return { ...job, jobName: { state: 'set', key: from.keyNode, node: from.keyNode, value: from.key } };
  };
}

/** Of a text in which the chart runs templates, what it will be is unknown. */
function ofText(file: WorkspaceFile, { node }: ManifestNode, holds: Holds): Reading | undefined {
  if (node.kind !== 'scalar' || node.text.includes('{{')) return undefined;
  const embedded = embed(file.file, node);
  const source = parseSource(embedded.text, 'prometheus');
  const [document] = source.documents;
  if (!document || hasSyntaxError(document)) return undefined;
  const cache = createConfigCache();
  const jobs = document.root?.kind === 'seq' ? jobsIn({ document, node: document.root }) : [];
  const config = holds === 'configuration' ? readCachedConfig(document, cache) : readJobs(document, jobs, cache);
  return {
    source,
    from: 0,
    document,
    config,
    cache,
    toFile: (span: Span) => embedded.toOuterSpan(span),
    toFileEdit: (edit: TextEdit) => embedded.toOuterEdit(edit),
  };
}

/** What a comment says about who asks: the nearest above the jobs, else one at the head of the file. */
export function helmComment({ source: { text }, from }: HelmConfiguration): AccountComment | undefined {
  const start = startOfComments(text, from);
  const near = headComment(text.slice(start));
  if (!near) return headComment(text);
  return { text: near.text, span: { start: start + near.span.start, end: start + near.span.end } };
}

/** The first of the lines right above an offset that hold comments alone. */
function startOfComments(text: string, offset: number): number {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*(?:#.*)?\r?$/.test(text.slice(before, start - 1))) break;
    start = before;
  }
  return start;
}

import type { MapNode, ScalarNode, YamlNode } from '../../yaml/node.ts';
import { stampOf, type YamlDocument } from '../../yaml/source.ts';
import type { RegexCache } from '../relabel/regex.ts';
import type { NameValidation, RelabelAction } from '../relabel/rule.ts';
import { validateRule } from '../relabel/validate.ts';
import { actionOf, ruleOf } from '../relabel/written-rule.ts';
import { type ConfigCache, createConfigCache } from './cache.ts';
import type { Field } from './field.ts';
import { type GlobalSettings, globalSettings } from './global-settings.ts';
import { jobNames } from './job-rules.ts';
import {
  ATTACH_METADATA_OPTIONS,
  KUBERNETES_ROLES,
  type KubernetesRole,
  type KubernetesSdConfig,
  type SelectorView,
} from './kubernetes-sd-config.ts';
import {
  boolField,
  integerField,
  isNullNode,
  isWritten,
  listField,
  type MappingView,
  mapField,
  mapsIn,
  resolved,
  textField,
  viewMapping,
} from './mapping-view.ts';
import { isOtherDiscovery } from './other-discovery.ts';
import type { RelabelConfig } from './relabel-config.ts';
import { writtenRule } from './relabel-rules.ts';
import type { PrometheusConfig, ScrapeConfig, StaticConfig } from './scrape-config.ts';

const ABSENT = { state: 'absent' } as const;

/** The configuration as it stands in the document, without jobs when the document is no mapping. Never throws. */
export function readPrometheusConfig(document: YamlDocument): PrometheusConfig {
  return readCachedConfig(document, createConfigCache());
}

/** The same; jobs that have not changed since the last call with this cache keep their view. */
export function readCachedConfig(document: YamlDocument, cache: ConfigCache): PrometheusConfig {
  const { root } = document;
  if (root?.kind !== 'map') return { root, global: globalSettings(undefined), scrapeConfigs: [] };
  const view = viewMapping(document, root);
  const global = mapField(view, 'global');
  const settings = globalSettings(global.state === 'set' ? viewMapping(document, global.value) : undefined);
  const list = listField(view, 'scrape_configs');
  const items = list.state === 'set' ? list.value : [];
  return {
    root,
    global: settings,
    scrapeConfigs: items.filter(item => item.kind === 'map').map(item => readJob(document, item, settings, cache)),
  };
}

/** Jobs that stand in no configuration of their own, as one; `global` has its defaults. Never throws. */
export function readJobs(document: YamlDocument, jobs: readonly MapNode[], cache: ConfigCache): PrometheusConfig {
  const global = globalSettings(undefined);
  return { root: undefined, global, scrapeConfigs: jobs.map(job => readJob(document, job, global, cache)) };
}

function readJob(document: YamlDocument, node: MapNode, settings: GlobalSettings, cache: ConfigCache): ScrapeConfig {
  const before = cache.readJobs.get(node);
  if (before?.stamp === stampOf(node) && before.names === settings.names) return before.view;
  const view = scrapeConfig(viewMapping(document, node), settings, cache.regexes);
  cache.readJobs.set(node, { stamp: stampOf(node), names: settings.names, view });
  return view;
}

function scrapeConfig(job: MappingView, settings: GlobalSettings, regexes: RegexCache): ScrapeConfig {
  const names = jobNames(job, settings);
  const rules = (list: string) => mapsIn(job, list).map(rule => relabelConfig(rule, names, regexes));
  return {
    node: job.node,
    jobName: textField(job, 'job_name'),
    scheme: textField(job, 'scheme'),
    metricsPath: textField(job, 'metrics_path'),
    params: paramsField(job),
    scrapeInterval: textField(job, 'scrape_interval'),
    scrapeTimeout: textField(job, 'scrape_timeout'),
    convertClassicHistogramsToNhcb: optionField(job, 'convert_classic_histograms_to_nhcb'),
    alwaysScrapeClassicHistograms: optionField(job, 'always_scrape_classic_histograms'),
    scrapeNativeHistograms: optionField(job, 'scrape_native_histograms'),
    nameValidation: names,
    kubernetesSdConfigs: mapsIn(job, 'kubernetes_sd_configs').map(readKubernetesSdConfig),
    staticConfigs: mapsIn(job, 'static_configs').map(staticConfig),
    otherDiscovery: [...job.entries.keys()].filter(isOtherDiscovery),
    relabelConfigs: rules('relabel_configs'),
    metricRelabelConfigs: rules('metric_relabel_configs'),
  };
}

function optionField(job: MappingView, name: string): Field<boolean> {
  return isWritten(job, name) ? boolField(job, name) : ABSENT;
}

/** An entry of `kubernetes_sd_configs`, of a job or of Alertmanagers, as it stands in the file. */
export function readKubernetesSdConfig(entry: MappingView): KubernetesSdConfig {
  const namespaces = mapField(entry, 'namespaces');
  const inNamespaces = nested(entry, namespaces);
  const attachMetadata = mapField(entry, 'attach_metadata');
  const inAttach = nested(entry, attachMetadata);
  const attach = ATTACH_METADATA_OPTIONS.map(
    option => [option, inAttach ? boolField(inAttach, option) : ABSENT] as const,
  );
  return {
    node: entry.node,
    role: roleField(entry),
    apiServer: apiServerField(entry),
    kubeconfigFile: textField(entry, 'kubeconfig_file'),
    namespaces,
    ownNamespace: inNamespaces ? boolField(inNamespaces, 'own_namespace') : ABSENT,
    namespaceNames: inNamespaces ? scalarsField(inNamespaces, 'names') : ABSENT,
    selectors: selectorsField(entry),
    attachMetadata,
    attach: Object.fromEntries(attach) as KubernetesSdConfig['attach'],
  };
}

function nested(entry: MappingView, field: Field<MapNode>): MappingView | undefined {
  return field.state === 'set' ? viewMapping(entry.document, field.value) : undefined;
}

/** Null is no role, and so unreadable: Prometheus refuses it. */
function roleField(mapping: MappingView): Field<KubernetesRole> {
  return mapValue(textField(mapping, 'role'), text => KUBERNETES_ROLES.find(role => role === text));
}

/** Null is no address at all, the empty text is one. */
function apiServerField(entry: MappingView): Field<string> {
  const field = textField(entry, 'api_server');
  return field.state === 'set' && isNullNode(field.node) ? ABSENT : field;
}

function mapValue<A, B>(field: Field<A>, convert: (value: A) => B | undefined): Field<B> {
  if (field.state !== 'set') return field;
  const value = convert(field.value);
  return value === undefined ? { state: 'unreadable', key: field.key, node: field.node } : { ...field, value };
}

function scalarsField(mapping: MappingView, name: string): Field<readonly ScalarNode[]> {
  return mapValue(listField(mapping, name), items => {
    const scalars = items.filter(item => item.kind === 'scalar');
    return scalars.length === items.length ? scalars : undefined;
  });
}

function selectorsField(entry: MappingView): Field<readonly SelectorView[]> {
  return mapValue(listField(entry, 'selectors'), items =>
    items
      .filter(item => item.kind === 'map')
      .map(item => {
        const selector = viewMapping(entry.document, item);
        return {
          node: item,
          role: roleField(selector),
          label: textField(selector, 'label'),
          field: textField(selector, 'field'),
        };
      }),
  );
}

function staticConfig(group: MappingView): StaticConfig {
  return {
    node: group.node,
    targets: mapValue(scalarsField(group, 'targets'), targets => targets.map(textOf)),
    labels: mapValue(mapField(group, 'labels'), node => labelsOf(group, node)),
  };
}

function textOf(node: ScalarNode): string {
  return isNullNode(node) ? '' : node.text;
}

function labelsOf(group: MappingView, node: MapNode): ReadonlyMap<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const [name, { value }] of viewMapping(group.document, node).entries) {
    if (value.kind !== 'scalar') return undefined;
    labels.set(name, textOf(value));
  }
  return labels;
}

function paramsField(job: MappingView): Field<ReadonlyMap<string, readonly string[]>> {
  return mapValue(mapField(job, 'params'), node => {
    const params = new Map<string, readonly string[]>();
    for (const [name, { value }] of viewMapping(job.document, node).entries) {
      const texts = value.kind === 'seq' ? textsOf(job.document, value.items) : isNullNode(value) ? [] : undefined;
      if (texts === undefined) return undefined;
      params.set(name, texts);
    }
    return params;
  });
}

function textsOf(document: YamlDocument, items: readonly YamlNode[]): readonly string[] | undefined {
  const nodes = items.map(item => resolved(document, item)).filter(item => item?.kind === 'scalar');
  return nodes.length === items.length ? nodes.map(textOf) : undefined;
}

function relabelConfig(rule: MappingView, names: NameValidation | undefined, regexes: RegexCache): RelabelConfig {
  const written = writtenRule(rule);
  const refused =
    written === undefined ||
    names === undefined ||
    validateRule(written, { names, version: 'unknown', regexes }).some(problem => !isNullItem(problem, rule));
  return {
    node: rule.node,
    sourceLabels: scalarsField(rule, 'source_labels'),
    separator: textField(rule, 'separator'),
    regex: textField(rule, 'regex'),
    modulus: integerField(rule, 'modulus'),
    targetLabel: textField(rule, 'target_label'),
    replacement: textField(rule, 'replacement'),
    action: actionField(rule),
    rule: refused || written === undefined ? undefined : ruleOf(written),
  };
}

/** A null source label is the label without a name, which never exists and is not refused. */
function isNullItem(problem: { readonly item?: number }, rule: MappingView): boolean {
  const labels = listField(rule, 'source_labels');
  if (problem.item === undefined || labels.state !== 'set') return false;
  const item = labels.value[problem.item];
  return item !== undefined && isNullNode(item);
}

function actionField(rule: MappingView): Field<RelabelAction> {
  return mapValue(textField(rule, 'action'), actionOf);
}

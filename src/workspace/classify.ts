import { editDistance } from '../schema/nearest.ts';
import type { MapNode, ScalarNode, YamlNode } from '../yaml/node.ts';
import { endOf, hasSyntaxError, type SourceFile, startOf } from '../yaml/source.ts';
import { lookAlike } from './look-alike.ts';
import { saysPrometheus } from './says-prometheus.ts';

/** One value of a manifest that holds a prometheus.yml. */
export interface EmbeddedConfig {
  /** `prometheus-config / prometheus.yml`; the object's name is `?` where it cannot be read. */
  readonly name: string;
  readonly node: ScalarNode;
}

/** What a YAML file is, by its content; its name says nothing. */
export type Classification =
  | { readonly kind: 'config' }
  /** Kubernetes objects that hold a prometheus.yml, or of which one says Prometheus of itself. */
  | { readonly kind: 'manifest'; readonly configs: readonly EmbeddedConfig[] }
  | { readonly kind: 'look-alike'; readonly product: string }
  | { readonly kind: 'templated' }
  | { readonly kind: 'other' };

/** Keys of prometheus.yml that are enough to know it by, unless a look-alike has them too. */
const CONFIG_KEYS = ['scrape_configs', 'scrape_config_files', 'rule_files', 'remote_write', 'remote_read'];
const CONFIG_LINE =
  /^(?:scrape_configs|scrape_config_files|rule_files|remote_write|remote_read)[ \t]*:[ \t]*(?:#.*)?\r?$/m;
const GLOBAL_FIELDS = ['scrape_interval', 'scrape_timeout', 'evaluation_interval', 'external_labels'];

/** Says what the file is; also for broken and half-typed text, as far as its nodes go. */
export function classify(file: SourceFile): Classification {
  const root = file.documents[0]?.root;
  if (file.documents.some(document => isObject(document.root))) return classifyManifest(file);
  if (root?.kind !== 'map') return isBrokenConfig(file) ? { kind: 'config' } : { kind: 'other' };
  const product = lookAlike(root);
  if (product !== undefined) return { kind: 'look-alike', product };
  if (!isConfig(root)) return isHalfTypedManifest(file) ? { kind: 'manifest', configs: [] } : { kind: 'other' };
  return isTemplated(file.text, []) ? { kind: 'templated' } : { kind: 'config' };
}

/** Whether an object of which the version or the kind is not there yet says Prometheus of itself. */
function isHalfTypedManifest(file: SourceFile): boolean {
  return (
    saysPrometheus(file) &&
    !isTemplated(
      file.text,
      file.documents.flatMap(one => blockScalars(one.root)),
    )
  );
}

/** Whether the text would be a configuration if its YAML were not broken at the root: a quote left open, a stray word. */
function isBrokenConfig(file: SourceFile): boolean {
  const [document] = file.documents;
  return document !== undefined && hasSyntaxError(document) && CONFIG_LINE.test(file.text);
}

/** Whether a text that stands in a manifest is a prometheus.yml, and one that is not templated. */
export function isCheckableConfig(file: SourceFile): boolean {
  return classify(file).kind === 'config';
}

/**
 * Whether a template engine makes the file, so that its text is not yet what it will be. The text of alerts has templates
 * of its own, which are data.
 */
export function isTemplatedFile(file: SourceFile): boolean {
  const roots = file.documents.map(document => document.root);
  if (!roots.some(isObject)) return isTemplated(file.text, []);
  return isTemplated(
    file.text,
    roots.flatMap(root => (hasOwnTemplates(root) ? allScalars(root) : blockScalars(root))),
  );
}

/** Kinds of the Prometheus Operator in which `{{` is Prometheus' or Alertmanager's. */
function hasOwnTemplates(root: YamlNode | undefined): boolean {
  const kind = root?.kind === 'map' ? textOf(child(root, 'kind')) : undefined;
  return kind !== undefined && /^(?:PrometheusRule|AlertmanagerConfig)(?:List)?$/.test(kind);
}

function allScalars(node: YamlNode | undefined): readonly ScalarNode[] {
  if (node?.kind === 'scalar') return [node];
  if (node?.kind === 'map') return node.pairs.flatMap(pair => allScalars(pair.value));
  return node?.kind === 'seq' ? node.items.flatMap(allScalars) : [];
}

function classifyManifest(file: SourceFile): Classification {
  const configs = file.documents.flatMap(document => embeddedConfigs(document.root));
  const blocks = file.documents.flatMap(document => blockScalars(document.root));
  if (isTemplated(file.text, blocks)) return configs.length > 0 ? { kind: 'templated' } : { kind: 'other' };
  return configs.length > 0 || saysPrometheus(file) ? { kind: 'manifest', configs } : { kind: 'other' };
}

function isObject(root: YamlNode | undefined): root is MapNode {
  return root?.kind === 'map' && child(root, 'apiVersion') !== undefined && child(root, 'kind') !== undefined;
}

function isConfig(root: MapNode): boolean {
  if (CONFIG_KEYS.some(key => child(root, key) !== undefined)) return true;
  const global = child(root, 'global');
  if (global?.kind === 'map') return GLOBAL_FIELDS.some(key => child(global, key) !== undefined);
  const alerting = child(root, 'alerting');
  if (alerting?.kind === 'map') return child(alerting, 'alertmanagers') !== undefined;
  return root.pairs.some(({ key, value }) => key.kind === 'scalar' && isMeantAsJobs(key.text) && holdsJobs(value));
}

/** Whether the key is `scrape_configs`, misspelt. */
function isMeantAsJobs(key: string): boolean {
  return editDistance(key, 'scrape_configs', 2) <= 2;
}

function holdsJobs(value: YamlNode): boolean {
  return value.kind === 'seq' && value.items.some(job => job.kind === 'map' && child(job, 'job_name') !== undefined);
}

/** The candidates in ConfigMaps and in the `stringData` of Secrets, List kinds unwrapped. */
function embeddedConfigs(root: YamlNode | undefined): readonly EmbeddedConfig[] {
  if (root?.kind !== 'map') return [];
  const items = child(root, 'items');
  if (items?.kind === 'seq' && textOf(child(root, 'kind'))?.endsWith('List'))
    return items.items.flatMap(embeddedConfigs);
  const kind = textOf(child(root, 'kind'));
  const data = kind === 'ConfigMap' ? child(root, 'data') : kind === 'Secret' ? child(root, 'stringData') : undefined;
  if (data?.kind !== 'map') return [];
  const metadata = child(root, 'metadata');
  const name = (metadata?.kind === 'map' ? textOf(child(metadata, 'name')) : undefined) ?? '?';
  return data.pairs.flatMap(({ key, value }) =>
    value.kind === 'scalar' && mayBeConfig(value.text)
      ? [{ name: `${name} / ${textOf(key) ?? '?'}`, node: value }]
      : [],
  );
}

/** A look without parsing: rule files, dashboards and the like are not worth more. */
function mayBeConfig(text: string): boolean {
  return /^["']?(?:scrape_configs|scrape_config_files|rule_files|remote_write|remote_read|global|alerting)["']?[ \t]*:/m.test(
    text,
  );
}

function blockScalars(node: YamlNode | undefined): readonly ScalarNode[] {
  if (node?.kind === 'scalar') return node.style === 'literal' || node.style === 'folded' ? [node] : [];
  if (node?.kind === 'map') return node.pairs.flatMap(pair => blockScalars(pair.value));
  return node?.kind === 'seq' ? node.items.flatMap(blockScalars) : [];
}

/** Helm and Jinja, ERB, Terraform. */
const TEMPLATE = /\{\{|\{%|<%|^[ \t]*%\{/gm;

/** Whether a template directive stands outside the given block scalars (whose text is data) and outside comments. */
function isTemplated(text: string, blocks: readonly ScalarNode[]): boolean {
  for (const match of text.matchAll(TEMPLATE)) {
    const at = match.index;
    if (blocks.some(block => startOf(block) <= at && at < endOf(block))) continue;
    if (!/^[ \t]*#|[ \t]#/.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) return true;
  }
  return false;
}

function child(map: MapNode, name: string): YamlNode | undefined {
  return map.pairs.find(({ key }) => key.kind === 'scalar' && key.text === name)?.value;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

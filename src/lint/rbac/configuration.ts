import type { RequiredAccess } from '../../prometheus/access/access.ts';
import { requiredAccess } from '../../prometheus/access/required-access.ts';
import { type ConfigCache, createConfigCache } from '../../prometheus/config/cache.ts';
import { readCachedConfig } from '../../prometheus/config/read.ts';
import type { PrometheusConfig } from '../../prometheus/config/scrape-config.ts';
import type { KnownVersion } from '../../prometheus/version.ts';
import { classify, isCheckableConfig } from '../../workspace/classify.ts';
import { type HelmConfiguration, helmComment, helmConfigurations } from '../../workspace/helm-values.ts';
import { pairsOf, rootOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject, WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { ConfigPart } from '../../workspace/who-asks.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { embed } from '../../yaml/embedded.ts';
import { hasSyntaxError, parseSource, type SourceFile, type YamlDocument } from '../../yaml/source.ts';
import type { Span } from '../../yaml/span.ts';

/** A configuration of a file of the workspace. */
export interface Configuration {
  readonly uri: string;
  /** Tells it from the others of its file. */
  readonly key: string;
  readonly part: ConfigPart;
  readonly source: SourceFile;
  readonly document: YamlDocument;
  readonly config: PrometheusConfig;
  /** Where a span of it is in the file. */
  toFile(span: Span): Span;
  /** The edit of the file that makes an edit of it; undefined where that cannot be written. */
  toFileEdit(edit: TextEdit): TextEdit | undefined;
  /** What it needs when it runs in that namespace. */
  required(ownNamespace: string): RequiredAccess;
}

const MAY_BE_CONFIG = /\b(?:kubernetes_sd_configs|scrape_configs)\b/;

/** The configurations of a file that can be read; none of templates, whose text is unknown. */
export function configurationsOf(file: WorkspaceFile, version: KnownVersion): readonly Configuration[] {
  if (file.templated === 'templated' || !MAY_BE_CONFIG.test(file.file.text)) return [];
  if (file.objects.length > 0) return file.objects.flatMap(object => valuesOf(object, version));
  if (classify(file.file).kind !== 'config')
    return helmConfigurations(file).flatMap(one => ofChart(file, one, version));
  const { text } = file.file;
  const part: ConfigPart = { kind: 'file', uri: file.uri, text };
  const same = { toFile: (span: Span) => span, toFileEdit: (edit: TextEdit) => edit };
  return read({ uri: file.uri, key: '', part, source: parseSource(text, 'prometheus'), ...same }, version);
}

/**
 * Jobs in the values of a chart, which only what somebody has said gives an account. Of an account for which the chart makes
 * roles it is not known what it may.
 */
function ofChart({ uri }: WorkspaceFile, values: HelmConfiguration, version: KnownVersion): readonly Configuration[] {
  if (values.account.roles === 'by-chart') return [];
  const { name, source, document, config, cache } = values;
  const comment = helmComment(values);
  const text = comment ? `# prometheus-kubernetes-account: ${comment.text}` : '';
  const part: ConfigPart = { kind: 'file', uri, text };
  const ways = {
    toFile: (span: Span) => values.toFile(span),
    toFileEdit: (edit: TextEdit) => values.toFileEdit(edit),
  };
  const required = requiredBy({ text: source.text, document, config, cache, version });
  return [{ uri, key: name, part, source, document, config, ...ways, required }];
}

function valuesOf(object: ManifestObject, version: KnownVersion): readonly Configuration[] {
  if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') return [];
  const field = object.kind === 'ConfigMap' ? 'data' : 'stringData';
  const { uri, kind, name, namespace } = object;
  return pairsOf(rootOf(object), field).flatMap(({ key, value: { node } }) => {
    if (node.kind !== 'scalar' || !MAY_BE_CONFIG.test(node.text)) return [];
    const embedded = embed(object.file, node);
    const source = parseSource(embedded.text, 'prometheus');
    if (!isCheckableConfig(source)) return [];
    const part: ConfigPart = {
      kind: 'value',
      object: { uri, kind, name, namespace },
      key,
      text: embedded.text,
    };
    const ways = {
      toFile: (span: Span) => embedded.toOuterSpan(span),
      toFileEdit: (edit: TextEdit) => embedded.toOuterEdit(edit),
    };
    return read({ uri, key: [kind, namespace, name, key].join(' '), part, source, ...ways }, version);
  });
}

function read(
  found: Omit<Configuration, 'document' | 'config' | 'required'>,
  version: KnownVersion,
): readonly Configuration[] {
  const [document] = found.source.documents;
  if (!document || hasSyntaxError(document)) return [];
  const cache = createConfigCache();
  const config = readCachedConfig(document, cache);
  return [
    { ...found, document, config, required: requiredBy({ text: found.source.text, document, config, cache, version }) },
  ];
}

interface Question {
  readonly text: string;
  readonly document: YamlDocument;
  readonly config: PrometheusConfig;
  readonly cache: ConfigCache;
  readonly version: KnownVersion;
}

function requiredBy({ text, document, config, cache, version }: Question): Configuration['required'] {
  const known = new Map<string, RequiredAccess>();
  return ownNamespace => {
    const before = known.get(ownNamespace);
    if (before) return before;
    const home = { ownNamespace, version };
    const required = requiredAccess({ text, document, config, home, regexes: cache.regexes });
    known.set(ownNamespace, required);
    return required;
  };
}

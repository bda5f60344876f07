import { createLintCache, type LintCache } from '../lint/lint-job.ts';
import { type ConfigCache, createConfigCache } from '../prometheus/config/cache.ts';
import { type Classification, classify, isCheckableConfig } from '../workspace/classify.ts';
import { concernsPrometheus } from '../workspace/concerns-prometheus.ts';
import type { TextEdit } from '../yaml/edit.ts';
import { type Embedded, embed, innerEdit } from '../yaml/embedded.ts';
import { hasSyntaxError, parseSource, type SourceFile, updateSource } from '../yaml/source.ts';

/** A prometheus.yml in a document: the whole file, or one value of a manifest. */
export interface ConfigPart {
  /** `prometheus-config / prometheus.yml`, or '' for the whole file. */
  readonly name: string;
  /** Which of the document's candidates it is: with the name it tells the same part after an edit. */
  readonly index: number;
  readonly source: SourceFile;
  /** Maps the part's offsets into the document; undefined when the part is the document. */
  readonly embedded: Embedded | undefined;
  readonly cache: ConfigCache;
  readonly lints: LintCache;
}

/** What an editor has open, read as far as it concerns us. A value: each edit makes a new one, the old one is spent. */
export interface LanguageDocument {
  readonly file: SourceFile;
  readonly classification: Classification;
  readonly parts: readonly ConfigPart[];
  /** Whether it is a manifest that concerns Prometheus, by what stands in it. */
  readonly concerns: 'prometheus' | 'nothing-known';
}

/** What was known of a document before an edit. */
type Before = Pick<LanguageDocument, 'parts' | 'concerns'>;

const NOTHING: Before = { parts: [], concerns: 'nothing-known' };

/** Reads a whole text. Never throws; what is not ours has no parts. */
export function openDocument(text: string): LanguageDocument {
  // A guess that spares most files a second parse: what the text is, its content says.
  const dialect = /^apiVersion[ \t]*:/m.test(text) ? 'manifest' : 'prometheus';
  return readDocument(parseSource(text, dialect), NOTHING);
}

/** Applies one edit. What the edit did not touch is not read again. */
export function editDocument(document: LanguageDocument, edit: TextEdit): LanguageDocument {
  return readDocument(updateSource(document.file, edit), document);
}

function readDocument(parsed: SourceFile, before: Before): LanguageDocument {
  const classification = stillManifest(classify(parsed), parsed, before);
  const file = inDialectOf(classification, parsed);
  if (classification.kind === 'config') {
    const old = before.parts.find(part => part.embedded === undefined);
    const cache = old?.cache ?? createConfigCache();
    const lints = old?.lints ?? createLintCache();
    const parts = [{ name: '', index: 0, source: file, embedded: undefined, cache, lints }];
    return { file, classification, parts, concerns: 'nothing-known' };
  }
  if (classification.kind !== 'manifest') return { file, classification, parts: [], concerns: 'nothing-known' };
  const found = classification.configs.map((config, index) => {
    const embedded = embed(file, config.node);
    const old = before.parts.find(
      part => part.index === index && part.name === config.name && part.embedded !== undefined,
    );
    return {
      name: config.name,
      index,
      embedded,
      source: innerSource(embedded, old),
      cache: old?.cache ?? createConfigCache(),
      lints: old?.lints ?? createLintCache(),
    };
  });
  const parts = found.filter(part => isCheckableConfig(part.source));
  const holds = parts.length > 0 ? 'configuration' : 'none';
  const concerns =
    isStill(parsed, before) || concernsPrometheus({ file, holds, bundles: 'unknown' }) ? 'prometheus' : 'nothing-known';
  return { file, classification, parts, concerns };
}

/** A key that is half-typed swallows the one below it, be it the very one that says what the file is. */
function isStill(parsed: SourceFile, before: Before): boolean {
  return before.concerns === 'prometheus' && parsed.documents.some(hasSyntaxError);
}

function stillManifest(found: Classification, parsed: SourceFile, before: Before): Classification {
  return found.kind === 'other' && isStill(parsed, before) ? { kind: 'manifest', configs: [] } : found;
}

/** What is not ours may stay as it was parsed. */
function inDialectOf({ kind }: Classification, parsed: SourceFile): SourceFile {
  if (kind !== 'config' && kind !== 'manifest') return parsed;
  const dialect = kind === 'config' ? 'prometheus' : 'manifest';
  return parsed.dialect === dialect ? parsed : parseSource(parsed.text, dialect);
}

function innerSource(embedded: Embedded, old: ConfigPart | undefined): SourceFile {
  if (!old?.embedded) return parseSource(embedded.text, 'prometheus');
  const edit = innerEdit(old.embedded, embedded);
  return edit ? updateSource(old.source, edit) : old.source;
}

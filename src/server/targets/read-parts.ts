import type { ConfigPart, LanguageDocument } from '../../language/document.ts';
import { checkConfig } from '../../prometheus/config/check.ts';
import { readCachedConfig } from '../../prometheus/config/read.ts';
import { readScrapeJobs } from '../../prometheus/targets/read-scrape-jobs.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import type { KnownVersion } from '../../prometheus/version.ts';
import { hasSyntaxError, problemsOf } from '../../yaml/source.ts';
import { namespaceAround } from './part-namespace.ts';

/** What one configuration of a file says. */
export interface PartReading {
  /** Tells it from the others of the file, also after an edit. */
  readonly key: string;
  /** `prometheus-config / prometheus.yml`, '' for the whole file. */
  readonly name: string;
  /** The jobs, or `refused`: Prometheus, or Kubernetes with the manifest around it, would not take the text. */
  readonly jobs: readonly ScrapeJob[] | 'refused';
}

/** The configurations of a text. */
export interface FileReading {
  readonly parts: readonly PartReading[];
  /** Whether these are all, or broken YAML or template directives may hide a part that is there. */
  readonly all: 'sure' | 'broken' | 'templated';
}

/** A file that holds nothing of ours. */
export const NO_PARTS: FileReading = { parts: [], all: 'sure' };

/** Reads every configuration of a document, as the given release of Prometheus would. Never throws. */
export function readParts(document: LanguageDocument, version: KnownVersion): FileReading {
  const { kind } = document.classification;
  const isBroken = kind !== 'config' && kind !== 'look-alike' && document.file.documents.some(hasSyntaxError);
  const parts = keyedParts(document).map(({ key, part }) => ({
    key,
    name: part.name,
    jobs: loads(document, part, version) ? jobsOf(document, part, version) : ('refused' as const),
  }));
  return { parts, all: kind === 'templated' ? 'templated' : isBroken ? 'broken' : 'sure' };
}

/** The part of a document with that key; undefined when it is gone. */
export function partWithKey(document: LanguageDocument, key: string): ConfigPart | undefined {
  return keyedParts(document).find(one => one.key === key)?.part;
}

/** Every part with its key: its name, and for the second of a name and on its number. */
export function keyedParts(document: LanguageDocument): readonly { readonly key: string; readonly part: ConfigPart }[] {
  const seen = new Map<string, number>();
  return document.parts.map(part => {
    const before = seen.get(part.name) ?? 0;
    seen.set(part.name, before + 1);
    return { key: before === 0 ? part.name : `${part.name}/${before}`, part };
  });
}

/** By the load-time check and not by what is shown: the user's severities do not change what Prometheus does. */
function loads(document: LanguageDocument, part: ConfigPart, version: KnownVersion): boolean {
  const [inner] = part.source.documents;
  if (!inner || hasSyntaxError(inner) || problemsOf(part.source).length > 0) return false;
  if (part.embedded && problemsOf(document.file).length > 0) return false;
  const findings = checkConfig(inner, part.source, { version, cache: part.cache });
  return findings.every(({ severity }) => severity !== 'error');
}

function jobsOf(document: LanguageDocument, part: ConfigPart, version: KnownVersion): readonly ScrapeJob[] {
  const [inner] = part.source.documents;
  if (!inner) return [];
  const holder = part.embedded && namespaceAround(document.file, part.embedded.toOuter(0));
  return readScrapeJobs(readCachedConfig(inner, part.cache), { ownNamespace: holder, version });
}

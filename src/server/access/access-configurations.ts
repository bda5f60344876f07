import { type ConfigPart, type LanguageDocument, openDocument } from '../../language/document.ts';
import type { RequiredAccess } from '../../prometheus/access/access.ts';
import { requiredAccess } from '../../prometheus/access/required-access.ts';
import { readCachedConfig } from '../../prometheus/config/read.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { configurationId } from '../targets/configuration-id.ts';
import { namespaceAround } from '../targets/part-namespace.ts';
import { keyedParts } from '../targets/read-parts.ts';
import type { KnownFile } from './workspace-manifests.ts';

/** A configuration of a file of the workspace. */
export interface AccessConfiguration {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly folder: string;
  readonly document: LanguageDocument;
  readonly part: ConfigPart;
  /** `metadata.namespace` of the object that holds it; undefined where none is written. */
  readonly writtenNamespace: string | undefined;
  /** What it needs when it runs in that namespace; undefined: it is not known which. */
  required(ownNamespace: string | undefined): RequiredAccess;
}

/** The configurations of files; what is known of a file is kept for as long as it is the same. */
export class AccessConfigurations {
  readonly #known = new WeakMap<WorkspaceFile, readonly AccessConfiguration[]>();

  /** None for a template: what it will be is unknown. */
  of(known: KnownFile): readonly AccessConfiguration[] {
    const before = this.#known.get(known.file);
    if (before) return before;
    const found = known.file.templated === 'plain' ? read(known) : [];
    this.#known.set(known.file, found);
    return found;
  }
}

function read({ file, place }: KnownFile): readonly AccessConfiguration[] {
  const { text } = file.file;
  // Most manifests hold nothing that a second parser has to see.
  if (!/\b(?:kubernetes_sd_configs|scrape_configs|alertmanagers)\b/.test(text)) return [];
  const document = openDocument(text);
  return keyedParts(document).map(({ key, part }) => ({
    id: configurationId(place.uri, key),
    uri: place.uri,
    name: part.name === '' ? place.name : part.name,
    folder: place.shownFolder,
    document,
    part,
    writtenNamespace: part.embedded && namespaceAround(document.file, part.embedded.toOuter(0)),
    required: remembered(ownNamespace => requiredBy(part, { ownNamespace, version: place.version })),
  }));
}

function requiredBy({ source, cache }: ConfigPart, home: Parameters<typeof requiredAccess>[0]['home']): RequiredAccess {
  const [document] = source.documents;
  if (!document) return { needs: [], unknown: [] };
  const { text } = source;
  return requiredAccess({ text, document, config: readCachedConfig(document, cache), home, regexes: cache.regexes });
}

function remembered(answer: (namespace: string | undefined) => RequiredAccess) {
  const known = new Map<string | undefined, RequiredAccess>();
  return (namespace: string | undefined) => {
    const before = known.get(namespace) ?? answer(namespace);
    known.set(namespace, before);
    return before;
  };
}

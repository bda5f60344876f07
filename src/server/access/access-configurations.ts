import { type ConfigPart, type LanguageDocument, openDocument } from '../../language/document.ts';
import type { AccessReason, RequiredAccess } from '../../prometheus/access/access.ts';
import { accessPlace } from '../../prometheus/access/access-place.ts';
import { type AccessQuestion, requiredAccess } from '../../prometheus/access/required-access.ts';
import { readCachedConfig } from '../../prometheus/config/read.ts';
import { type HelmConfiguration, helmConfigurations } from '../../workspace/helm-values.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { Span } from '../../yaml/span.ts';
import { configurationId } from '../targets/configuration-id.ts';
import { namespaceAround } from '../targets/part-namespace.ts';
import { keyedParts } from '../targets/read-parts.ts';
import type { FilePlace } from './access-desk.ts';
import type { KnownFile } from './workspace-manifests.ts';

/** A configuration of a file of the workspace. */
export interface AccessConfiguration {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly folder: string;
  readonly written: WrittenConfiguration;
  /** `metadata.namespace` of the object that holds it; undefined where none is written. */
  readonly writtenNamespace: string | undefined;
  /** What it needs when it runs in that namespace; undefined: it is not known which. */
  required(ownNamespace: string | undefined): RequiredAccess;
  /** Where in the file a need comes from; undefined for one that is not its own. */
  placeOf(reason: AccessReason): Span | undefined;
}

/** How a configuration is written. */
export type WrittenConfiguration =
  /** As a file, or as a value of a ConfigMap or Secret. */
  | { readonly as: 'part'; readonly document: LanguageDocument; readonly part: ConfigPart }
  /** As values of a Helm chart. */
  | { readonly as: 'values'; readonly values: HelmConfiguration };

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

/** The span of the configuration's own text in its file. */
export function spanInFile({ written }: AccessConfiguration, span: Span): Span {
  if (written.as === 'values') return written.values.toFile(span);
  return written.part.embedded ? written.part.embedded.toOuterSpan(span) : span;
}

function read(known: KnownFile): readonly AccessConfiguration[] {
  const { text } = known.file.file;
  // Most manifests hold nothing that a second parser has to see.
  if (!/\b(?:kubernetes_sd_configs|scrape_configs|alertmanagers)\b/.test(text)) return [];
  const parts = partsOf(known, text);
  return parts.length > 0 ? parts : helmConfigurations(known.file).map(values => ofValues(known, values));
}

function partsOf({ place }: KnownFile, text: string): readonly AccessConfiguration[] {
  const document = openDocument(text);
  return keyedParts(document).map(({ key, part }) => {
    const [inner] = part.source.documents;
    const config = inner && readCachedConfig(inner, part.cache);
    const question = inner &&
      config && { text: part.source.text, document: inner, config, regexes: part.cache.regexes };
    const toFile = (span: Span) => (part.embedded ? part.embedded.toOuterSpan(span) : span);
    return {
      ...identified(place, key, part.name === '' ? place.name : part.name),
      written: { as: 'part', document, part },
      writtenNamespace: part.embedded && namespaceAround(document.file, part.embedded.toOuter(0)),
      ...decidedBy(question, place, toFile),
    };
  });
}

function ofValues({ place }: KnownFile, values: HelmConfiguration): AccessConfiguration {
  const { document, config, cache } = values;
  const { text } = values.source;
  return {
    ...identified(place, values.name, `${place.name} / ${values.name}`),
    written: { as: 'values', values },
    writtenNamespace: values.account.namespace,
    ...decidedBy({ text, document, config, regexes: cache.regexes }, place, span => values.toFile(span)),
  };
}

function identified({ uri, shownFolder }: FilePlace, key: string, name: string) {
  return { id: configurationId(uri, key), uri, name, folder: shownFolder };
}

type Question = Omit<AccessQuestion, 'home'>;

/** What follows from the text, where that can be read. */
function decidedBy(
  question: Question | undefined,
  { version }: FilePlace,
  toFile: (span: Span) => Span,
): Pick<AccessConfiguration, 'required' | 'placeOf'> {
  return {
    required: remembered(ownNamespace =>
      question ? requiredAccess({ ...question, home: { ownNamespace, version } }) : { needs: [], unknown: [] },
    ),
    placeOf: reason => {
      const span = question && accessPlace(reason, question.document, question.config);
      return span && toFile(span);
    },
  };
}

function remembered(answer: (namespace: string | undefined) => RequiredAccess) {
  const known = new Map<string | undefined, RequiredAccess>();
  return (namespace: string | undefined) => {
    const before = known.get(namespace) ?? answer(namespace);
    known.set(namespace, before);
    return before;
  };
}

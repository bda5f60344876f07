import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import type { ManifestPlace } from '../../workspace/bundle.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { Span } from '../../yaml/span.ts';
import { rangeOf } from '../positions.ts';
import { pathOf } from '../targets/workspace-folders.ts';
import { type AccessConfiguration, spanInFile } from './access-configurations.ts';
import type { WorkspaceManifests } from './workspace-manifests.ts';

/** Offsets of files as lines and columns. */
export class Places {
  readonly #manifests: WorkspaceManifests;
  readonly #documents = new WeakMap<WorkspaceFile, TextDocument>();

  constructor(manifests: WorkspaceManifests) {
    this.#manifests = manifests;
  }

  /** Null for a file that is not there any more. */
  of({ uri, span }: ManifestPlace): PlaceInText | null {
    const document = this.document(uri);
    return document ? { uri, range: rangeOf(document, span) } : null;
  }

  /** The place of a span in the configuration's own text. */
  inPart(configuration: AccessConfiguration, span: Span): PlaceInText | null {
    return this.of({ uri: configuration.uri, span: spanInFile(configuration, span) });
  }

  /** The text of a file with its lines. */
  document(uri: string): TextDocument | undefined {
    const known = this.#manifests.file(uri);
    if (!known) return undefined;
    const before = this.#documents.get(known.file);
    if (before) return before;
    const document = TextDocument.create(uri, 'yaml', 0, known.file.file.text);
    this.#documents.set(known.file, document);
    return document;
  }
}

/** `deployment.yaml:23`; lines from 1. */
export function lineInWords({ uri, range }: PlaceInText): string {
  return `${path.basename(pathOf(uri) ?? uri)}:${range.start.line + 1}`;
}

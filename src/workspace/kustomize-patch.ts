import { parseSource, spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { fieldOf, isMap, itemsOf, type ManifestNode, textOfField, textOfNode } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** A patch of a kustomization: in a file, or written in the kustomization itself. */
export interface KustomizePatch {
  readonly place: ManifestPlace;
  /** The file's path, from the kustomization's folder. */
  readonly path: string | undefined;
  /** Its text, where it stands in the kustomization. */
  readonly inline: string | undefined;
  /** Whom it is for; undefined: the patch says by its kind and name. */
  readonly target: PatchTarget | undefined;
}

/** What a patch is for, as far as we look: fields that are not there fit all. Texts are regular expressions. */
export interface PatchTarget {
  readonly kind: string | undefined;
  readonly name: string | undefined;
}

/** The patches of a kustomization in all their spellings. */
export function patchesOf(file: WorkspaceFile, top: ManifestNode): readonly KustomizePatch[] {
  const patches = [...itemsOf(top, 'patches'), ...itemsOf(top, 'patchesJson6902')].filter(isMap).map(item => ({
    place: placeOf(file, item),
    path: textOfField(item, 'path'),
    inline: textOfField(item, 'patch'),
    target: targetOf(item),
  }));
  const strategic = itemsOf(top, 'patchesStrategicMerge').flatMap(item => {
    const text = textOfNode(item);
    if (text === undefined) return [];
    const isInline = text.includes('\n');
    const place = placeOf(file, item);
    return [{ place, path: isInline ? undefined : text, inline: isInline ? text : undefined, target: undefined }];
  });
  return [...patches, ...strategic];
}

function placeOf(file: WorkspaceFile, { node }: ManifestNode): ManifestPlace {
  return { uri: file.uri, span: spanOf(node) };
}

function targetOf(item: ManifestNode): PatchTarget | undefined {
  const target = fieldOf(item, 'target');
  if (!target) return undefined;
  return { kind: textOfField(target, 'kind'), name: textOfField(target, 'name') };
}

/** Fields that say who is referred to and what is granted, and what removes or replaces whole objects. */
const READ_FIELDS =
  /\$patch|serviceAccount|automount|volume|configMap|secret|rules|subjects|roleRef|aggregationRule|"?path"?:\s*['"]?\/(?:data|stringData|metadata\/(?:name|namespace)|spec|spec\/template|spec\/template\/spec)['"]?\s*$/im;
const DATA_FIELD = /^[ \t]*"?(?:data|stringData|binaryData)"?\s*:/m;

/** Whether a patch of that text may change what we read of an object. Replicas, images and resources do not. */
export function changesWhatIsRead(text: string): boolean {
  return READ_FIELDS.test(text) || DATA_FIELD.test(text);
}

/** Whom a patch without a target is for: the kind and name of each of its documents. */
export function targetsOfText(text: string): readonly PatchTarget[] {
  return parseSource(text, 'manifest').documents.flatMap(document => {
    if (document.root?.kind !== 'map') return [];
    const top = { document, node: document.root };
    return [{ kind: textOfField(top, 'kind'), name: textOfField(top, 'metadata', 'name') }];
  });
}

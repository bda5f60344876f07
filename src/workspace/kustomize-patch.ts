import { hasSyntaxError, parseSource, spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { isTemplatedFile } from './classify.ts';
import {
  booleanOfField,
  fieldOf,
  isMap,
  itemsOf,
  type ManifestNode,
  textOfField,
  textOfNode,
} from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { effectOfMerge, effectOfOperations, largerEffect, type PatchEffect } from './patch-effect.ts';
import { type PatchTarget, readPatchTarget } from './patch-target.ts';

/** A patch of a kustomization: in a file, or written in the kustomization itself. */
export interface KustomizePatch {
  readonly field: 'patches' | 'patchesJson6902' | 'patchesStrategicMerge';
  readonly place: ManifestPlace;
  /** The file's path, from the kustomization's folder. */
  readonly path: string | undefined;
  /** Its text, where it stands in the kustomization. */
  readonly inline: string | undefined;
  /** Whom it is for; undefined: the patch says by its kind and name. */
  readonly target: PatchTarget | undefined;
  /** Whether it may change what else it may not: kinds and names. */
  readonly options: 'none' | 'identity';
}

/** The patches of a kustomization in all their spellings. */
export function patchesOf(file: WorkspaceFile, top: ManifestNode): readonly KustomizePatch[] {
  const listed = (['patches', 'patchesJson6902'] as const).flatMap(field =>
    itemsOf(top, field)
      .filter(isMap)
      .map(item => ({
        field,
        place: placeOf(file, item),
        path: textOfField(item, 'path'),
        inline: textOfField(item, 'patch'),
        target: fieldOf(item, 'target') ? readPatchTarget(fieldOf(item, 'target')) : undefined,
        options: optionsOf(item),
      })),
  );
  const strategic = itemsOf(top, 'patchesStrategicMerge').flatMap(item => {
    const text = textOfNode(item);
    if (text === undefined) return [];
    const isInline = text.includes('\n') || /^\s*\{/.test(text);
    const source = isInline ? { path: undefined, inline: text } : { path: text, inline: undefined };
    const field = 'patchesStrategicMerge';
    return [{ field, place: placeOf(file, item), ...source, target: undefined, options: 'none' } as const];
  });
  return [...listed, ...strategic];
}

function placeOf(file: WorkspaceFile, { node }: ManifestNode): ManifestPlace {
  return { uri: file.uri, span: spanOf(node) };
}

function optionsOf(item: ManifestNode): KustomizePatch['options'] {
  const options = fieldOf(item, 'options');
  const allowed = [booleanOfField(options, 'allowNameChange'), booleanOfField(options, 'allowKindChange')];
  return allowed.includes(true) ? 'identity' : 'none';
}

/** One document of a strategic merge patch. */
export interface MergePatch {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** '' where none is said. */
  readonly namespace: string;
  readonly effect: PatchEffect;
}

/** What a patch is, by its text. */
export type PatchContent =
  | { readonly kind: 'json'; readonly effect: PatchEffect }
  | { readonly kind: 'merge'; readonly documents: readonly MergePatch[] }
  /** Broken, templated, or not what we take for a patch: it may be for anything and do anything. */
  | { readonly kind: 'unread' }
  /** Kustomize reads what begins with a bracket as JSON, and this is none. */
  | { readonly kind: 'no-json' };

/** Reads the text of a patch. A text that says nothing is one that was not read: kustomize takes no empty patch. */
export function readPatch(text: string): PatchContent {
  if (text.startsWith('[') && !isJson(text)) return { kind: 'no-json' };
  const file = parseSource(text, 'manifest');
  if (file.documents.some(hasSyntaxError) || isTemplatedFile(file)) return { kind: 'unread' };
  const documents: MergePatch[] = [];
  for (const document of file.documents) {
    const { root } = document;
    if (root === undefined) continue;
    const top = root.kind === 'alias' ? undefined : { document, node: root };
    if (top?.node.kind === 'seq') return { kind: 'json', effect: effectOfOperations(itemsOf(top)) };
    if (top?.node.kind !== 'map') return { kind: 'unread' };
    if (textOfField(top, 'kind')?.endsWith('List')) return { kind: 'unread' };
    documents.push({
      apiVersion: textOfField(top, 'apiVersion') ?? '',
      kind: textOfField(top, 'kind') ?? '',
      name: textOfField(top, 'metadata', 'name') ?? '',
      namespace: textOfField(top, 'metadata', 'namespace') ?? '',
      effect: effectOfMerge(top),
    });
  }
  return documents.length === 0 ? { kind: 'unread' } : { kind: 'merge', documents };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** With what its options allow: kinds and names are changed only then. */
export function effectWith(effect: PatchEffect, { options }: KustomizePatch): PatchEffect {
  return options === 'identity' ? largerEffect(effect, 'identity') : effect;
}

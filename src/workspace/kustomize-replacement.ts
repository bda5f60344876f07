import { spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { fieldOf, isMap, itemsOf, type ManifestNode, textOfNode } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { effectAt, largerEffect, type PatchEffect } from './patch-effect.ts';
import { type PatchTarget, readPatchTarget } from './patch-target.ts';

/** One target of an item of `replacements`: a value of one object is written into others. */
export interface Replacement {
  readonly place: ManifestPlace;
  readonly target: PatchTarget;
  readonly effect: PatchEffect;
}

const ANY: PatchTarget = readPatchTarget(undefined);

/**
 * What the replacements of a kustomization write to. Those in a file of their own may write anything to anything.
 * See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
 */
export function replacementsOf(file: WorkspaceFile, top: ManifestNode | undefined): readonly Replacement[] {
  return itemsOf(top, 'replacements').flatMap((item): readonly Replacement[] => {
    const place = { uri: file.uri, span: spanOf(item.node) };
    if (!isMap(item) || fieldOf(item, 'path') !== undefined) return [{ place, target: ANY, effect: 'identity' }];
    return itemsOf(item, 'targets').map(target => ({
      place,
      target: readPatchTarget(fieldOf(target, 'select')),
      effect: effectOfPaths(itemsOf(target, 'fieldPaths').flatMap(path => textOfNode(path) ?? [])),
    }));
  });
}

/** Without a path the name is meant. */
function effectOfPaths(paths: readonly string[]): PatchEffect {
  if (paths.length === 0) return 'identity';
  return paths.reduce<PatchEffect>((effect, path) => largerEffect(effect, effectAt(stepsOf(path))), 'none');
}

/** The steps of `spec.template.spec.containers.[name=a.b].image`; a dot behind a backslash is one of a key. */
function stepsOf(path: string): readonly string[] {
  const steps = path.match(/(?:\[[^\]]*\]|\\.|[^.\\])+/g) ?? [];
  return steps.map(step => step.replaceAll('\\.', '.'));
}

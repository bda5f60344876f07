import type { ManifestPlace, Named, OpenReason } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import type { Kustomization } from './kustomization.ts';
import type { Accumulated, Build } from './kustomize-build.ts';
import { everyName, groupVersion, headOf, renamed } from './kustomize-naming.ts';
import { effectWith, type KustomizePatch, type MergePatch, readPatch } from './kustomize-patch.ts';
import type { PatchEffect } from './patch-effect.ts';
import { fitsTarget } from './patch-target.ts';
import { distinct } from './resolve-name.ts';

/** Notes with each object the patches of these fields that may change what we read of it, in kustomize's order. */
export function applyPatches(
  build: Build,
  from: Kustomization,
  fields: readonly KustomizePatch['field'][],
  all: Accumulated,
): Accumulated {
  let changed = all;
  for (const field of fields)
    for (const patch of from.patches) if (patch.field === field) changed = patched(build, from, patch, changed);
  return changed;
}

/** Notes with each object the replacements that may change what we read of it. */
export function applyReplacements(build: Build, from: Kustomization, all: Accumulated): Accumulated {
  let changed = all;
  for (const { place, target, effect } of from.replacements)
    changed = eachOf(changed, one => {
      const fit = effect === 'none' ? 'no' : fitsTarget(target, headOf(one), everyName(one), build.regexes);
      return fit === 'no' ? one : noted(one, place, effect);
    });
  return changed;
}

/** Changes everything in the same way. */
export function eachOf({ objects, generated }: Accumulated, change: <T extends Named>(one: T) => T): Accumulated {
  return { objects: objects.map(change), generated: generated.map(change) };
}

function patched(build: Build, from: Kustomization, patch: KustomizePatch, all: Accumulated): Accumulated {
  const { text, place } = textOfPatch(build, from, patch);
  const content = readPatch(text);
  const { target } = patch;
  if (target === undefined && content.kind === 'merge')
    return content.documents.reduce((before, document) => merged(build, patch, document, place, before), all);
  const needsTarget = target === undefined && content.kind === 'json';
  if (needsTarget || (patch.field === 'patchesJson6902' && !target?.name)) build.reasons.push(refusal(patch, 'target'));
  if (content.kind === 'no-json') build.reasons.push(refusal(patch, ''));
  const effect = effectOf(patch, content);
  return eachOf(all, one => {
    const ends = [everyName(one).at(0), everyName(one).at(-1)].filter(name => name !== undefined);
    const fit = target === undefined ? 'perhaps' : fitsTarget(target, headOf(one), ends, build.regexes);
    if (fit === 'no') return one;
    // Kustomize keeps the name that was there before such a patch, so that it is followed.
    const isKept = (content.kind === 'json' && patch.field === 'patches') || patch.options === 'identity';
    if (isKept && fit === 'perhaps') return noted(one, place, 'identity');
    return noted(isKept ? renamed(one, {}) : one, place, effect);
  });
}

function effectOf(patch: KustomizePatch, content: ReturnType<typeof readPatch>): PatchEffect {
  if (content.kind === 'unread' || content.kind === 'no-json') return 'identity';
  if (content.kind === 'json') return content.effect;
  const [document] = content.documents;
  return document ? effectWith(document.effect, patch) : 'none';
}

/** A strategic merge patch without a target is for the one object that has or had its kind, name and namespace. */
function merged(
  build: Build,
  patch: KustomizePatch,
  document: MergePatch,
  place: ManifestPlace,
  all: Accumulated,
): Accumulated {
  const meant = new Set<Named>([...all.objects, ...distinct(all.generated)].filter(one => isMeant(document, one)));
  if (meant.size !== 1) build.reasons.push(refusal(patch, document.name));
  const effect = effectWith(document.effect, patch);
  return eachOf(all, one => {
    if (!isMeant(document, one)) return one;
    return noted(patch.options === 'identity' ? renamed(one, {}) : one, place, effect);
  });
}

function isMeant({ apiVersion, kind, name, namespace }: MergePatch, one: Named): boolean {
  const head = headOf(one);
  const wanted = groupVersion(apiVersion);
  if (head.kind !== kind || head.group !== wanted.group || head.version !== wanted.version) return false;
  return everyName(one).some(
    former => former.name === name && (former.namespace === '' || former.namespace === (namespace || 'default')),
  );
}

function noted<T extends Named>(one: T, place: ManifestPlace, effect: PatchEffect): T {
  if (effect === 'none') return one;
  return { ...one, patches: [...one.patches, place], identity: effect === 'identity' ? 'patched' : one.identity };
}

function refusal({ place }: KustomizePatch, what: string): OpenReason {
  return { kind: 'refused', uri: place.uri, what };
}

/** A file that is not there is read as an empty patch, which may do anything. */
function textOfPatch(
  build: Build,
  from: Kustomization,
  { inline, path, place }: KustomizePatch,
): { readonly text: string; readonly place: ManifestPlace } {
  if (path === undefined) return { text: inline ?? '', place };
  const file = build.tree.byPath.get(resolvePath(from.root, path) ?? '');
  if (file === undefined) {
    build.reasons.push({ kind: 'missing', uri: from.file.uri, what: path });
    return { text: '', place };
  }
  build.files.add(file.uri);
  build.reasons.push(...file.unread);
  const { text } = file.file;
  return { text, place: { uri: file.uri, span: { start: 0, end: text.length } } };
}

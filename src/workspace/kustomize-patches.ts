import type { BundledObject, ManifestPlace } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import type { Kustomization } from './kustomization.ts';
import type { Accumulated, Build } from './kustomize-build.ts';
import { changesWhatIsRead, type KustomizePatch, type PatchTarget, targetsOfText } from './kustomize-patch.ts';
import { unreadReasons } from './unread.ts';

/** Notes with each object the patches that may change what we read of it. */
export function applyPatches(build: Build, from: Kustomization, all: Accumulated): Accumulated {
  let { objects } = all;
  for (const patch of from.patches) {
    const found = textOfPatch(build, from, patch);
    if (found === undefined || !changesWhatIsRead(found.text)) continue;
    const targets = patch.target ? [patch.target] : targetsOfText(found.text);
    objects = objects.map(one =>
      targets.some(target => fits(target, one)) ? { ...one, patches: [...one.patches, found.place] } : one,
    );
  }
  return { ...all, objects };
}

function textOfPatch(
  build: Build,
  from: Kustomization,
  { inline, path, place }: KustomizePatch,
): { readonly text: string; readonly place: ManifestPlace } | undefined {
  if (inline !== undefined) return { text: inline, place };
  if (path === undefined) return undefined;
  const file = build.tree.byPath.get(resolvePath(from.root, path) ?? '');
  if (file === undefined) {
    build.reasons.push({ kind: 'missing', uri: from.file.uri, what: path });
    return undefined;
  }
  build.files.add(file.uri);
  build.reasons.push(...unreadReasons(file));
  const { text } = file.file;
  return { text, place: { uri: file.uri, span: { start: 0, end: text.length } } };
}

/** Names of targets are regular expressions, which are not run: one that is no plain name may fit everything. */
function fits({ kind, name }: PatchTarget, one: BundledObject): boolean {
  if (kind !== undefined && kind !== one.object.kind && !/[^A-Za-z]/.test(kind)) return false;
  return name === undefined || /[^a-z0-9.-]/.test(name) || one.names.includes(name);
}

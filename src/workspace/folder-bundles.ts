import type { Bundle, OpenReason } from './bundle.ts';
import { folderOf } from './file-path.ts';
import { isKustomizationPath } from './kustomization.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { plainBundle } from './plain-bundle.ts';

/**
 * Of the files that no kustomization and no chart holds, those of each folder together, without its subfolders: `kubectl
 * apply -f` takes them so, and next to nearly every published prometheus.yml in a ConfigMap its RBAC and its Deployment
 * lie in the same folder. What subfolders hold is as often the same thing once more (`step/` beside an all-in-one file,
 * `aws/` and `minikube/`, `extras/`) as a part of it (`rbac/`, `config/`), and to join two variants would be to guess.
 */
export function folderBundles(left: readonly WorkspaceFile[], all: readonly WorkspaceFile[]): readonly Bundle[] {
  const kustomizations = new Map(all.filter(file => isKustomizationPath(file.path)).map(file => [keyOf(file), file]));
  const folders = new Map<string, WorkspaceFile[]>();
  for (const file of left) {
    const list = folders.get(keyOf(file));
    if (list) list.push(file);
    else folders.set(keyOf(file), [file]);
  }
  return [...folders].flatMap(([key, files]) => {
    const [first] = files;
    if (first === undefined) return [];
    const beside = kustomizations.get(key);
    const reasons: readonly OpenReason[] = beside ? [{ kind: 'beside-kustomization', uri: beside.uri, what: '' }] : [];
    return [plainBundle({ kind: 'folder', folder: first.folder, root: folderOf(first.path), files, reasons, by: '' })];
  });
}

function keyOf(file: WorkspaceFile): string {
  return `${file.folder} ${folderOf(file.path)}`;
}

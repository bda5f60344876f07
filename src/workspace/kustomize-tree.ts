import type { OpenReason } from './bundle.ts';
import { baseNameOf } from './file-path.ts';
import { isKustomizationPath, type Kustomization, readKustomization } from './kustomization.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** Where the files and kustomizations of one workspace folder are. */
export interface KustomizeTree {
  readonly byPath: ReadonlyMap<string, WorkspaceFile>;
  /** By the path of their folders. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
}

/** The tree of files that are all of one workspace folder. */
export function kustomizeTree(files: readonly WorkspaceFile[]): KustomizeTree {
  const kustomizations = new Map<string, Kustomization>();
  for (const file of files) {
    if (!isKustomizationPath(file.path) || isOfFlux(file)) continue;
    const read = readKustomization(file);
    const other = kustomizations.get(read.root);
    // Kustomize does not choose between two in one folder.
    const refused: OpenReason = { kind: 'refused', uri: file.uri, what: baseNameOf(file.path) };
    kustomizations.set(read.root, other ? { ...other, reasons: [...other.reasons, refused] } : read);
  }
  return { byPath: new Map(files.map(file => [file.path, file])), kustomizations };
}

/** Flux has a kind of the same name, which is an object of the cluster. */
function isOfFlux(file: WorkspaceFile): boolean {
  return file.objects.some(({ apiVersion }) => apiVersion?.startsWith('kustomize.toolkit.fluxcd.io/'));
}

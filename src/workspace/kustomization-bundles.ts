import type { Bundle } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import { buildKustomization } from './kustomize-build.ts';
import { type KustomizeTree, kustomizeTree } from './kustomize-tree.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/**
 * One bundle for each kustomization that no other includes: that is what is applied. A base that overlays share is in
 * the bundle of each of them.
 */
export function kustomizationBundles(files: readonly WorkspaceFile[]): readonly Bundle[] {
  const byFolder = Map.groupBy(files, file => file.folder);
  return [...byFolder.values()].flatMap(own => {
    const tree = kustomizeTree(own);
    const included = includedRoots(tree);
    const roots = [...tree.kustomizations.values()].filter(one => !included.has(one.root));
    return roots.map(root => buildKustomization(tree, root));
  });
}

function includedRoots({ kustomizations }: KustomizeTree): ReadonlySet<string> {
  const included = new Set<string>();
  for (const { root, resources, components } of kustomizations.values())
    for (const { path } of [...resources, ...components]) {
      const inner = resolvePath(root, path);
      if (inner !== undefined && inner !== root && kustomizations.has(inner)) included.add(inner);
    }
  return included;
}

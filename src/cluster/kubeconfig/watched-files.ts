import type { ClusterAccess, Material } from './cluster-access.ts';
import type { KubeconfigPaths } from './kubeconfig-paths.ts';

/**
 * The files whose change may change the access: every kubeconfig that was looked for, whether or not it is there, and the
 * certificates, keys and tokens that the access reads. Absolute, each once.
 */
export function watchedFiles(paths: KubeconfigPaths, access: ClusterAccess | undefined): readonly string[] {
  const materials = [access?.ca, access?.user.certificate?.cert, access?.user.certificate?.key];
  const named = [...materials.flatMap(pathOf), ...(access?.user.token?.file ? [access.user.token.file] : [])];
  return [...new Set([...paths.files, ...named])];
}

function pathOf(material: Material | undefined): readonly string[] {
  return material?.from === 'file' ? [material.path] : [];
}

import type { Kubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { FileContent, KubeconfigFiles } from '../../kubernetes/kubeconfig/kubeconfig-files.ts';
import { parseKubeconfig } from '../../kubernetes/kubeconfig/parse-kubeconfig.ts';
import type { KubeconfigEnvironment, KubeconfigPaths } from './kubeconfig-paths.ts';
import { mergeKubeconfigs } from './merge-kubeconfigs.ts';
import { resolvePaths } from './resolve-paths.ts';

/** A file that clients refuse, and why, in sentences. */
export interface RefusedFile {
  readonly file: string;
  readonly faults: readonly string[];
}

export type KubeconfigLoad =
  /** `read` are the files that are there, `missing` the others. Without any there are no entries. */
  | {
      readonly state: 'loaded';
      readonly kubeconfig: Kubeconfig;
      readonly read: readonly string[];
      readonly missing: readonly string[];
    }
  /** The setting names a file that is not there. */
  | { readonly state: 'missing'; readonly file: string }
  /** One bad file is enough: nothing of the others counts. */
  | { readonly state: 'refused'; readonly files: readonly RefusedFile[] };

/** Reads and merges the files as client-go's ClientConfigLoadingRules.Load does; what is missing is skipped. */
export function loadKubeconfig(
  paths: KubeconfigPaths,
  files: KubeconfigFiles,
  environment: KubeconfigEnvironment,
): KubeconfigLoad {
  const found: { file: string; kubeconfig: Kubeconfig }[] = [];
  const missing: string[] = [];
  const refused: RefusedFile[] = [];
  for (const file of paths.files) {
    const content = files.read(file);
    if (content.state === 'missing') {
      missing.push(file);
      continue;
    }
    const reading = content.state === 'read' ? parseKubeconfig(content.bytes) : refusal(content);
    const folder = environment.path.dirname(file);
    if (reading.ok) found.push({ file, kubeconfig: resolvePaths(reading.kubeconfig, folder, environment.path) });
    else refused.push({ file, faults: reading.faults });
    if (paths.by === 'default') break;
  }
  if (refused.length > 0) return { state: 'refused', files: refused };
  if (paths.by === 'setting' && missing.length > 0) return { state: 'missing', file: paths.files[0] };
  const kubeconfig = mergeKubeconfigs(found.map(one => one.kubeconfig));
  return { state: 'loaded', kubeconfig, read: found.map(one => one.file), missing };
}

function refusal(content: Exclude<FileContent, { state: 'read' } | { state: 'missing' }>): {
  readonly ok: false;
  readonly faults: readonly string[];
} {
  const why = content.state === 'too-large' ? 'It is larger than 4 MiB.' : `It cannot be read (${content.code}).`;
  return { ok: false, faults: [why] };
}

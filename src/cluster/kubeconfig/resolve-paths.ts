import type { PlatformPath } from 'node:path';
import type { ClusterEntry, Kubeconfig, UserEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';

/**
 * The kubeconfig with absolute paths: those of certificates, keys and token files, and of a plugin's command that is more
 * than a name, are relative to the folder of the file that says them. As client-go's ResolveLocalPaths;
 * @kubernetes/client-node takes commands and token files as relative to the working directory.
 */
export function resolvePaths(kubeconfig: Kubeconfig, folder: string, path: PlatformPath): Kubeconfig {
  const absolute = (name: string) =>
    name === '' || path.isAbsolute(name) ? name : cleanPath(path.join(folder, name), path);
  const cluster = (entry: ClusterEntry): ClusterEntry => ({ ...entry, caFile: absolute(entry.caFile) });
  const user = (entry: UserEntry): UserEntry => ({
    ...entry,
    certFile: absolute(entry.certFile),
    keyFile: absolute(entry.keyFile),
    tokenFile: absolute(entry.tokenFile),
    exec: entry.exec?.command.includes(path.sep)
      ? { ...entry.exec, command: absolute(entry.exec.command) }
      : entry.exec,
  });
  return {
    ...kubeconfig,
    clusters: mapped(kubeconfig.clusters, cluster),
    users: mapped(kubeconfig.users, user),
  };
}

/** As Go's filepath.Clean, which leaves no separator at the end. */
export function cleanPath(name: string, path: PlatformPath): string {
  const normal = path.normalize(name);
  return normal !== path.sep && normal.endsWith(path.sep) ? normal.slice(0, -path.sep.length) : normal;
}

function mapped<T>(entries: ReadonlyMap<string, T>, change: (entry: T) => T): ReadonlyMap<string, T> {
  return new Map([...entries].map(([name, entry]) => [name, change(entry)]));
}

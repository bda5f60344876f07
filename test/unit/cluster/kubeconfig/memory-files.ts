import path from 'node:path';
import type { KubeconfigEnvironment } from '../../../../src/cluster/kubeconfig/kubeconfig-paths.ts';
import type { FileContent, KubeconfigFiles } from '../../../../src/kubernetes/kubeconfig/kubeconfig-files.ts';

/** Files in memory, by their absolute name; an other state than text is given as it is. */
export function memoryFiles(files: Readonly<Record<string, string | FileContent>>): KubeconfigFiles {
  return {
    read(name) {
      const file = files[name];
      if (file === undefined) return { state: 'missing' };
      return typeof file === 'string' ? { state: 'read', bytes: Buffer.from(file) } : file;
    },
  };
}

/** A machine with Linux, whose working directory is `/work`. */
export function linux(env: Readonly<Record<string, string>>): KubeconfigEnvironment {
  return { env, platform: 'linux', cwd: '/work', path: path.posix };
}

/** A machine with Windows, whose working directory is `C:\work`. */
export function windows(env: Readonly<Record<string, string>>): KubeconfigEnvironment {
  return { env, platform: 'win32', cwd: 'C:\\work', path: path.win32 };
}

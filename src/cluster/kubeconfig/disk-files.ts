import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import {
  type FileContent,
  type KubeconfigFiles,
  MAX_FILE_BYTES,
} from '../../kubernetes/kubeconfig/kubeconfig-files.ts';

/**
 * The real files, read at once: they are few and small, and only the worker's own thread waits. Missing is what Go's
 * os.IsNotExist says: ENOENT and nothing else. A pipe, which might never have an end, is unreadable.
 */
export const diskFiles: KubeconfigFiles = {
  read(path) {
    try {
      if (!isReadable(path)) return { state: 'unreadable', code: 'no file' };
      const file = openSync(path, 'r');
      try {
        return fstatSync(file).isDirectory() ? { state: 'unreadable', code: 'EISDIR' } : readBounded(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return code === 'ENOENT' ? { state: 'missing' } : { state: 'unreadable', code };
    }
  },
};

function isReadable(path: string): boolean {
  const stat = statSync(path);
  // /dev/null is a kubeconfig that is empty.
  return stat.isFile() || stat.isDirectory() || stat.isCharacterDevice();
}

const STEP_BYTES = 64 * 1024;

/** Reads to the end and not by the size: the files of /proc have none. */
function readBounded(file: number): FileContent {
  const parts: Uint8Array[] = [];
  for (let size = 0; size <= MAX_FILE_BYTES; ) {
    const buffer = new Uint8Array(STEP_BYTES);
    const read = readSync(file, buffer, 0, STEP_BYTES, null);
    if (read === 0) return { state: 'read', bytes: Buffer.concat(parts) };
    parts.push(buffer.subarray(0, read));
    size += read;
  }
  return { state: 'too-large' };
}

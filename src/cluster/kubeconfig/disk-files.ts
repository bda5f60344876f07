import { type FileHandle, open } from 'node:fs/promises';
import { type FileContent, type KubeconfigFiles, MAX_FILE_BYTES } from './kubeconfig-files.ts';

/** The real files. Missing is what Go's os.IsNotExist says: ENOENT and nothing else. */
export const diskFiles: KubeconfigFiles = {
  async read(path, signal) {
    signal.throwIfAborted();
    try {
      await using handle = await open(path, 'r');
      const content = await readBounded(handle);
      signal.throwIfAborted();
      return content;
    } catch (error) {
      signal.throwIfAborted();
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return code === 'ENOENT' ? { state: 'missing' } : { state: 'unreadable', code };
    }
  },
};

const STEP_BYTES = 64 * 1024;

/** Reads to the end and not by the size: pipes and the files of /proc have none. */
async function readBounded(handle: FileHandle): Promise<FileContent> {
  const parts: Uint8Array[] = [];
  for (let size = 0; size <= MAX_FILE_BYTES; ) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(STEP_BYTES), 0, STEP_BYTES);
    if (bytesRead === 0) return { state: 'read', bytes: Buffer.concat(parts) };
    parts.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return { state: 'too-large' };
}

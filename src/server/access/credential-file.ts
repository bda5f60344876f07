import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';

/** A kubeconfig, a certificate or a token is much smaller. */
const MOST_BYTES = 1024 * 1024;

/** Reads a file that a configuration or kubeconfig names; undefined for one that cannot be read here. Never rejects. */
export type ReadCredentials = (file: string) => Promise<Uint8Array | undefined>;

/** The bytes of a file below one of the folders, links resolved; undefined for any other, and for what is no plain file. */
export async function credentialBytes(file: string, folders: readonly string[]): Promise<Uint8Array | undefined> {
  try {
    const real = await realpath(file);
    const roots = await Promise.all(folders.map(folder => realpath(folder).catch(() => undefined)));
    if (!roots.some(root => root !== undefined && isBelow(real, root))) return undefined;
    return await plainBytes(real);
  } catch {
    return undefined;
  }
}

/** Whether the path is that of something in the folder. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function plainBytes(file: string): Promise<Uint8Array | undefined> {
  // Without waiting for a writer where it is a pipe.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    return found.isFile() && found.size <= MOST_BYTES ? await handle.readFile() : undefined;
  } finally {
    await handle.close();
  }
}

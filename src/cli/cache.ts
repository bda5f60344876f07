import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Lies in a cache folder whose content is whole. */
const MARKER = '.complete';

/**
 * Names the folder that keeps something costly to make (built programs, an unpacked editor) between runs and between
 * checkouts: `${XDG_CACHE_HOME:-~/.cache}/prometheus-kubernetes-tools/<name>-<hash>`.
 *
 * `parts` is everything that decides the content: versions, flags, platform, file contents (see `fileParts`). Equal parts
 * in equal order give the same folder, any difference another one. Nothing is created: see `fillCache`.
 *
 * The place follows https://specifications.freedesktop.org/basedir-spec/latest/: a relative XDG_CACHE_HOME is ignored.
 */
export function cacheFolder(name: string, parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  return path.join(cacheRoot(), `${name}-${hash}`);
}

function cacheRoot(): string {
  const given = process.env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(given) ? given : path.join(homedir(), '.cache'), 'prometheus-kubernetes-tools');
}

/** The files' names and contents, as parts of `cacheFolder`. Paths are relative to `root`; a missing file throws. */
export function fileParts(root: string, paths: readonly string[]): readonly string[] {
  return paths.toSorted().flatMap(name => [name, readFileSync(path.join(root, name), 'latin1')]);
}

/** Whether the cache folder has been filled completely. */
export function isComplete(folder: string): boolean {
  return existsSync(path.join(folder, MARKER));
}

/**
 * Fills the cache folder unless it is complete. `make` writes the content into an empty folder beside it, which takes the
 * final name only when `make` has succeeded: an interrupted or failed run leaves nothing that looks complete. Of two
 * processes that fill the same folder at once, the first to finish wins and the other takes its result.
 *
 * Answers whether `make` ran. Rejects with what `make` rejects with.
 */
export async function fillCache(folder: string, make: (empty: string) => Promise<void>): Promise<'made' | 'there'> {
  if (isComplete(folder)) return 'there';
  const temporary = `${folder}.${randomBytes(6).toString('hex')}.tmp`;
  await mkdir(temporary, { recursive: true });
  try {
    await make(temporary);
    await writeFile(path.join(temporary, MARKER), '');
    await replace(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return 'made';
}

async function replace(made: string, folder: string): Promise<void> {
  try {
    await rename(made, folder);
  } catch {
    if (isComplete(folder)) return; // another process was faster
    await rm(folder, { recursive: true, force: true }); // without the marker it is of no use
    await rename(made, folder);
  }
}

/**
 * Makes `place` a symbolic link to `target`, in one step, whatever link or file was there; its folder is created. A
 * link that is right already is left alone. A real folder at `place` is an error: it is never deleted.
 */
export async function link(target: string, place: string): Promise<void> {
  const current = await readlink(place).catch(() => undefined);
  if (current === target) return;
  await mkdir(path.dirname(place), { recursive: true });
  const temporary = `${place}.${randomBytes(6).toString('hex')}.tmp`;
  await symlink(target, temporary);
  try {
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { Heard, World } from './world.ts';

/** Our extension with the stand-in for its language server. */
export interface Standin {
  /** The folder of the extension, for VS Code. */
  readonly folder: string;
  /** Changes what the server answers; it tells the extension by itself. */
  readonly setWorld: (world: World) => Promise<void>;
  /** All that the server has heard, oldest first. */
  readonly heard: () => Promise<readonly Heard[]>;
  readonly remove: () => Promise<void>;
}

/** Makes a copy of the extension, as it is built, with the stand-in server in it. */
export async function makeStandin(world: World): Promise<Standin> {
  const folder = await mkdtemp(path.join(tmpdir(), 'targets-standin-'));
  const dist = path.join(folder, 'dist');
  await mkdir(dist);
  for (const part of ['extension.cjs', 'client.cjs', 'targets.cjs']) {
    await copyFile(path.join(PROJECT_ROOT, 'dist', part), path.join(dist, part));
  }
  for (const part of ['package.json', 'icons', 'snippets', 'syntaxes']) {
    await cp(path.join(PROJECT_ROOT, part), path.join(folder, part), { recursive: true });
  }
  await build({
    entryPoints: [path.join(import.meta.dirname, 'server.ts')],
    outfile: path.join(dist, 'server.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
  });
  const setWorld = async (next: World) => {
    const file = path.join(dist, 'world.json');
    await writeFile(`${file}.new`, JSON.stringify(next));
    await rename(`${file}.new`, file);
  };
  await setWorld(world);
  return {
    folder,
    setWorld,
    heard: async () => {
      const text = await readFile(path.join(dist, 'heard.jsonl'), 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Heard);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

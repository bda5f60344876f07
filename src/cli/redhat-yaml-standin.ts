import { globSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, fileParts, fillCache } from './cache.ts';
import { PROJECT_ROOT } from './host/project-root.ts';
import { mustRun } from './host/run-program.ts';

const SOURCE = 'test/vscode/redhat-yaml-standin';
const PACKAGE_FILES = ['package.json', 'package-lock.json'];

/**
 * Makes the stand-in for the YAML extension by Red Hat, which is on no package registry: an extension with its id, API
 * and settings in front of the same language server, pinned by a lockfile of its own. Answers the extension's folder,
 * which lies in the cache: give it to VS Code as one more extension under development.
 *
 * Takes a few seconds and 8 MB of download the first time, nothing after that. Rejects where a package cannot be had.
 */
export async function prepareStandIn(): Promise<string> {
  const sources = globSync(`${SOURCE}/{*.json,src/*.ts}`, { cwd: PROJECT_ROOT });
  const makers = ['src/cli/redhat-yaml-standin.ts', 'package-lock.json'];
  const folder = cacheFolder('redhat-yaml-standin', fileParts(PROJECT_ROOT, [...sources, ...makers]));
  await fillCache(folder, makeStandIn);
  return folder;
}

async function makeStandIn(folder: string): Promise<void> {
  for (const file of PACKAGE_FILES) await copyFile(path.join(PROJECT_ROOT, SOURCE, file), path.join(folder, file));
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun('npm', ['ci', ...flags], { cwd: folder, env: process.env });
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [`${SOURCE}/src/extension.ts`],
    outfile: path.join(folder, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

if (import.meta.main) console.log(await prepareStandIn());

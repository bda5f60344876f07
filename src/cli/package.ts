import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { buildExtension } from './build.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

/** Builds the extension and packs it; answers the path of the .vsix. */
export async function packExtension(): Promise<string> {
  await buildExtension();
  const { version } = JSON.parse(await readFile(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const packagePath = path.join(PROJECT_ROOT, 'dist', `prometheus-kubernetes-tools-${version}.vsix`);
  await mkdir(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: PROJECT_ROOT,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  return packagePath;
}

if (import.meta.main) {
  const made = await packExtension();
  console.log(`${path.relative(PROJECT_ROOT, made)}: ${((await stat(made)).size / 1024).toFixed(0)} KB`);
}

import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.19',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What is bundled: the extension's side and the language server's. */
export const BUNDLES: readonly BuildOptions[] = [
  { ...COMMON, entryPoints: ['src/extension/activate.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...COMMON, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.cjs' },
];

/** Bundles the extension and the language server into `dist/`. */
export async function buildExtension(): Promise<void> {
  await Promise.all(BUNDLES.map(options => build(options)));
}

if (import.meta.main) await buildExtension();

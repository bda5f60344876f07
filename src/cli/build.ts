import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Bundles the extension and the language server into `dist/`. */
export async function buildExtension(): Promise<void> {
  const common = {
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.19',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  await Promise.all([
    build({
      ...common,
      entryPoints: ['src/extension/activate.ts'],
      outfile: 'dist/extension.cjs',
      external: ['vscode'],
    }),
    build({ ...common, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.cjs' }),
  ]);
}

if (import.meta.main) await buildExtension();

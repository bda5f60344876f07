import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

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

/** Leaves `import('./client.ts')` and `import('./targets/targets.ts')` in the bundle as references to other bundles. */
const PARTS_APART: Plugin = {
  name: 'parts apart',
  setup(pass) {
    pass.onResolve({ filter: /^\.\/(?:client|targets\/targets)\.ts$/ }, ({ path: file, kind }) =>
      kind === 'dynamic-import' ? { path: `./${path.basename(file, '.ts')}.cjs`, external: true } : undefined,
    );
  },
};

/** A bundle knows its place by the names that CommonJS has for it. */
const OWN_PLACE = { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' };

/** What is bundled: the extension's side, in parts of which all but the first wait until they are needed, and the server. */
export const BUNDLES: readonly BuildOptions[] = [
  {
    ...COMMON,
    entryPoints: ['src/extension/activate.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    plugins: [PARTS_APART],
    supported: { 'dynamic-import': false }, // as `require`, which VS Code hooks
  },
  { ...COMMON, entryPoints: ['src/extension/client.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  { ...COMMON, entryPoints: ['src/extension/targets/targets.ts'], outfile: 'dist/targets.cjs', external: ['vscode'] },
  { ...COMMON, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.cjs', define: OWN_PLACE },
  { ...COMMON, entryPoints: ['src/cluster/worker.ts'], outfile: 'dist/cluster-worker.cjs', define: OWN_PLACE },
];

/** Bundles the extension and the language server into `dist/`. */
export async function buildExtension(): Promise<void> {
  await Promise.all(BUNDLES.map(options => build(options)));
}

if (import.meta.main) await buildExtension();

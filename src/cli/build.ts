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

/** Leaves `import('./client.ts')` in the bundle as a reference to the other bundle. */
const CLIENT_APART: Plugin = {
  name: 'client apart',
  setup(pass) {
    pass.onResolve({ filter: /^\.\/client\.ts$/ }, () => ({ path: './client.cjs', external: true }));
  },
};

/** A bundle knows its place by the names that CommonJS has for it. */
const OWN_PLACE = { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' };

/** What is bundled: the extension's side, in two parts of which the second waits until it is needed, and the server. */
export const BUNDLES: readonly BuildOptions[] = [
  {
    ...COMMON,
    entryPoints: ['src/extension/activate.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    plugins: [CLIENT_APART],
    supported: { 'dynamic-import': false }, // as `require`, which VS Code hooks
  },
  { ...COMMON, entryPoints: ['src/extension/client.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  { ...COMMON, entryPoints: ['src/server/main.ts'], outfile: 'dist/server.cjs', define: OWN_PLACE },
];

/** Bundles the extension and the language server into `dist/`. */
export async function buildExtension(): Promise<void> {
  await Promise.all(BUNDLES.map(options => build(options)));
}

if (import.meta.main) await buildExtension();

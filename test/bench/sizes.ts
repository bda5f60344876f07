import { stat } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import type { Figure } from './figure.ts';

const PACKED_LIMIT = 1.5e6;
const BUNDLES = ['extension', 'client', 'targets', 'server', 'cluster-worker'].map(name => `dist/${name}.cjs`);
/** What only the language server, or a worker of it, may load. */
const FOREIGN = /(?:^|\/)node_modules\/(?:yaml|@kubernetes\/client-node)\//;

/** The sizes of the package and of what it runs. */
export async function sizeFigures(packed: string): Promise<readonly Figure[]> {
  const once = { unit: 'bytes', runs: 1, beside: {} } as const;
  const figures: Figure[] = [
    { figure: 'size of the .vsix', value: (await stat(packed)).size, limit: PACKED_LIMIT, ...once },
  ];
  for (const bundle of BUNDLES) {
    const { size } = await stat(path.join(PROJECT_ROOT, bundle));
    figures.push({ figure: `size of ${bundle}`, value: size, limit: 'none', ...once });
  }
  return figures;
}

/** Of the modules that the extension host is given, those of `yaml` and `@kubernetes/client-node`. */
export async function foreignModules(): Promise<Figure> {
  const { metafile } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: ['src/extension/activate.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    write: false,
    metafile: true,
  });
  const modules = Object.keys(metafile.inputs);
  return {
    figure: 'modules of yaml and @kubernetes/client-node in the bundle of the extension host',
    value: modules.filter(module => FOREIGN.test(module)).length,
    unit: 'modules',
    limit: 0,
    runs: 1,
    beside: { all_modules: modules.length },
  };
}

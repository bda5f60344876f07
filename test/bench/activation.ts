import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import type { VSCode } from '../vscode/driver/connect.ts';
import { openNewFile } from '../vscode/driver/editor.ts';
import { closeEverything } from '../vscode/driver/reset.ts';
import { type Figure, median, RUNS } from './figure.ts';
import { largeConfig } from './large-config.ts';

const LIMIT = 50;
const BUNDLES = { ours: 'dist/extension.cjs', empty: 'dist/empty.cjs' } as const;
const EMPTY = 'exports.activate = () => {};';
const FOREIGN = /^(?:yaml|@kubernetes\/client-node)(?:\/|$)/;

/**
 * Makes an extension that VS Code never activates by itself and that holds our bundles: they can be loaded and activated
 * in it as often as is wanted, with its API. Each time from a copy of its own, or V8 would not compile it again. Writes
 * into an empty folder.
 */
export async function writeSleepingExtension(folder: string): Promise<void> {
  const manifest = {
    name: 'sleeping',
    publisher: 'tests',
    version: '0.0.1',
    engines: { vscode: '^1.106.0' },
    contributes: { views: { explorer: [{ id: 'prometheusKubernetes.targets', name: 'Targets', when: 'false' }] } },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await mkdir(path.join(folder, 'dist'));
  for (const later of ['dist/client.cjs', 'dist/targets.cjs', 'dist/server.cjs']) {
    await copyFile(path.join(PROJECT_ROOT, later), path.join(folder, later));
  }
  const ours = await readFile(path.join(PROJECT_ROOT, BUNDLES.ours), 'utf8');
  for (let round = 0; round < RUNS; round += 1) {
    await writeFile(path.join(folder, copyOf(BUNDLES.ours, round)), `/* ${round} */${ours}`);
    await writeFile(path.join(folder, copyOf(BUNDLES.empty, round)), `/* ${round} */${EMPTY}`);
  }
}

function copyOf(bundle: string, round: number): string {
  return bundle.replace(/\.cjs$/, `-${round}.cjs`);
}

/**
 * What VS Code waits for when it activates the extension with a prometheus.yml open: loading the bundle and `activate()`,
 * beside the same for an extension that does nothing; and what the bundle loads until its language server answers.
 */
export async function activationFigures(code: VSCode, folder: string): Promise<readonly Figure[]> {
  await openNewFile(code, 'prometheus.yml', largeConfig(1000));
  const times: ActivationTimes[] = [];
  const empty: ActivationTimes[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    empty.push(await code.extensionHost.call(activateOnce, path.join(folder, copyOf(BUNDLES.empty, round)), 'empty'));
    times.push(await code.extensionHost.call(activateOnce, path.join(folder, copyOf(BUNDLES.ours, round)), 'ours'));
  }
  await closeEverything(code);
  const total = (all: readonly ActivationTimes[]) => median(all.map(({ load, activate }) => load + activate));
  const loaded = new Set(times.flatMap(({ modules }) => modules));
  return [
    {
      figure: 'loading the bundle and activate()',
      value: total(times),
      unit: 'ms',
      limit: LIMIT,
      runs: times.length,
      beside: {
        empty_extension_ms: total(empty),
        load_ms: median(times.map(({ load }) => load)),
        activate_ms: median(times.map(({ activate }) => activate)),
        slowest_ms: Math.max(...times.map(({ load, activate }) => load + activate)),
      },
    },
    {
      figure: 'modules of yaml and @kubernetes/client-node that the extension host loads',
      value: [...loaded].filter(module => FOREIGN.test(module)).length,
      unit: 'modules',
      limit: 0,
      runs: times.length,
      beside: { all_modules: loaded.size },
    },
  ];
}

interface ActivationTimes {
  /** In ms. */
  readonly load: number;
  readonly activate: number;
  /** What the bundle asked `require` for. */
  readonly modules: readonly string[];
}

interface ModuleLoader {
  _load(request: string, parent: { readonly filename?: string } | undefined, isMain: unknown): unknown;
}

// Runs in the extension host: everything that it uses is inside it.
async function activateOnce(
  vscode: typeof import('vscode'),
  file: string,
  extension: keyof typeof BUNDLES,
): Promise<ActivationTimes> {
  const nodeModule = process.getBuiltinModule('node:module');
  const loader = nodeModule as unknown as ModuleLoader;
  const require = nodeModule.createRequire(file);
  const modules: string[] = [];
  const original = loader._load;
  loader._load = function (request, parent, isMain) {
    if (parent?.filename === file) modules.push(request);
    return original.call(this, request, parent, isMain);
  };
  const subscriptions: { dispose(): unknown }[] = [];
  const extensionUri = vscode.Uri.joinPath(vscode.Uri.file(file), '../..');
  try {
    const start = performance.now();
    const { activate } = require(file) as { activate(context: object): unknown };
    const loaded = performance.now();
    activate({ subscriptions, extensionUri, workspaceState: { get: (_: string, none: unknown) => none } });
    const activated = performance.now();
    // Answers when the language server does: by then everything is loaded.
    if (extension === 'ours') await vscode.commands.executeCommand('prometheusKubernetes.restartServer');
    return { load: loaded - start, activate: activated - loaded, modules };
  } finally {
    loader._load = original;
    for (const each of subscriptions.toReversed()) await each.dispose();
  }
}

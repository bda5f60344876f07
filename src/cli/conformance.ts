import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from './host/project-root.ts';
import { runNodeTests } from './run-tests.ts';

/** The conformance suites, by the name that `npm run conformance -- NAME…` takes. */
export function conformanceSuites(): readonly string[] {
  return globSync('test/conformance/**/*.test.ts', { cwd: PROJECT_ROOT })
    .map(file => path.basename(file, '.test.ts'))
    .toSorted();
}

const OUTSIDE = 'targets-equal';

/**
 * `npm run conformance [-- NAME…]`: the comparisons with the real programs whose names contain one of the given ones. With
 * `--world DIR` (manifests with their status) and `--jobs DIR` (complete configurations, one a file) the targets of these
 * are compared instead of our own; either may be left out.
 */
async function main(args: readonly string[]): Promise<number> {
  const { names, world, jobs } = readArguments(args);
  const all = conformanceSuites();
  const chosen = names.length === 0 ? all : all.filter(suite => names.some(name => suite.includes(name)));
  if (chosen.length === 0) {
    console.error(`No comparison is called ${names.join(' or ')}. There are: ${all.join(', ')}`);
    return 2;
  }
  if (world === '' && jobs === '') return runNodeTests(chosen.map(fileOf));
  if (!chosen.includes(OUTSIDE)) {
    console.error(`--world and --jobs are for the comparison ${OUTSIDE}, which is not among those chosen.`);
    return 2;
  }
  process.env['TARGETS_WORLD'] = world;
  process.env['TARGETS_JOBS'] = jobs;
  return runNodeTests([fileOf(OUTSIDE)]);
}

interface Arguments {
  readonly names: readonly string[];
  /** Absolute paths; '' where nothing is given. */
  readonly world: string;
  readonly jobs: string;
}

function readArguments(args: readonly string[]): Arguments {
  const options = { world: { type: 'string' }, jobs: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const absolute = (folder: string | undefined) => (folder === undefined ? '' : path.resolve(folder));
  return { names: positionals, world: absolute(values.world), jobs: absolute(values.jobs) };
}

function fileOf(suite: string): string {
  return `test/conformance/${suite}.test.ts`;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

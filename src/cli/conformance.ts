import { globSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './host/project-root.ts';
import { runNodeTests } from './run-tests.ts';

/** The conformance suites, by the name that `npm run conformance -- NAME…` takes. */
export function conformanceSuites(): readonly string[] {
  return globSync('test/conformance/**/*.test.ts', { cwd: PROJECT_ROOT })
    .map(file => path.basename(file, '.test.ts'))
    .toSorted();
}

/** `npm run conformance [-- NAME…]`: the comparisons with the real programs whose names contain one of the given ones. */
async function main(names: readonly string[]): Promise<number> {
  const all = conformanceSuites();
  const chosen = names.length === 0 ? all : all.filter(suite => names.some(name => suite.includes(name)));
  if (chosen.length === 0) {
    console.error(`No comparison is called ${names.join(' or ')}. There are: ${all.join(', ')}`);
    return 2;
  }
  return runNodeTests(chosen.map(suite => `test/conformance/${suite}.test.ts`));
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

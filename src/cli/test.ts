import { CLUSTER_TOOLS, missingTools, type Tool } from '../../test/conformance/tools.ts';
import { conformanceSuites } from './conformance.ts';
import type { HostName } from './host/host.ts';
import { runNodeTests } from './run-tests.ts';
import { testPackage } from './test-package.ts';
import { testInVsCode } from './test-vscode.ts';

/** One stage of `npm test`. */
interface Stage {
  readonly name: string;
  /** Undefined when the stage can run, else what is missing and how to get it. */
  readonly missing: () => string | undefined;
  readonly run: () => Promise<number>;
}

const STAGES: readonly Stage[] = [
  { name: 'unit', missing: () => undefined, run: () => runNodeTests(['test/unit/**/*.test.ts']) },
  { name: 'conformance', missing: missingForConformance, run: () => runNodeTests(['test/conformance/**/*.test.ts']) },
  { name: 'cluster', missing: missingForCluster, run: () => runNodeTests(['test/cluster/**/*.test.ts']) },
  { name: 'VS Code, oldest', missing: () => undefined, run: () => inVsCode('oldest') },
  { name: 'VS Code, newest', missing: () => undefined, run: () => inVsCode('newest') },
  { name: 'grammar', missing: () => undefined, run: () => runNodeTests(['test/grammar/**/*.test.ts']) },
  { name: 'package', missing: () => undefined, run: testPackage },
];

function missingForConformance(): string | undefined {
  const missing = missingTools(['oracle', 'kustomize', 'prometheus', 'promtool', ...CLUSTER_TOOLS]);
  return left(`the comparisons with the real programs (${conformanceSuites().join(', ')})`, missing);
}

/** Without a control plane the tests that need one are left out, which the stage `cluster` says. */
function inVsCode(host: HostName): Promise<number> {
  return testInVsCode(host, missingForCluster() === undefined ? 'with-cluster' : 'without-cluster');
}

function missingForCluster(): string | undefined {
  return left(
    'the tests against a real control plane, those in VS Code too,',
    missingTools(['prometheus', ...CLUSTER_TOOLS]),
  );
}

function left(what: string, missing: readonly Tool[]): string | undefined {
  if (missing.length === 0) return undefined;
  return `${what} need ${missing.join(', ')}: run \`npm run tools\` once (it needs Go 1.26)`;
}

/**
 * `npm test`: every suite. Never builds Go programs: what needs one that is not there is left out and named at the end;
 * with CI=true that is a failure.
 */
async function main(): Promise<number> {
  const leftOut: string[] = [];
  const failed: string[] = [];
  for (const stage of STAGES) {
    const missing = stage.missing();
    if (missing !== undefined) {
      leftOut.push(missing);
      continue;
    }
    const start = performance.now();
    console.log(`\n== ${stage.name}`);
    const code = await stage.run();
    console.log(
      `== ${stage.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - start) / 1000).toFixed(0)} s`,
    );
    if (code !== 0) failed.push(stage.name);
  }
  for (const missing of leftOut) console.log(`\nLeft out: ${missing}`);
  if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
  return failed.length > 0 || (leftOut.length > 0 && process.env['CI'] === 'true') ? 1 : 0;
}

process.exitCode = await main();

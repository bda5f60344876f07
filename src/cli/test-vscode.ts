// `test-vscode.ts [--host oldest|newest]… [--no-download] [FILE…]`: the tests in a real VS Code; all files on both hosts by
// default. `--no-download` takes the VS Code of npm's code-server without asking for the desktop's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UNDER_TEST_VARIABLE, type UnderTest } from '../../test/vscode/driver/host-under-test.ts';
import { type StartRequest, startVSCode } from '../../test/vscode/driver/start.ts';
import { buildExtension } from './build.ts';
import { describeHost, HOST_NAMES, type Host, type HostName } from './host/host.ts';
import { endOnSignals, Owned } from './host/owned.ts';
import { type HostRequest, prepareHost } from './host/prepare-host.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

const WITHOUT_CLUSTER = ['test/vscode/*.test.ts'];
const ALL_FILES = [...WITHOUT_CLUSTER, 'test/vscode/cluster/*.test.ts'];

/** Runs the tests that need a VS Code on one of its versions. Resolves to the exit code. */
export function testInVsCode(name: HostName, cluster: 'with-cluster' | 'without-cluster'): Promise<number> {
  return testFilesInVsCode(name, 'try', cluster === 'with-cluster' ? ALL_FILES : WITHOUT_CLUSTER);
}

/** Runs test files on one version of VS Code. Resolves to the exit code. */
export async function testFilesInVsCode(
  name: HostName,
  download: HostRequest['download'],
  files: readonly string[],
): Promise<number> {
  const owned = new Owned();
  endOnSignals(owned);
  try {
    const host = await prepareHost(name, { download, say: line => console.log(line) });
    await buildExtension();
    console.log(`Tests run in ${describeHost(host)}.`);
    return await runFiles(host, files, owned);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await owned.end();
  }
}

async function runFiles(host: Host, files: readonly string[], owned: Owned): Promise<number> {
  const found = globSync([...files], { cwd: PROJECT_ROOT }).toSorted();
  if (found.length === 0) throw new Error(`There is no test file ${files.join(', ')}.`);
  const request: StartRequest = {
    host,
    opens: { kind: 'empty folder' },
    developmentPaths: [PROJECT_ROOT],
    packages: [],
    trust: 'disabled',
    // Lines stay where they are while a test points at them; lenses have tests of their own.
    settings: { 'prometheusKubernetes.codeLens': false },
  };
  const underTest: UnderTest = { host, shared: await startVSCode(request, owned) };
  return runTestProcess(found, underTest, owned);
}

/** One file after the other: they share a VS Code. */
async function runTestProcess(files: readonly string[], underTest: UnderTest, owned: Owned): Promise<number> {
  const flags = ['--test', '--test-reporter=spec', '--test-concurrency=1'];
  const env = { ...process.env, [UNDER_TEST_VARIABLE]: JSON.stringify(underTest) };
  const child = spawn(process.execPath, [...flags, ...files], {
    cwd: PROJECT_ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  owned.add(() => child.kill());
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      host: { type: 'string', multiple: true, default: [...HOST_NAMES] },
      'no-download': { type: 'boolean', default: false },
    },
  });
  const files =
    positionals.length === 0 ? ALL_FILES : positionals.map(file => path.relative(PROJECT_ROOT, path.resolve(file)));
  let worst = 0;
  for (const name of values.host) {
    const known = HOST_NAMES.find(host => host === name);
    if (known === undefined) throw new Error(`\`--host ${name}\`: say ${HOST_NAMES.join(' or ')}.`);
    worst = Math.max(worst, await testFilesInVsCode(known, values['no-download'] ? 'never' : 'try', files));
  }
  return worst;
}

if (import.meta.main) process.exitCode = await main();

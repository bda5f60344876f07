import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGo } from './go.ts';

const PROMETHEUS = 'github.com/prometheus/prometheus';

/** What a build of its tests does not need. */
const LEFT_OUT = new Set(['.github', 'cmd', 'docs', 'documentation', 'web']);

/** One change of upstream's test code, so that it calls our hook: `find` stands in the file exactly once. */
interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

function before(file: string, find: string, call: string): Edit {
  return { file, find, replace: `${call}\n${find}` };
}

const RELABEL = 'model/relabel/relabel_test.go';
const MANAGER = 'scrape/manager_test.go';
const TARGET = 'scrape/target_test.go';

const EDITS: readonly Edit[] = [
  {
    file: 'discovery/kubernetes/kubernetes_test.go',
    find: 'func (d k8sDiscoveryTest) Run(',
    replace: 'func (d k8sDiscoveryTest) runOriginal(',
  },
  before(
    RELABEL,
    'lb := labels.NewBuilder(test.input)\n\t\tkeep := ProcessBuilder(',
    'captureRelabel(t, test.input, test.relabel, test.output, test.drop)',
  ),
  before(
    RELABEL,
    'err := test.config.Validate(model.UTF8Validation)',
    'captureValidate("TestRelabelValidate", &test.config, test.expected)',
  ),
  before(
    RELABEL,
    'require.Equal(t, test.valid, relabelTargetLegacy.Match([]byte(test.str)),',
    'captureLegacy(t, test.str, test.valid)',
  ),
  before(
    MANAGER,
    'require.Equal(t, c.in, in) // Check this',
    'capturePopulate(t, c.in, c.cfg, c.res, c.resOrig, c.err)',
  ),
  before(
    TARGET,
    'require.Equal(t, expectedURL, target.URL())\n}\n\nfunc TestTargetURL_Unix(',
    'captureURL(t, labels, scrapeConfig, expectedURL)',
  ),
  before(
    TARGET,
    'require.Equal(t, expectedURL, target.URL())\n}\n\nfunc TestTargetURL_UnixEmptyAddress(',
    'captureURL(t, labels, scrapeConfig, expectedURL)',
  ),
];

/** The tests of those packages that are run; the Kubernetes discovery's are run all. */
const TESTS = '^(TestRelabel|TestRelabelValidate|TestTargetLabelLegacyValidity|TestPopulateLabels|TestTargetURL.*)$';

/** What the captures depend on besides the files of the module and of the hooks: see `cacheFolder`. */
export const CAPTURE_PARTS: readonly string[] = [readFileSync(import.meta.filename, 'utf8')];

/**
 * Runs Prometheus' own tests in a temporary copy of its module that our hooks have been put into, and writes what they put
 * in and expect as JSON lines `{test, case, input, expected}` into `empty`. `tools` is the folder of our Go module, `source`
 * that of Prometheus' module. Go refuses to replace single files of its module cache, hence the copy.
 */
export async function captureUpstreamTests(tools: string, source: string, empty: string): Promise<void> {
  const work = await mkdtemp(path.join(tmpdir(), 'upstream-'));
  try {
    const copy = path.join(work, 'prometheus');
    await copyTree(source, copy);
    await addHooks(path.join(tools, 'capture'), copy);
    for (const edit of EDITS) await apply(edit, copy);
    for (const name of ['go.mod', 'go.sum']) await copyWritable(path.join(tools, name), path.join(work, name));
    const own = 'prometheus-kubernetes-tools/test/tools/oracle';
    await runGo(['mod', 'edit', `-replace=${PROMETHEUS}=./prometheus`, `-droptool=${own}`], work, {});
    const test = ['test', '-mod=mod', '-count=1', '-vet=off', '-ldflags=-s -w'];
    const env = { CAPTURE_FOLDER: empty };
    await runGo([...test, '-run', TESTS, `${PROMETHEUS}/model/relabel`, `${PROMETHEUS}/scrape`], work, env);
    await runGo([...test, `${PROMETHEUS}/discovery/kubernetes`], work, env);
    for (const name of await readdir(empty)) await sortLines(path.join(empty, name));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Copies folders and files, writable: those of the module cache are not. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isFile()) await copyWritable(source, target);
  }
}

async function copyWritable(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o644);
}

/** Copies the hooks to the same places, without the underscore that hides them from Go in our module. */
async function addHooks(hooks: string, copy: string): Promise<void> {
  for (const entry of await readdir(hooks, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(copy, path.relative(hooks, entry.parentPath), entry.name.replace(/^_/, ''));
    await copyWritable(path.join(entry.parentPath, entry.name), place);
  }
}

async function apply(edit: Edit, copy: string): Promise<void> {
  const name = path.join(copy, edit.file);
  const parts = (await readFile(name, 'utf8')).split(edit.find);
  if (parts.length !== 2) {
    throw new Error(
      `${edit.file} has changed: it holds ${parts.length - 1} times what the hook is put to: ${edit.find}`,
    );
  }
  await writeFile(name, parts.join(edit.replace));
}

/** Puts the lines into an order that does not depend on which test ran first. */
async function sortLines(name: string): Promise<void> {
  const lines = (await readFile(name, 'utf8')).trim().split('\n');
  const key = (line: string) => {
    const { test, case: number } = JSON.parse(line) as { test: string; case: number };
    return `${test} ${String(number).padStart(6, '0')}`;
  };
  const keyed = lines.map(line => ({ line, key: key(line) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  await writeFile(name, keyed.map(({ line }) => `${line}\n`).join(''));
}

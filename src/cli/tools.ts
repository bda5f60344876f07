import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, fileParts, fillCache, link } from './cache.ts';
import { CAPTURE_PARTS, captureUpstreamTests } from './captures.ts';
import { type GoRelease, goRelease, MissingTool, moduleFolders, runGo } from './go.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MODULE = path.join(ROOT, 'test/tools');
const KUBERNETES_MODULE = path.join(MODULE, 'kubernetes');
const KUSTOMIZE_MODULE = path.join(MODULE, 'kustomize');
const LINKS = path.join(ROOT, '.tools');
const PROMETHEUS = 'github.com/prometheus/prometheus';
const WANTED: GoRelease = { major: 1, minor: 26 };
const STILL_THERE_MS = 60_000;

/** The files that pin every version. */
const PINS = ['go.mod', 'go.sum'];

/**
 * Builds the Go programs that the comparisons run, each set once in a cache folder of its own (see `cacheFolder`), and
 * links them into `.tools`: `bin/prometheus`, `bin/promtool`, `bin/oracle`; `bin/kube-apiserver`,
 * `bin/kube-controller-manager`, `bin/etcd` and `bin/kustomize` from Go modules of their own, since they need other
 * versions of the same modules; `captures/*.jsonl`, the tables of Prometheus' own tests; `modules.json`, the folder of each module with its
 * test data.
 */
async function buildTools(): Promise<void> {
  const go = await goRelease(MODULE, WANTED);
  const built = [`go ${go.major}.${go.minor}`, process.platform, process.arch];
  const programs = new Programs(MODULE, built, prometheusFlags());
  await programs.build('prometheus', [
    { name: 'prometheus', package: `${PROMETHEUS}/cmd/prometheus` },
    { name: 'promtool', package: `${PROMETHEUS}/cmd/promtool` },
  ]);
  await programs.build('oracle', [{ name: 'oracle', package: './oracle' }], fileParts(MODULE, filesBelow('oracle')));
  const kustomize = [{ name: 'kustomize', package: '.' }];
  await new Programs(KUSTOMIZE_MODULE, built, '-s -w').build(
    'kustomize',
    kustomize,
    fileParts(KUSTOMIZE_MODULE, ['main.go']),
  );
  const modules = await writeModules();
  await capture(modules);
  await new Programs(KUBERNETES_MODULE, built, kubernetesFlags()).build('kubernetes', [
    { name: 'etcd', package: 'go.etcd.io/etcd/server/v3' },
    { name: 'kube-apiserver', package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
    { name: 'kube-controller-manager', package: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
  ]);
}

/** Flags that make small programs which know their version, from that of the module: v0.316.0 is Prometheus 3.16.0. */
function prometheusFlags(): string {
  const pins = readFileSync(path.join(MODULE, 'go.mod'), 'utf8');
  const [, number = '0', patch = '0'] = /prometheus\/prometheus v0\.(\d+)\.(\d+)\n/.exec(pins) ?? [];
  const version = `${Math.floor(Number(number) / 100)}.${Number(number) % 100}.${patch}`;
  return `-s -w -X github.com/prometheus/common/version.Version=${version}`;
}

/** As `prometheusFlags`: the API server tells its version to clients, which decide by it. */
function kubernetesFlags(): string {
  const pins = readFileSync(path.join(KUBERNETES_MODULE, 'go.mod'), 'utf8');
  const [, version = 'v0.0.0'] = /k8s\.io\/kubernetes (v[\d.]+)/.exec(pins) ?? [];
  return `-s -w -X k8s.io/component-base/version.gitVersion=${version}`;
}

interface Program {
  readonly name: string;
  readonly package: string;
}

/** Builds programs of one Go module. */
class Programs {
  readonly #module: string;
  readonly #parts: readonly string[];
  readonly #flags: string;

  /** `parts`: what decides what is built beside the module's pins and the flags of its linker. */
  constructor(module: string, parts: readonly string[], flags: string) {
    this.#module = module;
    this.#parts = [...parts, ...fileParts(module, PINS)];
    this.#flags = flags;
  }

  /** Builds the programs of the set `set` unless they are there, and links them. */
  async build(set: string, programs: readonly Program[], sources: readonly string[] = []): Promise<void> {
    const names = programs.map(({ name }) => name);
    const packages = programs.map(program => program.package);
    const folder = cacheFolder(set, [...this.#parts, this.#flags, ...packages, ...sources]);
    await reported(names.join(', '), folder, async empty => {
      const bin = path.join(empty, 'bin');
      await mkdir(bin);
      // All at once, so that what they share is compiled beside the rest; each is then called as its package's folder.
      await runGo(['build', '-buildvcs=false', `-ldflags=${this.#flags}`, '-o', bin, ...packages], this.#module, {});
      for (const { name, package: from } of programs)
        await rename(path.join(bin, builtName(from, this.#module)), path.join(bin, name));
    });
    for (const name of names) await link(path.join(folder, 'bin', name), path.join(LINKS, 'bin', name));
  }
}

/** What `go build` calls the program of a package: its last element that is no version; `.` is the module itself. */
function builtName(from: string, module: string): string {
  return path.basename(from === '.' ? module : from.replace(/\/v\d+$/, ''));
}

async function capture(modules: Readonly<Record<string, string>>): Promise<void> {
  const source = modules[PROMETHEUS];
  if (source === undefined) throw new Error(`${PROMETHEUS} is not required by test/tools/go.mod`);
  const folder = cacheFolder('captures', [...CAPTURE_PARTS, ...fileParts(MODULE, [...PINS, ...filesBelow('capture')])]);
  await reported("tables of Prometheus' own tests", folder, empty => captureUpstreamTests(MODULE, source, empty));
  await link(folder, path.join(LINKS, 'captures'));
}

/** Writes which folder each required module is in; downloads what is not there. */
async function writeModules(): Promise<Readonly<Record<string, string>>> {
  const modules = await moduleFolders(MODULE);
  const name = path.join(LINKS, 'modules.json');
  const text = `${JSON.stringify(modules, undefined, 2)}\n`;
  if ((await readFile(name, 'utf8').catch(() => '')) !== text) await writeFile(name, text);
  return modules;
}

/** Fills a cache folder, with lines that say how long it takes. */
async function reported(what: string, folder: string, make: (empty: string) => Promise<void>): Promise<void> {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const outcome = await fillCache(folder, async empty => {
    console.log(`${what}: building`);
    const alive = setInterval(() => console.log(`${what}: still building, ${seconds()}`), STILL_THERE_MS);
    try {
      await make(empty);
    } finally {
      clearInterval(alive);
    }
  });
  console.log(outcome === 'made' ? `${what}: built in ${seconds()}` : `${what}: there already`);
}

/** The files below a folder of the Go module, as paths in it. */
function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(path.join(MODULE, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return files.map(entry => path.relative(MODULE, path.join(entry.parentPath, entry.name)));
}

try {
  await buildTools();
} catch (error) {
  if (!(error instanceof MissingTool)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

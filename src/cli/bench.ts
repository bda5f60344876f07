// `npm run bench [-- --no-download] [-- NAME…]`: every figure as a JSON line; exit code 1 when one breaks its limit.
// `--no-download` takes the VS Code of npm's code-server without asking for the desktop's.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accessFixesFigures } from '../../test/bench/access-fixes.ts';
import { activationFigures, writeSleepingExtension } from '../../test/bench/activation.ts';
import { analysisFigures } from '../../test/bench/analysis.ts';
import { blockingFigures } from '../../test/bench/blocking.ts';
import { type Figure, figureLine, keepsLimit } from '../../test/bench/figure.ts';
import { floorFigure } from '../../test/bench/floor.ts';
import { measureLatency } from '../../test/bench/latency.ts';
import { foreignModules, sizeFigures } from '../../test/bench/sizes.ts';
import { startPodsWorld } from '../../test/bench/targets/pods-world.ts';
import { measureTargets } from '../../test/bench/targets/targets.ts';
import { viewFigure } from '../../test/bench/targets/view.ts';
import { checkPeerVersion, startWindows } from '../../test/bench/windows.ts';
import { describeHost } from './host/host.ts';
import { endOnSignals, Owned } from './host/owned.ts';
import { type HostRequest, prepareHost } from './host/prepare-host.ts';
import { PROJECT_ROOT } from './host/project-root.ts';
import { packExtension } from './package.ts';

const SIZES = [1000, 10_000];
const PEER_VERSION = '1.25.0';
const NAMES = [
  'sizes',
  'analysis',
  'access-fixes',
  'targets',
  'targets-view',
  'activation',
  'latency',
  'blocking',
] as const;
type Name = (typeof NAMES)[number];

interface Run {
  readonly names: ReadonlySet<Name>;
  readonly packed: string;
  readonly download: HostRequest['download'];
  readonly tell: (figure: Figure) => void;
  readonly owned: Owned;
}

async function measure(run: Run): Promise<void> {
  const { names, packed, tell } = run;
  if (names.has('sizes')) for (const figure of [...(await sizeFigures(packed)), await foreignModules()]) tell(figure);
  if (names.has('analysis')) for (const figure of analysisFigures(SIZES)) tell(figure);
  if (names.has('access-fixes')) for (const figure of accessFixesFigures()) tell(figure);
  if (names.has('targets') || names.has('targets-view')) await measureLargeCluster(run);
  if (names.has('activation') || names.has('latency') || names.has('blocking')) await measureInVSCode(run);
}

async function measureLargeCluster({ names, packed, download, tell, owned }: Run): Promise<void> {
  const plane = await startPodsWorld(owned);
  if (names.has('targets')) await measureTargets({ module: path.join(PROJECT_ROOT, 'dist/server.cjs'), plane }, tell);
  if (!names.has('targets-view')) return;
  const host = await prepareHost('newest', { download, say: line => console.error(line) });
  tell(await viewFigure({ host, packed, kubeconfig: plane.kubeconfig, owned }));
}

async function measureInVSCode({ names, packed, download, tell, owned }: Run): Promise<void> {
  const host = await prepareHost('newest', { download, say: line => console.error(line) });
  console.error(`Measured in ${describeHost(host)} beside yaml-language-server ${PEER_VERSION}.`);
  await checkPeerVersion(PEER_VERSION);
  const sleeping = await owned.temporaryFolder('bench-extension-');
  await writeSleepingExtension(sleeping);
  const windows = await startWindows({ host, packed, sleeping, owned });
  if (names.has('activation')) for (const figure of await activationFigures(windows.empty, sleeping)) tell(figure);
  if (names.has('latency')) {
    tell(await floorFigure(windows.empty));
    await measureLatency(windows, SIZES, tell);
  }
  if (names.has('blocking')) for (const figure of await blockingFigures(windows)) tell(figure);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'no-download': { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter(name => !NAMES.some(known => known === name));
  if (unknown.length > 0) {
    console.error(`usage: npm run bench -- [--no-download] [${NAMES.join('|')}]…`);
    return 2;
  }
  const names = new Set(NAMES.filter(name => positionals.length === 0 || positionals.includes(name)));
  console.log = console.error; // what the packer and the test runner say; figures alone go to the standard output
  const owned = new Owned();
  endOnSignals(owned);
  let broken = 0;
  const tell = (figure: Figure): void => {
    process.stdout.write(`${figureLine(figure)}\n`);
    if (!keepsLimit(figure)) broken += 1;
  };
  try {
    const packed = await packExtension();
    await measure({ names, packed, download: values['no-download'] ? 'never' : 'try', tell, owned });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await owned.end();
  }
  if (broken > 0) console.error(`${broken} figures are above their limits.`);
  return broken > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();

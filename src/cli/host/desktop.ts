import { mkdir } from 'node:fs/promises';
import { downloadAndUnzipVSCode, type ProgressReport, ProgressReportStage } from '@vscode/test-electron';
import { cacheFolder } from '../cache.ts';
import type { HostName } from './host.ts';
import { runProgram } from './run-program.ts';

export type Desktop =
  | { readonly kind: 'ready'; readonly executable: string }
  /** `why` completes the sentence "Desktop VS Code cannot be used: …". */
  | { readonly kind: 'cannot'; readonly why: string };

// The oldest is what `engines.vscode` in package.json says.
const VERSIONS: Readonly<Record<HostName, string>> = { oldest: '1.106.0', newest: 'stable' };

/** A download that has brought nothing for this long (ms) stands still. */
const STANDSTILL = 60_000;

/** Downloads desktop VS Code, if it is not there yet, and looks whether it can run here. Never rejects. */
export async function prepareDesktop(name: HostName): Promise<Desktop> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  // Looked at before the download: without a display it would be for nothing.
  if (process.platform === 'linux' && (DISPLAY ?? '') === '' && (WAYLAND_DISPLAY ?? '') === '') {
    return { kind: 'cannot', why: 'there is no display' };
  }
  try {
    const executable = await download(VERSIONS[name]);
    return (await canStart(executable))
      ? { kind: 'ready', executable }
      : { kind: 'cannot', why: 'libraries are missing' };
  } catch (error) {
    return { kind: 'cannot', why: `its download failed (${error instanceof Error ? error.message : String(error)})` };
  }
}

async function download(version: string): Promise<string> {
  const cachePath = cacheFolder('desktop', [process.platform, process.arch]);
  await mkdir(cachePath, { recursive: true });
  const standstill = watchProgress();
  const reporter = { report: standstill.onProgress, error: () => {} };
  const done = downloadAndUnzipVSCode({ version, cachePath, reporter, timeout: STANDSTILL });
  try {
    return await Promise.race([done, standstill.stands]);
  } finally {
    standstill.stop();
    done.catch(() => {}); // when the standstill came first
  }
}

interface Standstill {
  /** Rejects when nothing has come for too long. */
  readonly stands: Promise<never>;
  readonly onProgress: (report: ProgressReport) => void;
  readonly stop: () => void;
}

/** Its own clock beside test-electron's, which starts again with each of its retries. */
function watchProgress(): Standstill {
  const { promise: stands, reject } = Promise.withResolvers<never>();
  stands.catch(() => {});
  const timer = setTimeout(() => reject(new Error('nothing came for 60 s')), STANDSTILL);
  let most = 0;
  const onProgress = (report: ProgressReport) => {
    if (report.stage === ProgressReportStage.ExtractingSynchonrously) clearTimeout(timer);
    if (report.stage !== ProgressReportStage.Downloading || report.bytesSoFar <= most) return;
    most = report.bytesSoFar;
    timer.refresh();
    if (most === report.totalBytes) clearTimeout(timer); // what remains is to unpack it
  };
  return { stands, onProgress, stop: () => clearTimeout(timer) };
}

/** The executable run as plain Node: it loads every library that VS Code needs, and opens no window. */
async function canStart(executable: string): Promise<boolean> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code } = await runProgram(executable, ['-e', '0'], { cwd: process.cwd(), env });
  return code === 0;
}

import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder, fileParts, fillCache } from '../cache.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { mustRun } from './run-program.ts';

export interface Browser {
  readonly executable: string;
  /** The environment to start it with: its own libraries and fonts are found through it. */
  readonly env: NodeJS.ProcessEnv;
}

// The package unpacks into the temporary folder, wherever that is, so a process of its own is given our folder as that.
const UNPACK = `
const { default: chromium, inflate } = await import(process.argv[1]);
await chromium.executablePath();
await inflate(process.argv[2]);
`;

/**
 * A Chromium from npm (`@sparticuz/chromium`, its headless shell), unpacked into the cache folder together with the
 * system libraries and fonts that it brings: nothing of the system is needed beyond glibc. Linux x64 only.
 */
export async function prepareChromium(): Promise<Browser> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFolder = path.resolve(path.dirname(entry), '..');
  const folder = cacheFolder('chromium', [
    ...fileParts(packageFolder, ['package.json']),
    ...fileParts(PROJECT_ROOT, ['src/cli/host/chromium.ts']),
  ]);
  await fillCache(folder, async empty => {
    await unpack(entry, path.join(packageFolder, 'bin/al2023.tar.br'), empty);
    await addFonts(empty, folder);
  });
  const libraries = [path.join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':');
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: folder };
  return { executable: path.join(folder, 'chromium'), env };
}

async function unpack(entry: string, libraries: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const args = ['--input-type=module', '-e', UNPACK, entry, libraries];
  await mustRun(process.execPath, args, { cwd: folder, env: { ...process.env, TMPDIR: folder } });
  await chmod(path.join(folder, 'chromium'), 0o755);
}

const FONTS = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf', 'DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
}

/**
 * The browser ends itself when there is no font at all, and its package has none of one width, which an editor wants.
 * `place` is where the folder will be when it is complete.
 */
async function addFonts(folder: string, place: string): Promise<void> {
  const ttf = path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'));
  for (const font of FONTS) await copyFile(path.join(ttf, font), path.join(folder, 'fonts', font));
  await writeFile(path.join(folder, 'fonts.conf'), fontsConf(place));
}

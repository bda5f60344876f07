import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { VSCode } from './connect.ts';

/** Saves what the window shows as `.screenshots/<oldest|newest>/<name>.png`. */
export async function saveScreenshot({ page, hostName }: VSCode, name: string): Promise<void> {
  const folder = path.join(PROJECT_ROOT, '.screenshots', hostName);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 15_000 });
}

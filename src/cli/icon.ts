import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { prepareChromium } from './host/chromium.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

/** The icon's width and height in pixels, as https://code.visualstudio.com/api/references/extension-manifest asks. */
const SIZE = 128;

/** `node src/cli/icon.ts`: draws icons/icon.svg into icons/icon.png, with what is outside the shape transparent. */
async function drawIcon(): Promise<void> {
  const icons = path.join(PROJECT_ROOT, 'icons');
  const svg = await readFile(path.join(icons, 'icon.svg'), 'base64');
  const { executable, env } = await prepareChromium();
  const browser = await chromium.launch({ executablePath: executable, env: stringsOf(env), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    const style = `display: block; width: ${SIZE}px; height: ${SIZE}px`;
    await page.setContent(
      `<body style="margin: 0"><img style="${style}" src="data:image/svg+xml;base64,${svg}"></body>`,
    );
    await writeFile(path.join(icons, 'icon.png'), await page.screenshot({ omitBackground: true }));
  } finally {
    await browser.close();
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

if (import.meta.main) await drawIcon();

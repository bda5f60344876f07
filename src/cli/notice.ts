import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { BUNDLES } from './build.ts';
import { PROJECT_ROOT } from './host/project-root.ts';

/** The notices of what the package contains, relative to the project. */
export const NOTICE_FILE = 'NOTICE';

/** A library of which code is in a bundle. */
interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

const RULE = '-'.repeat(80);

const HEAD = `Kubernetes Tools for Prometheus

Licensed under the Apache License, Version 2.0: see LICENSE.

The bundles of this extension contain code of the libraries below. The YAML parser among it is in part a copy of the
library's with generators turned into plain calls. Tables of Unicode case mappings and classes were written down from
the answers of programs that are built with Go (https://go.dev). The shapes of Kubernetes’ kinds, with their documentation,
and the roles that every cluster has are derived from Kubernetes (https://kubernetes.io), Copyright The Kubernetes Authors,
licensed under the Apache License, Version 2.0.
`;

/** The text of NOTICE: every library of which code is bundled, with its licence. */
export async function noticeText(): Promise<string> {
  const packages = await bundledPackages();
  const entries = packages.map(
    ({ name, version, license, text }) => `${RULE}\n${name} ${version} (${license})\n\n${text.trim()}\n`,
  );
  return [HEAD, ...entries].join('\n');
}

async function bundledPackages(): Promise<readonly BundledPackage[]> {
  const folders = new Set<string>();
  for (const options of BUNDLES) {
    const { metafile } = await build({ ...options, metafile: true, write: false });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = bytesInOutput > 0 ? packageFolder(file) : undefined;
        if (folder !== undefined) folders.add(folder);
      }
    }
  }
  return [...folders].toSorted().map(readPackage);
}

/** `node_modules/a` of `node_modules/a/b.js`, also where it lies in another package. */
function packageFolder(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const place = path.join(PROJECT_ROOT, folder);
  const manifest = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
  };
  const file = readdirSync(place).find(name => /^licen[cs]e(?:\.|$)/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence text`);
  const text = readFileSync(path.join(place, file), 'utf8').replaceAll('\r\n', '\n');
  return { name: manifest.name, version: manifest.version, license: manifest.license, text };
}

if (import.meta.main) await writeFile(path.join(PROJECT_ROOT, NOTICE_FILE), await noticeText());

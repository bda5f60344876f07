import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KubeconfigCase } from './kubeconfig-case.ts';

/** PEM texts that cases use by marks such as `{ca}` (base64, for the data fields) and `{caPem}` (as it is, for files). */
export type Marks = Readonly<Record<string, string>>;

/** A case with its files on disk and its marks replaced. */
export interface PlacedCase extends KubeconfigCase {
  readonly folder: string;
}

/** Writes the files of a case into a folder of its own below `root`. */
export async function placeCase(one: KubeconfigCase, root: string, name: string, marks: Marks): Promise<PlacedCase> {
  const folder = path.join(root, name);
  await mkdir(folder);
  const replaced = (text: string) => replaceMarks(text, { ...marks, dir: folder });
  for (const [name, content] of Object.entries(one.files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    const mode = typeof content === 'string' && content.startsWith('#!') ? 0o755 : 0o600;
    await writeFile(file, typeof content === 'string' ? replaced(content) : content, { mode });
  }
  const env = Object.fromEntries(Object.entries(one.env).map(([name, value]) => [name, replaced(value)]));
  const named = { variable: replaced(one.variable), explicit: replaced(one.explicit) };
  return {
    ...one,
    ...named,
    folder,
    env: { HOME: folder, PATH: '/usr/bin:/bin', ...env, ...variable(named.variable) },
  };
}

function variable(list: string): Readonly<Record<string, string>> {
  return list === '' ? {} : { KUBECONFIG: list };
}

function replaceMarks(text: string, marks: Marks): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => marks[name] ?? whole);
}

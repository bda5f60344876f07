import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { toolPath } from '../../test/conformance/tools.ts';
import { type LanguageDocument, openDocument } from '../language/document.ts';
import { findingsOf } from '../language/findings.ts';
import { decodeText } from './decode-text.ts';

const run = promisify(execFile);
const CONTEXT = { version: 'unknown', severities: new Map() } as const;

interface Verdict {
  /** The file, and for an embedded configuration its place in it. */
  readonly config: string;
  readonly ours: 'loads' | 'refused';
  readonly promtool: 'loads' | 'refused';
  readonly message: string;
}

/**
 * `npm run corpus -- FOLDER…`: for every configuration in the YAML files of the folders, what we say of it and what
 * `promtool check config --syntax-only` says; then how often each code was found. Files that are no configuration are
 * counted by what they were taken for.
 */
async function main(folders: readonly string[]): Promise<number> {
  if (folders.length === 0) {
    console.error('usage: npm run corpus -- FOLDER…');
    return 2;
  }
  const temporary = await mkdtemp(path.join(tmpdir(), 'prometheus-corpus-'));
  const verdicts: Verdict[] = [];
  const kinds = new Map<string, number>();
  const codes = new Map<string, number>();
  try {
    for (const file of folders.flatMap(folder =>
      globSync('**/*.{yml,yaml,conf}', { cwd: folder }).map(name => path.join(folder, name)),
    )) {
      const document = openDocument(decodeText(await readFile(file)));
      bump(kinds, document.classification.kind);
      for (const { finding } of findingsOf(document, CONTEXT)) bump(codes, `${finding.severity} ${finding.code}`);
      verdicts.push(...(await verdictsOf(file, document, temporary)));
    }
  } finally {
    await rm(temporary, { recursive: true });
  }
  report(verdicts, kinds, codes);
  return 0;
}

async function verdictsOf(file: string, document: LanguageDocument, temporary: string): Promise<readonly Verdict[]> {
  const found = findingsOf(document, CONTEXT);
  const out: Verdict[] = [];
  for (const part of document.parts) {
    const copy = path.join(temporary, 'prometheus.yml');
    await writeFile(copy, part.source.text);
    const errors = found.filter(one => one.part === part && one.finding.severity === 'error');
    const { verdict, message } = await promtool(copy);
    const config = part.name === '' ? file : `${file}: ${part.name}`;
    out.push({
      config,
      ours: errors.length > 0 ? 'refused' : 'loads',
      promtool: verdict,
      message: errors[0]?.finding.message ?? message,
    });
  }
  return out;
}

async function promtool(file: string): Promise<{ readonly verdict: Verdict['promtool']; readonly message: string }> {
  try {
    await run(toolPath('promtool'), ['check', 'config', '--syntax-only', file]);
    return { verdict: 'loads', message: '' };
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    return { verdict: 'refused', message: text.replace(/\s+/g, ' ').slice(-300) };
  }
}

function report(
  verdicts: readonly Verdict[],
  kinds: ReadonlyMap<string, number>,
  codes: ReadonlyMap<string, number>,
): void {
  for (const [kind, count] of [...kinds].toSorted()) console.log(`files taken for ${kind}: ${count}`);
  for (const [code, count] of [...codes].toSorted()) console.log(`${count} × ${code}`);
  const differing = verdicts.filter(({ ours, promtool: theirs }) => ours !== theirs);
  for (const one of differing)
    console.log(`differs: ${one.config}: we say ${one.ours}, promtool ${one.promtool}: ${one.message}`);
  console.log(`corpus verdicts equal: ${verdicts.length - differing.length} of ${verdicts.length}`);
  const falsely = verdicts.filter(({ ours, promtool: theirs }) => ours === 'refused' && theirs === 'loads').length;
  console.log(`configurations that we refuse and promtool loads: ${falsely}`);
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

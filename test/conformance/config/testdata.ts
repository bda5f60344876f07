import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isOtherDiscovery } from '../../../src/prometheus/config/other-discovery.ts';
import { PROMETHEUS_SHAPE } from '../../../src/prometheus/config/prometheus-shape.ts';
import { modulePath, toolPath } from '../tools.ts';
import { type MapModel, type Model, printModel, readModel } from './model.ts';

export interface ConfigFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** Every YAML file beside Prometheus' own configuration tests. */
export function testdataFiles(): readonly ConfigFile[] {
  const folder = path.join(modulePath('github.com/prometheus/prometheus'), 'config', 'testdata');
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => ({ name, path: path.join(folder, name), text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** Top-level sections whose content we check. */
const CHECKED: ReadonlySet<string> = new Set(
  [...PROMETHEUS_SHAPE.fields.values()].filter(field => field.shape.kind !== 'any').map(field => field.name),
);

const UNCHECKED: ReadonlySet<string> = new Set(
  [...PROMETHEUS_SHAPE.fields.values()].filter(field => field.shape.kind === 'any').map(field => field.name),
);

/** Whether the file has one of the checked sections, or something at the top that no section is. */
export function hasCheckedSection({ text }: ConfigFile): boolean {
  const model = readModel(text);
  if (model?.kind !== 'map') return true;
  return model.pairs.some(({ key }) => CHECKED.has(key) || !UNCHECKED.has(key));
}

/** The file without the sections that we do not check; undefined when there are none, or no mapping. */
export function withoutUnchecked({ text }: ConfigFile): string | undefined {
  const model = readModel(text);
  if (model?.kind !== 'map') return undefined;
  const kept: MapModel = { kind: 'map', pairs: model.pairs.filter(({ key }) => !UNCHECKED.has(key)) };
  for (const job of jobsOf(kept)) {
    const pairs = job.pairs.filter(({ key }) => !isOtherDiscovery(key));
    job.pairs.splice(0, job.pairs.length, ...pairs);
  }
  return printModel(kept);
}

function jobsOf(model: MapModel): readonly MapModel[] {
  const jobs: Model | undefined = model.pairs.find(({ key }) => key === 'scrape_configs')?.value;
  return jobs?.kind === 'seq' ? jobs.items.filter(item => item.kind === 'map') : [];
}

export interface TheirVerdict {
  readonly loads: boolean;
  /** Lines that the message names. */
  readonly lines: readonly number[];
  readonly message: string;
}

/** What promtool says about each file, in their order. */
export function promtoolVerdicts(files: readonly ConfigFile[]): readonly TheirVerdict[] {
  const run = spawnSync(toolPath('promtool'), ['check', 'config', '--syntax-only', ...files.map(file => file.path)], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const passed = new Set([...run.stdout.matchAll(/^ SUCCESS: (.*?) is valid/gm)].map(match => match[1]));
  const failures = run.stderr.split(/^ {2}FAILED: /m).slice(1);
  let failed = 0;
  return files.map(file => {
    if (passed.has(file.path)) return { loads: true, lines: [], message: '' };
    const message = (failures[failed++] ?? '').trim();
    return { loads: false, lines: [...message.matchAll(/line (\d+):/g)].map(match => Number(match[1])), message };
  });
}

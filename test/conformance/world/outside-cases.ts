import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../../cluster/admin-api.ts';
import { readManifests } from './read-manifests.ts';
import type { Configuration } from './targets-run.ts';
import { namespace } from './workloads.ts';
import type { World } from './world.ts';

/** Kinds of which discovery reads the status. */
const WITH_STATUS = new Set(['Pod', 'Node', 'Service']);

/** What the server says of an object, and cannot be told. */
const SERVERS_OWN = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'finalizers',
];

/** The world in the manifests of a folder and those below it: YAML and JSON, any number a file, lists too. */
export function worldFrom(folder: string): World {
  const objects = filesIn(folder, 'yaml,yml,json').flatMap(file => readManifests(readFileSync(file, 'utf8'), file));
  const ending = objects.filter(({ kind, metadata }) => kind === 'Pod' && metadata['deletionTimestamp'] !== undefined);
  const made = objects.map(asNew);
  const named = new Set(made.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const used = new Set(made.flatMap(({ metadata }) => metadata.namespace ?? []));
  const missing = [...used].filter(name => !named.has(name)).map(name => namespace(name, {}));
  const terminating = ending.map(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`);
  return { objects: [...missing, ...made], terminating };
}

/** The files of a folder and those below it, each a complete prometheus.yml. */
export function configurationsFrom(folder: string): readonly Configuration[] {
  return filesIn(folder, 'yaml,yml').map(file => ({
    name: path.relative(folder, file),
    text: readFileSync(file, 'utf8'),
  }));
}

function filesIn(folder: string, endings: string): readonly string[] {
  const found = globSync(`**/*.{${endings}}`, { cwd: folder }).toSorted();
  if (found.length === 0) throw new Error(`There is no file with an ending of ${endings} in ${folder}.`);
  return found.map(file => path.join(folder, file));
}

/** The object as it is created: without what the server decides, and without what it might refuse and nobody reads. */
function asNew({ status, ...object }: Manifest): Manifest {
  const metadata: Record<string, unknown> = { ...object.metadata, name: object.metadata.name };
  for (const key of [...SERVERS_OWN, 'deletionTimestamp', 'deletionGracePeriodSeconds']) delete metadata[key];
  const made = { ...object, metadata: { ...metadata, name: object.metadata.name } };
  if (object.kind === 'Job') return { ...made, spec: { template: templateOf(object['spec']) } };
  return WITH_STATUS.has(object.kind) && status !== undefined ? { ...made, status: withoutQos(status) } : made;
}

/** The labels in the template of a Job that has run are its own. */
function templateOf(spec: unknown): unknown {
  const template = (spec as { readonly template?: { readonly spec?: unknown } } | undefined)?.template;
  return { spec: template?.spec };
}

function withoutQos(status: unknown): unknown {
  if (typeof status !== 'object' || status === null) return status;
  const { qosClass: _, ...rest } = status as Readonly<Record<string, unknown>>;
  return rest;
}

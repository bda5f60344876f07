import type { CodeLens, Command } from 'vscode-languageserver/node';
import type { JobStatus, WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import { jobPlaces } from '../../language/job-place.ts';
import type { TargetsCommands } from '../../protocol/targets-methods.ts';
import type { OpenDocument } from '../open-documents.ts';
import { rangeOf } from '../positions.ts';
import { configurationId } from './configuration-id.ts';
import type { JobStatuses } from './job-statuses.ts';
import { effectText, refusalText, statusText } from './lens-text.ts';
import { keyedParts } from './read-parts.ts';

/** What lenses are made from. */
export interface LensFacts {
  /** Whether a worker tells how many targets there are. */
  readonly worker: 'running' | 'resting';
  readonly configurations: readonly WorkerConfiguration[];
  readonly statuses: JobStatuses;
  /** Of a job that may not do what it needs, as far as that is known. */
  accessLens(configuration: string, job: string, status: JobStatus | undefined): Command | undefined;
}

/** Over each job: what it came to, and the effect of what is not saved; or, while nothing is connected, an offer to look. */
export function codeLenses({ text, language }: OpenDocument, facts: LensFacts): CodeLens[] {
  return keyedParts(language).flatMap(({ key, part }) => {
    const id = configurationId(text.uri, key);
    const configuration = facts.configurations.find(one => one.id === id);
    return jobPlaces(part).flatMap(({ name, span }) => {
      const range = rangeOf(text, span);
      const status = facts.worker === 'running' ? facts.statuses.of(id, name) : undefined;
      const access = facts.accessLens(id, name, status);
      const refused = status && !access ? refusalText(status) : '';
      const commands = [...commandsFor(id, name, configuration, facts, refused), ...(access ? [access] : [])];
      return commands.map(command => ({ range, command }));
    });
  });
}

function commandsFor(
  id: string,
  job: string,
  configuration: WorkerConfiguration | undefined,
  { worker, statuses }: LensFacts,
  refused: string,
): readonly Command[] {
  const place = { configuration: id, job, rule: null };
  if (worker === 'resting') return [command('prometheusKubernetes.showTargets', place, 'Show targets', '')];
  const status = statuses.of(id, job);
  const text = configuration?.text ?? 'current';
  // A new job of a text that does not load: nobody runs it.
  if (!status && text === 'last-that-loads') return [];
  const { title, tooltip } = statusText(status, text);
  const effect = status?.effect ? effectText(status.effect) : undefined;
  return [
    command('prometheusKubernetes.revealJob', place, refused === '' ? title : `${title}: ${refused}`, tooltip),
    ...(effect === undefined
      ? []
      : [command('prometheusKubernetes.showEditEffect', { configuration: id, job }, effect, '')]),
  ];
}

function command<Name extends keyof TargetsCommands>(
  name: Name,
  argument: TargetsCommands[Name],
  title: string,
  tooltip: string,
): Command {
  return { title, command: name, arguments: [argument], ...(tooltip === '' ? {} : { tooltip }) };
}

import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ContextSummary, Knowledge, ReportAnswer, TargetsRow } from '../../protocol/targets.ts';
import type { TreeChanges } from '../tree/targets-tree.ts';
import type { ObjectChange } from '../watch/object-cache.ts';
import type { WorkerConfiguration, WorkerQueries } from '../worker-protocol.ts';

/** The targets of all configurations over one world, as the worker drives them. */
export interface LiveTree {
  setConfigurations(list: readonly WorkerConfiguration[]): void;
  setContext(context: ContextSummary): void;
  setKnowledge(of: (config: DiscoveryConfig) => Knowledge): void;
  objectsChanged(changes: readonly ObjectChange[]): void;
  /** Works through what has to be computed until `mayGoOn` says no. */
  work(mayGoOn: () => boolean): 'idle' | 'more';
  /** What has changed since the last call; undefined when nothing has. */
  takeChanges(): TreeChanges | undefined;
  /** What is needed of the cluster. */
  discoveryConfigs(): readonly DiscoveryConfig[];
  rows(ask: WorkerQueries['rows']['ask'], signal: AbortSignal): Promise<readonly TargetsRow[]>;
  trace(row: string): ReportAnswer;
  traceLabels(place: WorkerQueries['traceLabels']['ask']['place'], text: string): ReportAnswer;
  editEffect(configuration: string, job: string | null): ReportAnswer;
  object(name: WorkerQueries['object']['ask']): ReportAnswer;
}

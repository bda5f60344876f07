import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { ReportAnswer, TargetsRequest, TargetsRow, TraceRequest } from '../../protocol/targets.ts';
import type { TargetsOrders, TargetsRequests } from '../../protocol/targets-methods.ts';
import { describe } from '../describe.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { QueryAnswer } from './cluster-worker.ts';
import type { LiveTargets } from './live-targets.ts';
import { locate } from './locate.ts';

/** Shown at the root when not every file was looked at. */
const CUT: TargetsRow = {
  id: 'note:files',
  kind: 'note',
  severity: 'information',
  text: 'Configurations may be missing here: the workspace has more YAML files than are looked at. Leave folders out with `files.exclude`, or raise `prometheusKubernetes.targets.maxFiles`.',
};

/** Answers what the client asks about live targets. */
export function answerTargets(
  connection: Connection,
  live: LiveTargets,
  openAt: (uri: string) => OpenDocument | undefined,
): void {
  answer(connection, 'prometheusKubernetes/targets', (params, signal) => rows(live, params, signal));
  answer(connection, 'prometheusKubernetes/contexts', async (_, signal) =>
    orElse(await live.ask('contexts', {}, signal), () => []),
  );
  answer(connection, 'prometheusKubernetes/namespaces', async (_, signal) =>
    orElse(await live.ask('namespaces', {}, signal), () => []),
  );
  answer(connection, 'prometheusKubernetes/locate', place => locate(place, openAt));
  answer(connection, 'prometheusKubernetes/trace', (params, signal) => trace(live, params, signal));
  answer(connection, 'prometheusKubernetes/editEffect', async ({ configuration, job }, signal) =>
    orElse(await live.ask('editEffect', { configuration, job }, signal), refusal),
  );
  answer(connection, 'prometheusKubernetes/object', async ({ kind, namespace, name }, signal) =>
    orElse(await live.ask('object', { kind, namespace, name }, signal), refusal),
  );
  answer(connection, 'prometheusKubernetes/recordSnapshot', async (_, signal) =>
    orElse(await live.ask('recordSnapshot', {}, signal), refusal),
  );
  obey(connection, 'prometheusKubernetes/targetsNeed', need => live.setNeed(need));
  obey(connection, 'prometheusKubernetes/snapshot', choice => live.setSnapshot(choice));
  obey(connection, 'prometheusKubernetes/refreshTargets', async () => live.refresh());
}

async function rows(live: LiveTargets, request: TargetsRequest, signal: AbortSignal): Promise<readonly TargetsRow[]> {
  if (live.configurations.current.length === 0) return [];
  const { parent, limit, filter } = request;
  const found = orElse(await live.ask('rows', { parent, limit, filter }, signal), () => []);
  return parent === null && found.length > 0 && live.configurations.scan === 'cut' ? [...found, CUT] : found;
}

async function trace(live: LiveTargets, request: TraceRequest, signal: AbortSignal): Promise<ReportAnswer> {
  const { of } = request;
  if (of === 'row') return orElse(await live.ask('trace', { row: request.row }, signal), refusal);
  const { place, text } = request;
  return orElse(await live.ask('traceLabels', { place, text }, signal), refusal);
}

function refusal(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function orElse<T>(answered: QueryAnswer<T>, fallback: (message: string) => T): T {
  if (answered.state === 'cancelled') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  return answered.state === 'answered' ? answered.answer : fallback(answered.message);
}

function answer<Method extends keyof TargetsRequests>(
  connection: Connection,
  method: Method,
  run: (params: TargetsRequests[Method]['params'], signal: AbortSignal) => Promise<TargetsRequests[Method]['result']>,
): void {
  connection.onRequest<unknown, void>(method, (params: TargetsRequests[Method]['params'], token: CancellationToken) =>
    run(params, signalOf(token)),
  );
}

function obey<Method extends keyof TargetsOrders>(
  connection: Connection,
  method: Method,
  run: (order: TargetsOrders[Method]) => Promise<void>,
): void {
  connection.onNotification(method, (order: TargetsOrders[Method]) => {
    run(order).catch(error => connection.console.error(`${method} could not be followed: ${describe(error)}`));
  });
}

/** A signal that aborts when the client cancels. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

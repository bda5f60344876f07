import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { AttachMetadataOption, KubernetesRole } from '../../prometheus/config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { Knowledge, SnapshotAnswer } from '../../protocol/targets.ts';
import { MAX_SNAPSHOT_LENGTH, type MissingKind } from '../snapshot/snapshot.ts';
import { snapshotPieces } from '../snapshot/write-snapshot.ts';
import type { ClusterSession } from './cluster-session.ts';
import type { SessionPorts } from './ports.ts';
import type { World } from './world.ts';

/** How long kinds that are not watched yet may take to load. */
const LOAD_MS = 60_000;

/** How long a piece of work may keep others from theirs, in milliseconds. */
const SLICE_MS = 8;

interface KindAsk {
  readonly kind: ObjectKind;
  readonly role: KubernetesRole;
  readonly attach: readonly AttachMetadataOption[];
  /** What the question reads beside the kind. */
  readonly beside: readonly ObjectKind[];
}

/** What asks for each kind that discovery reads. */
const KIND_ASKS: readonly KindAsk[] = [
  { kind: 'Node', role: 'node', attach: [], beside: [] },
  { kind: 'Pod', role: 'pod', attach: [], beside: [] },
  { kind: 'Service', role: 'service', attach: [], beside: [] },
  { kind: 'Endpoints', role: 'endpoints', attach: [], beside: ['Pod', 'Service'] },
  { kind: 'EndpointSlice', role: 'endpointslice', attach: [], beside: ['Pod', 'Service'] },
  { kind: 'Ingress', role: 'ingress', attach: [], beside: [] },
  { kind: 'Namespace', role: 'pod', attach: ['namespace'], beside: ['Pod'] },
  { kind: 'ReplicaSet', role: 'pod', attach: ['deployment'], beside: ['Pod'] },
  { kind: 'Job', role: 'pod', attach: ['cronjob'], beside: ['Pod'] },
];

/**
 * Records every kind that discovery reads, in the namespaces of the settings. Kinds that are not watched are, until it is
 * done. What may not be listed, or does not come in time, is left out, and the recording says so.
 */
export async function recordSnapshot(
  session: ClusterSession,
  ports: Pick<SessionPorts, 'clock'>,
  signal: AbortSignal,
): Promise<SnapshotAnswer> {
  const { namespaces, snapshot } = session.settings;
  if (snapshot) return failed('What is shown is a recording already. Close it to record the cluster.');
  const asks = asksOf(namespaces);
  const hold = session.hold(asks.map(({ config }) => config));
  try {
    await loaded(session, asks, ports, signal);
    signal.throwIfAborted();
    const { link, context } = session;
    if (!link) return failed(`Nothing was recorded. ${sentenceOf(session.world, asks)}`);
    const missing = missingKinds(link, asks);
    const source = { recorded: new Date(ports.clock.now()).toISOString(), context: context.name, missing };
    const answer = await written(link, source, signal);
    const [first] = missing;
    return answer.ok && answer.objects === 0 && first ? failed(`Nothing was recorded. ${first.why}`) : answer;
  } finally {
    hold.dispose();
  }
}

interface Ask extends KindAsk {
  readonly config: DiscoveryConfig;
}

function asksOf(namespaces: readonly string[]): readonly Ask[] {
  const scope = namespaces.length === 0 ? 'all' : new Set(namespaces);
  return KIND_ASKS.map(ask => {
    const { role, attach } = ask;
    const config = {
      role,
      namespaces: scope,
      selectors: new Map(),
      attach: new Set(attach),
      version: 'unknown',
    } as const;
    return { ...ask, config };
  });
}

function failed(message: string): SnapshotAnswer {
  return { ok: false, message: message.trim() };
}

/** Until nothing is loading any more, nothing will come, or it has taken too long. */
async function loaded(
  session: ClusterSession,
  asks: readonly Ask[],
  { clock }: Pick<SessionPorts, 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const tooLong = new AbortController();
  const timer = clock.after(LOAD_MS, () => tooLong.abort());
  const isSettled = () => asks.every(({ config }) => session.world.knowledgeOf(config).state !== 'loading');
  await session.until(isSettled, AbortSignal.any([signal, tooLong.signal]));
  timer.cancel();
}

function sentenceOf(world: World, asks: readonly Ask[]): string {
  return asks.flatMap(({ config }) => sentences(world.knowledgeOf(config)))[0] ?? '';
}

/** What is missing of a kind is what is told of it and not of what is read beside it. */
function missingKinds(world: World, asks: readonly Ask[]): readonly MissingKind[] {
  const told = new Map(asks.map(({ kind, config }) => [kind, sentences(world.knowledgeOf(config))]));
  return asks.flatMap(({ kind, beside }) => {
    const others = new Set(beside.flatMap(one => told.get(one) ?? []));
    const own = (told.get(kind) ?? []).filter(sentence => !others.has(sentence));
    return own.length === 0 ? [] : [{ kind, why: own.join(' ') }];
  });
}

function sentences(knowledge: Knowledge): readonly string[] {
  switch (knowledge.state) {
    case 'complete':
      return [];
    case 'partial':
      return knowledge.missing;
    case 'loading':
      return ['Not everything had loaded when the recording was made.'];
    case 'stale':
    case 'unknown':
      return [knowledge.why];
  }
}

async function written(
  { store }: World,
  source: Parameters<typeof snapshotPieces>[1],
  signal: AbortSignal,
): Promise<SnapshotAnswer> {
  const pieces: string[] = [];
  let length = 0;
  let objects = 0;
  let sliceEnd = performance.now() + SLICE_MS;
  for (const { text, objects: count } of snapshotPieces(store, source)) {
    pieces.push(text);
    length += text.length;
    objects += count;
    if (length > MAX_SNAPSHOT_LENGTH) {
      return failed('The cluster is too large to be recorded: the limit is 64 MiB. Choose fewer namespaces.');
    }
    if (performance.now() < sliceEnd) continue;
    await nextTurn();
    signal.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  }
  return { ok: true, text: pieces.join(''), objects };
}

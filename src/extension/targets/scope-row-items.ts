import type { ClusterStatus } from '../../protocol/targets.ts';
import {
  ERROR_COLOR,
  type RowIcon,
  type RowItem,
  type RowOf,
  type RowSurroundings,
  WARNING_COLOR,
} from './drawn-row.ts';
import { countOf, countsText, effectText, knowledgeReasons, knowledgeText, refusedText, timeText } from './row-text.ts';
import { paragraph, tooltipOf } from './tooltip.ts';

/** Above as many configurations they start collapsed: each that is expanded is asked for its jobs. */
const MOST_EXPANDED = 5;

/** The kube context with what is known of its cluster. */
export function contextItem({ name, cluster }: RowOf<'context'>, { now }: RowSurroundings): RowItem {
  const { description, explanation, color } = clusterText(cluster, now);
  const isSnapshot = cluster.state === 'snapshot' || cluster.state === 'snapshot-unreadable';
  const label = name === '' ? 'No context' : name;
  return {
    label,
    description,
    tooltip: tooltipOf(paragraph(`${label}: ${description}`), paragraph(explanation)),
    icon: { codicon: isSnapshot ? 'vm' : 'server-environment', color },
    collapsible: 'expanded',
    contextValue: isSnapshot ? 'context.snapshot' : 'context',
    spoken: `${isSnapshot ? 'Recording' : 'Kube context'} ${label}, ${description}`,
    click: 'nothing',
  };
}

interface ClusterText {
  /** In a few words. */
  readonly description: string;
  /** The whole story; may be empty. */
  readonly explanation: string;
  readonly color: string | null;
}

/** What a user is told of the state of a cluster. `now` in ms since 1970. */
export function clusterText(cluster: ClusterStatus, now: number): ClusterText {
  switch (cluster.state) {
    case 'idle':
      return { description: 'not connected', explanation: '', color: null };
    case 'connecting':
      return { description: 'connecting…', explanation: '', color: null };
    case 'connected':
      return { description: 'connected', explanation: '', color: null };
    case 'loading':
      return { description: `loading ${cluster.loaded}`, explanation: '', color: null };
    case 'no-kubeconfig':
      return {
        description: 'no kubeconfig',
        explanation: `Looked at: ${cluster.looked.join(', ')}`,
        color: WARNING_COLOR,
      };
    case 'kubeconfig-unreadable':
      return { description: 'kubeconfig not readable', explanation: cluster.message, color: ERROR_COLOR };
    case 'no-context':
      return { description: 'no such context', explanation: cluster.message, color: WARNING_COLOR };
    case 'unreachable':
      return {
        description: `not reachable since ${timeText(cluster.since, now)}`,
        explanation: cluster.message,
        color: ERROR_COLOR,
      };
    case 'unauthorised':
      return {
        description: 'not logged in',
        explanation: [cluster.message, cluster.advice].filter(text => text !== '').join('\n'),
        color: ERROR_COLOR,
      };
    case 'forbidden':
      return { description: 'not allowed', explanation: cluster.message, color: WARNING_COLOR };
    case 'snapshot':
      return {
        description: `recorded snapshot (${cluster.name})`,
        explanation: `Recorded ${cluster.recorded}. No cluster is asked.`,
        color: null,
      };
    case 'snapshot-unreadable':
      return { description: `not a recording (${cluster.name})`, explanation: cluster.message, color: ERROR_COLOR };
  }
}

/** A prometheus.yml: a file, or a key of a ConfigMap. */
export function configurationItem(row: RowOf<'configuration'>, { siblings }: RowSurroundings): RowItem {
  const isOld = row.text === 'last-that-loads';
  const old = row.jobs === 0 ? 'does not load' : 'as it was when it last loaded';
  const account = row.account === null ? '' : `for ${row.account}`;
  const description = [row.folder, isOld ? old : '', account].filter(text => text !== '').join(' · ');
  const refused =
    row.refused === 0
      ? ''
      : `${countOf(row.refused, 'job lacks', 'jobs lack')} what ${row.account ?? 'its account'} may not list.`;
  const counts = `${countOf(row.jobs, 'job', 'jobs')} · ${countsText(row.counts)}`;
  const why =
    row.jobs === 0
      ? 'Prometheus would not load the text as it is now, and none is known that it would: its targets are not known.'
      : 'Prometheus would not load the text as it is now: the targets are those of the last text that loads.';
  return {
    label: row.name,
    description,
    tooltip: tooltipOf(
      paragraph(row.folder === '' ? row.name : `${row.folder}: ${row.name}`),
      isOld && row.jobs === 0 ? '' : paragraph(counts),
      row.account === null ? '' : paragraph(`Runs as ${row.account}.`),
      paragraph(refused),
      isOld ? why : '',
    ),
    icon: isOld ? { codicon: 'warning', color: WARNING_COLOR } : { codicon: 'file-code', color: null },
    collapsible: row.jobs === 0 ? 'none' : siblings > MOST_EXPANDED ? 'collapsed' : 'expanded',
    contextValue: 'configuration',
    spoken: `Configuration ${[row.name, description, isOld ? why : counts, refused].filter(text => text !== '').join(', ')}`,
    click: 'open-file',
  };
}

/** A scrape config with what became of what it discovers. */
export function jobItem(row: RowOf<'job'>, { now }: RowSurroundings): RowItem {
  const { effect, account, refusal } = row;
  const description = [...resultTexts(row, now), effect ? effectText(effect) : '']
    .filter(text => text !== '')
    .join(' · ');
  const reasons = [...(refusal ? [...refusal.reasons, REFUSED] : []), ...knowledgeReasons(row.knowledge)];
  const runs = account === null ? '' : `Runs as ${account}.`;
  return {
    label: row.name,
    description,
    tooltip: tooltipOf(paragraph(`${row.name}: ${description}`), ...reasons.map(paragraph), paragraph(runs)),
    icon: jobIcon(row),
    collapsible: 'collapsed',
    contextValue: jobContext(row),
    spoken: [`Job ${row.name}`, description.replaceAll(' · ', ', '), ...reasons, runs]
      .filter(text => text !== '')
      .join(', '),
    click: 'reveal',
  };
}

const REFUSED =
  'Reveal Needed Access shows what the job needs and what would grant it; Check Access asks the cluster whether that is so there.';

function resultTexts({ counts, knowledge, refusal }: RowOf<'job'>, now: number): readonly string[] {
  const known = knowledgeText(knowledge, now);
  // Who gets nothing gets nothing, whatever is known of it.
  if (refusal?.extent === 'all') return [refusedText(counts, refusal, knowledge), known];
  if (refusal) return [known, refusedText(counts, refusal, knowledge)];
  const isKnown = knowledge.state !== 'unknown';
  const isEmpty = counts.active + counts.dropped + counts.failed + counts.undecided === 0;
  // First: what is behind it is cut in a narrow side bar. Nothing of what is not known is a zero.
  return [known, isKnown && !(isEmpty && knowledge.state === 'loading') ? countsText(counts) : ''];
}

function jobContext({ effect, refusal }: RowOf<'job'>): string {
  if (refusal) return effect ? 'job.edited.refused' : 'job.refused';
  return effect ? 'job.edited' : 'job';
}

function jobIcon({ knowledge, refusal }: RowOf<'job'>): RowIcon {
  if (refusal) return { codicon: refusal.extent === 'all' ? 'lock' : 'warning', color: WARNING_COLOR };
  switch (knowledge.state) {
    case 'complete':
      return { codicon: 'broadcast', color: null };
    case 'loading':
      return { codicon: 'loading~spin', color: null };
    case 'partial':
    case 'stale':
      return { codicon: 'warning', color: WARNING_COLOR };
    case 'unknown':
      return { codicon: 'question', color: WARNING_COLOR };
  }
}

import type { AccessAccount, AccessVerdict, ConfigurationAccess, NeededAccess } from '../../protocol/access.ts';
import type { ConfigPlace } from '../../protocol/targets.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import { ERROR_COLOR, INFORMATION_COLOR, type RowIcon, type RowItem } from '../targets/drawn-row.ts';
import { countOf } from '../targets/row-text.ts';
import { paragraph, tooltipOf } from '../targets/tooltip.ts';
import { summaryOf, verdictText } from './verdict-text.ts';

/** Where a row leads in the text. */
export type RowPlace =
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'text'; readonly at: PlaceInText }
  | { readonly kind: 'job'; readonly place: ConfigPlace };

/** A row of the Access view with all rows under it. */
export interface AccessRow {
  /** The same for the same thing after any update. */
  readonly id: string;
  readonly configuration: string;
  readonly item: Omit<RowItem, 'click'>;
  /** Null where it leads nowhere. */
  readonly place: RowPlace | null;
  /** What a click does with the place; rows with children only expand. */
  readonly click: 'opens' | 'nothing';
  /** What is copied of it; '' for nothing. */
  readonly copied: string;
  readonly children: readonly AccessRow[];
}

const PASSED_COLOR = 'testing.iconPassed';
const STATES: Readonly<Record<AccessVerdict['state'], RowIcon>> = {
  granted: { codicon: 'pass', color: PASSED_COLOR },
  denied: { codicon: 'error', color: ERROR_COLOR },
  unknown: { codicon: 'question', color: null },
};

/** The rows at the root, one for each configuration, in the server's order. */
export function accessRows(configurations: readonly ConfigurationAccess[]): readonly AccessRow[] {
  const names = configurations.map(({ name }) => name);
  return configurations.map(one =>
    configurationRow(one, names.indexOf(one.name) === names.lastIndexOf(one.name) ? 'unique' : 'shared'),
  );
}

/** How many needs are denied by one source or more. */
export function missingIn(configurations: readonly ConfigurationAccess[]): number {
  return configurations.flatMap(({ needs }) => needs).filter(need => summaryOf(need).state === 'denied').length;
}

function configurationRow(access: ConfigurationAccess, name: 'unique' | 'shared'): AccessRow {
  const account = accountText(access.account);
  const folder = name === 'shared' && access.folder !== '' ? `${access.folder} · ` : '';
  const states = access.needs.map(need => summaryOf(need).state);
  const missing = states.filter(state => state === 'denied').length;
  const unknown = states.filter(state => state === 'unknown').length;
  const needs = access.needs.length === 0 ? 'nothing is needed' : countOf(access.needs.length, 'access', 'accesses');
  const counts = [needs, missing > 0 ? `${missing} missing` : '', unknown > 0 ? `${unknown} unknown` : ''].filter(
    text => text !== '',
  );
  const children = [
    ...access.needs.map(need => needRow(access.configuration, need)),
    ...access.unknown.map((text, index) => noteRow(access.configuration, text, index)),
  ];
  return {
    id: access.configuration,
    configuration: access.configuration,
    item: {
      label: access.name,
      description: `${folder}${account}`,
      tooltip: tooltipOf(
        paragraph(access.folder === '' ? access.name : `${access.folder}/${access.name}`),
        paragraph(accountSentence(access.account)),
        paragraph(counts.join(', ')),
      ),
      icon: { codicon: 'account', color: missing > 0 ? ERROR_COLOR : null },
      collapsible: children.length > 0 ? 'expanded' : 'none',
      contextValue: 'access-configuration',
      spoken: `Configuration ${access.name}, ${account}, ${counts.join(', ')}`,
    },
    place: { kind: 'file', uri: access.uri },
    click: 'nothing',
    copied: access.account.state === 'known' ? access.account.name : '',
    children,
  };
}

function needRow(configuration: string, need: NeededAccess): AccessRow {
  const { state, text } = summaryOf(need);
  const id = `${configuration} ${need.id}`;
  const [first] = need.jobs;
  return {
    id,
    configuration,
    item: {
      label: need.what,
      description: text,
      tooltip: tooltipOf(
        paragraph(need.what),
        paragraph(`Files: ${verdictText(need.files)}`),
        need.cluster ? paragraph(`Cluster: ${verdictText(need.cluster)}`) : '',
      ),
      icon: STATES[state],
      collapsible: 'collapsed',
      contextValue: 'access-need',
      spoken: `To ${need.what}: ${text}`,
    },
    place: first ? { kind: 'job', place: first.place } : null,
    click: 'nothing',
    copied: need.what,
    children: [
      verdictRow(configuration, `${id} files`, 'Files', need.files),
      ...(need.cluster ? [verdictRow(configuration, `${id} cluster`, 'Cluster', need.cluster)] : []),
      ...need.jobs.map((one, index) => jobRow(configuration, `${id} job ${index}`, one)),
    ],
  };
}

function verdictRow(configuration: string, id: string, label: string, verdict: AccessVerdict): AccessRow {
  const text = verdictText(verdict);
  const at = verdict.state === 'granted' ? verdict.at : null;
  return {
    id,
    configuration,
    item: {
      label,
      description: text,
      tooltip: paragraph(`${label}: ${text}`),
      icon: STATES[verdict.state],
      collapsible: 'none',
      contextValue: at ? 'access-verdict.place' : 'access-verdict',
      spoken: `${label}: ${text}`,
    },
    place: at ? { kind: 'text', at } : null,
    click: at ? 'opens' : 'nothing',
    copied: text,
    children: [],
  };
}

function jobRow(configuration: string, id: string, { job, why, place }: NeededAccess['jobs'][number]): AccessRow {
  const label = job === '' ? 'Job without a name' : job;
  return {
    id,
    configuration,
    item: {
      label,
      description: why,
      tooltip: paragraph(`${label} ${why}`),
      icon: { codicon: 'target', color: null },
      collapsible: 'none',
      contextValue: 'access-job',
      spoken: `Needed by the job ${label}: ${why}`,
    },
    place: { kind: 'job', place },
    click: 'opens',
    copied: label,
    children: [],
  };
}

function noteRow(configuration: string, text: string, index: number): AccessRow {
  return {
    id: `${configuration} note ${index}`,
    configuration,
    item: {
      label: text,
      description: '',
      tooltip: paragraph(text),
      icon: { codicon: 'info', color: INFORMATION_COLOR },
      collapsible: 'none',
      contextValue: 'access-note',
      spoken: text,
    },
    place: null,
    click: 'nothing',
    copied: text,
    children: [],
  };
}

function accountText(account: AccessAccount): string {
  switch (account.state) {
    case 'known':
      return `${account.name} from ${account.at ? placeText(account.at) : account.from}`;
    case 'by-job':
      return `${account.names.join(', ')}, by job`;
    case 'several':
      return `account is one of ${account.names.join(', ')}`;
    case 'unknown':
      return 'account not known';
  }
}

function accountSentence(account: AccessAccount): string {
  switch (account.state) {
    case 'known':
      return `It runs as ${account.name}, as ${account.from} says.`;
    case 'by-job':
      return `Its jobs ask as ${account.names.join(', ')}.`;
    case 'several':
      return `It may run as any of ${account.names.join(', ')}.`;
    case 'unknown':
      return account.why;
  }
}

/** `deployment.yaml:23`; lines from 1. */
function placeText({ uri, range }: PlaceInText): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  return `${decoded(name)}:${range.start.line + 1}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type {
  AccessAccount,
  AccessVerdict,
  ConfigurationAccess,
  NeededAccess,
  NeedName,
} from '../../protocol/access.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import { ERROR_COLOR, INFORMATION_COLOR, type RowIcon, type RowItem } from '../targets/drawn-row.ts';
import { countOf } from '../targets/row-text.ts';
import { paragraph, tooltipOf } from '../targets/tooltip.ts';
import { placeText, summaryOf, verdictText } from './verdict-text.ts';

/** Where a row leads in the text. */
export type RowPlace =
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'text'; readonly at: PlaceInText };

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
  /** What an edit of the files could grant; null where that is not the matter. */
  readonly fixable: NeedName | null;
  /** What is copied of it; '' for nothing. */
  readonly copied: string;
  readonly children: readonly AccessRow[];
}

/** The end of names that goes without saying where there is little room. */
const USUAL_KEY = ' / prometheus.yml';
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
    configurationRow(one, {
      name: names.indexOf(one.name) === names.lastIndexOf(one.name) ? 'unique' : 'shared',
      count: configurations.length,
    }),
  );
}

/** How many needs are denied by one source or more. */
export function missingIn(configurations: readonly ConfigurationAccess[]): number {
  return configurations.flatMap(({ needs }) => needs).filter(need => summaryOf(need).state === 'denied').length;
}

/** What else stands at the root. */
interface Others {
  readonly name: 'unique' | 'shared';
  readonly count: number;
}

function configurationRow(access: ConfigurationAccess, others: Others): AccessRow {
  const { configuration } = access;
  const missing = missingIn([access]);
  const children = [
    ...access.needs.map(need => needRow(access, need)),
    ...access.unknown.map((text, index) => noteRow(configuration, text, index)),
  ];
  // Of one that nobody is known to run nothing can be said: beside others it only takes their place.
  const isOpen = access.account.state !== 'unknown' || others.count === 1;
  return {
    id: configuration,
    configuration,
    item: {
      ...configurationTexts(access, others),
      icon: { codicon: 'account', color: missing > 0 ? ERROR_COLOR : null },
      collapsible: children.length === 0 ? 'none' : isOpen ? 'expanded' : 'collapsed',
      contextValue: 'access-configuration',
    },
    place: { kind: 'file', uri: access.uri },
    click: 'nothing',
    fixable: null,
    copied: access.account.state === 'known' ? access.account.name : '',
    children,
  };
}

function configurationTexts(
  access: ConfigurationAccess,
  others: Others,
): Pick<RowItem, 'label' | 'description' | 'tooltip' | 'spoken'> {
  const { name, folder, needs } = access;
  const account = accountText(access.account);
  const missing = missingIn([access]);
  const unknown = needs.filter(need => summaryOf(need).state === 'unknown').length;
  const counts = [
    needs.length === 0 ? 'nothing is needed' : countOf(needs.length, 'right needed', 'rights needed'),
    missing > 0 ? `${missing} missing` : '',
    unknown > 0 ? `${unknown} unknown` : '',
  ].filter(text => text !== '');
  const shown = [missing > 0 ? `${missing} missing` : '', others.name === 'shared' ? folder : '', account].filter(
    text => text !== '',
  );
  return {
    label: name.endsWith(USUAL_KEY) ? name.slice(0, -USUAL_KEY.length) : name,
    description: shown.join(' · '),
    tooltip: tooltipOf(
      paragraph(folder === '' ? name : `${folder}/${name}`),
      paragraph(accountSentence(access.account)),
      paragraph(counts.join(', ')),
      access.context === null ? '' : paragraph(`Asked: the cluster of the context ${access.context}`),
    ),
    spoken: `Configuration ${name}, ${account}, ${counts.join(', ')}`,
  };
}

function needRow({ configuration, context }: ConfigurationAccess, need: NeededAccess): AccessRow {
  const { state, text } = summaryOf(need);
  const id = `${configuration} ${need.id}`;
  const isFixable = need.files.state === 'denied';
  const cluster = context === null ? 'Cluster' : `Cluster ${context}`;
  const at = need.jobs[0]?.at ?? null;
  return {
    id,
    configuration,
    item: {
      label: need.short,
      description: [text, need.verbs, asOther(need)].filter(part => part !== '').join(' · '),
      tooltip: tooltipOf(
        paragraph(need.what),
        paragraph(`Files: ${verdictText(need.files)}`),
        need.cluster ? paragraph(`${cluster}: ${verdictText(need.cluster)}`) : '',
        need.account ? paragraph(otherSentence(need.account)) : '',
        paragraph(`Needed by: ${[...new Set(need.jobs.map(({ who }) => who))].join(', ')}`),
      ),
      icon: STATES[state],
      collapsible: 'collapsed',
      contextValue: isFixable ? 'access-need.fixable' : 'access-need',
      spoken: [`To ${need.what}: ${text}`, asOther(need)].filter(part => part !== '').join(', '),
    },
    place: at ? { kind: 'text', at } : null,
    click: 'nothing',
    fixable: isFixable ? { configuration, need: need.id } : null,
    copied: need.what,
    children: [
      verdictRow(configuration, `${id} files`, 'Files', need.files),
      ...(need.cluster ? [verdictRow(configuration, `${id} cluster`, cluster, need.cluster)] : []),
      ...need.jobs.map((one, index) => jobRow(configuration, `${id} job ${index}`, one)),
    ],
  };
}

/** Who asks, where that is somebody else than for the rest of the configuration. */
function asOther({ account }: NeededAccess): string {
  return account ? `as ${account.state === 'known' ? account.name : accountText(account)}` : '';
}

function otherSentence(account: AccessAccount): string {
  if (account.state === 'unknown') return account.why;
  if (account.state === 'known') return `It is asked for as ${account.name}, as ${account.from} says.`;
  return `It is asked for as any of ${account.names.join(', ')}.`;
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
    fixable: null,
    copied: text,
    children: [],
  };
}

function jobRow(configuration: string, id: string, { who, why, at }: NeededAccess['jobs'][number]): AccessRow {
  const where = at ? `, ${placeText(at)}` : '';
  return {
    id,
    configuration,
    item: {
      label: who,
      description: why,
      tooltip: paragraph(`${who} ${why}${where}`),
      icon: { codicon: 'target', color: null },
      collapsible: 'none',
      contextValue: at ? 'access-job.place' : 'access-job',
      spoken: `Needed by ${who}: ${why}`,
    },
    place: at ? { kind: 'text', at } : null,
    click: at ? 'opens' : 'nothing',
    fixable: null,
    copied: who,
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
    fixable: null,
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
      return `It ${account.name.startsWith('user ') ? 'asks' : 'runs'} as ${account.name}, as ${account.from} says.`;
    case 'by-job':
      return `Its jobs ask as ${account.names.join(', ')}.`;
    case 'several':
      return `It may run as any of ${account.names.join(', ')}.`;
    case 'unknown':
      return account.why;
  }
}

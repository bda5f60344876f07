import {
  ERROR_COLOR,
  INFORMATION_COLOR,
  LONGEST_VALUE,
  MORE_ROWS,
  QUIET_COLOR,
  type RowItem,
  type RowOf,
  WARNING_COLOR,
} from './drawn-row.ts';
import { countOf, cut } from './row-text.ts';
import { codeBlock, paragraph } from './tooltip.ts';

/** Rows of one namespace, where there are many. */
export function namespaceItem({ name, count }: RowOf<'namespace'>): RowItem {
  return {
    label: name === '' ? 'No namespace' : name,
    description: count.toLocaleString('en-US'),
    tooltip: '',
    icon: { codicon: 'symbol-namespace', color: null },
    collapsible: 'collapsed',
    contextValue: 'namespace',
    spoken: `${name === '' ? 'No namespace' : `Namespace ${name}`}, ${countOf(count, 'target', 'targets')}`,
    click: 'nothing',
  };
}

const GROUPS = {
  dropped: { label: 'Dropped', icon: { codicon: 'filter', color: QUIET_COLOR }, tells: 'A relabel rule drops them.' },
  failed: {
    label: 'Failed',
    icon: { codicon: 'error', color: ERROR_COLOR },
    tells: 'Prometheus makes no target of them and says why in its log.',
  },
  undecided: {
    label: 'Undecided',
    icon: { codicon: 'question', color: WARNING_COLOR },
    tells: 'A rule could not be run here, so what becomes of them is not known.',
  },
} as const;

/** What became of the discovered targets that are not active. */
export function groupItem({ group, count }: RowOf<'group'>): RowItem {
  const { label, icon, tells } = GROUPS[group];
  return {
    label,
    description: count.toLocaleString('en-US'),
    tooltip: tells,
    icon,
    collapsible: 'collapsed',
    contextValue: 'group',
    spoken: `${label}, ${countOf(count, 'target', 'targets')}. ${tells}`,
    click: 'nothing',
  };
}

/** A rule that drops, or a failure, and how many have it. */
export function reasonItem({ group, text, count, place }: RowOf<'reason'>): RowItem {
  const hasRule = place.rule !== null;
  return {
    label: cut(text, 2 * LONGEST_VALUE),
    description: count.toLocaleString('en-US'),
    tooltip: codeBlock(text),
    icon: {
      codicon: group === 'dropped' ? 'circle-slash' : GROUPS[group].icon.codicon,
      color: GROUPS[group].icon.color,
    },
    collapsible: 'collapsed',
    contextValue: hasRule ? 'reason.rule' : 'reason',
    spoken: `${GROUPS[group].label}: ${text}, ${countOf(count, 'target', 'targets')}`,
    click: 'reveal',
  };
}

/** The rest of the rows of its parent. */
export function moreItem({ remaining }: RowOf<'more'>): RowItem {
  const next = Math.min(remaining, MORE_ROWS);
  return {
    label: `Show ${next.toLocaleString('en-US')} more`,
    description: remaining > next ? `${remaining.toLocaleString('en-US')} are not shown` : '',
    tooltip: '',
    icon: { codicon: 'ellipsis', color: null },
    collapsible: 'none',
    contextValue: 'more',
    spoken: `Show ${next.toLocaleString('en-US')} more of ${countOf(remaining, 'row that is', 'rows that are')} not shown`,
    click: 'show-more',
  };
}

const NOTES = {
  information: { codicon: 'info', color: INFORMATION_COLOR },
  warning: { codicon: 'warning', color: WARNING_COLOR },
  error: { codicon: 'error', color: ERROR_COLOR },
} as const;

/** Something to know that is no target. */
export function noteItem({ severity, text }: RowOf<'note'>): RowItem {
  return {
    label: text,
    description: '',
    tooltip: paragraph(text),
    icon: NOTES[severity],
    collapsible: 'none',
    contextValue: 'note',
    spoken: severity === 'information' ? text : `${severity === 'error' ? 'Error' : 'Warning'}: ${text}`,
    click: 'nothing',
  };
}

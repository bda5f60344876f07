import { LONGEST_VALUE, QUIET_COLOR, type RowItem, type RowOf } from './drawn-row.ts';
import { countOf, cut, objectText } from './row-text.ts';
import { codeBlock, labelLines, paragraph, tooltipOf } from './tooltip.ts';

const REFUSED = 'Prometheus does not get this target: its account may not list what it is made of.';

/** An active target, or what would be one if the account that runs the job might list it. */
export function targetItem({ address, url, labels, object, merged, standing }: RowOf<'target'>): RowItem {
  const refused = standing === 'refused' ? 'refused' : '';
  const from = merged > 1 ? countOf(merged, 'discovered target', 'discovered targets') : '';
  const description = [refused, object ? objectText(object) : '', from].filter(text => text !== '').join(' · ');
  return {
    label: cut(address, LONGEST_VALUE),
    description,
    tooltip: tooltipOf(
      codeBlock(url),
      paragraph(description),
      standing === 'refused' ? REFUSED : '',
      labels.length > 0 ? codeBlock(labelLines(labels)) : '',
    ),
    icon: { codicon: 'target', color: standing === 'refused' ? QUIET_COLOR : null },
    collapsible: 'collapsed',
    contextValue: 'target',
    spoken: `Target ${address}${description === '' ? '' : `, ${description.replaceAll(' · ', ', ')}`}`,
    click: 'nothing',
  };
}

/** What was discovered and is no target. */
export function discoveredItem({ address, object, labels }: RowOf<'discovered'>): RowItem {
  const label = address === '' ? 'No address' : cut(address, LONGEST_VALUE);
  const description = object ? objectText(object) : '';
  return {
    label,
    description,
    tooltip: tooltipOf(
      paragraph(`${label} ${description}`.trim()),
      labels.length > 0 ? codeBlock(labelLines(labels)) : '',
    ),
    icon: { codicon: 'circle-outline', color: QUIET_COLOR },
    collapsible: 'collapsed',
    contextValue: 'discovered',
    spoken: `Discovered ${label}${description === '' ? '' : `, ${description}`}`,
    click: 'nothing',
  };
}

/** The labels of a target, final or discovered. */
export function labelsItem({ which, labels }: RowOf<'labels'>): RowItem {
  const label = which === 'final' ? 'Labels' : 'Discovered labels';
  return {
    label,
    description: labels.length.toLocaleString('en-US'),
    tooltip: labels.length > 0 ? codeBlock(labelLines(labels)) : 'None.',
    icon: { codicon: 'tag', color: null },
    collapsible: 'collapsed',
    contextValue: 'labels',
    spoken: `${label}, ${labels.length}`,
    click: 'nothing',
  };
}

/** One label. */
export function labelItem({ name, value }: RowOf<'label'>): RowItem {
  return {
    label: cut(name, 2 * LONGEST_VALUE),
    description: value === '' ? '""' : cut(value, LONGEST_VALUE),
    tooltip: codeBlock(labelLines([[name, value]])),
    icon: { codicon: 'symbol-string', color: null },
    collapsible: 'none',
    contextValue: 'label',
    spoken: `${name}: ${value === '' ? 'empty' : value}`,
    click: 'nothing',
  };
}

/** The object that a target comes from. */
export function objectItem({ object }: RowOf<'object'>): RowItem {
  return {
    label: objectText(object),
    description: '',
    tooltip: '',
    icon: { codicon: 'symbol-object', color: null },
    collapsible: 'none',
    contextValue: 'object',
    spoken: `${objectText(object)}, opens as read from the cluster`,
    click: 'show-object',
  };
}

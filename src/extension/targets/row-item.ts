import type { TargetsRow } from '../../protocol/targets.ts';
import type { RowItem, RowSurroundings } from './drawn-row.ts';
import { groupItem, moreItem, namespaceItem, noteItem, reasonItem } from './group-row-items.ts';
import { configurationItem, contextItem, jobItem } from './scope-row-items.ts';
import { discoveredItem, labelItem, labelsItem, objectItem, targetItem } from './target-row-items.ts';

/** How a row is drawn. */
export function rowItem(row: TargetsRow, around: RowSurroundings): RowItem {
  switch (row.kind) {
    case 'context':
      return contextItem(row, around);
    case 'configuration':
      return configurationItem(row, around);
    case 'job':
      return jobItem(row, around);
    case 'namespace':
      return namespaceItem(row);
    case 'target':
      return targetItem(row);
    case 'group':
      return groupItem(row);
    case 'reason':
      return reasonItem(row);
    case 'discovered':
      return discoveredItem(row);
    case 'labels':
      return labelsItem(row);
    case 'label':
      return labelItem(row);
    case 'object':
      return objectItem(row);
    case 'more':
      return moreItem(row);
    case 'note':
      return noteItem(row);
  }
}

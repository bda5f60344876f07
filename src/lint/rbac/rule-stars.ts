import type { WrittenRule as NewRule } from '../../prometheus/access/access-rules.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { columnAt, isSound, lineBreakOf } from '../../yaml/insertion.ts';
import type { SeqNode } from '../../yaml/node.ts';
import { endOf, type SourceFile, spanOf, startOf } from '../../yaml/source.ts';
import type { WrittenRule } from './bound-roles.ts';
import { writtenAs } from './list-edits.ts';
import type { FileEdit } from './workspace-edits.ts';

/** Names, in each list of a rule that is nothing but a star, what another rule has there. Comments stay. */
export function replaceStars(
  { uri, file }: ManifestObject,
  { node, rule }: WrittenRule,
  instead: NewRule,
): readonly FileEdit[] {
  const lists = Object.entries(instead).flatMap(([field, texts]: [string, readonly string[]]): readonly FileEdit[] => {
    const list = fieldOf(node, field)?.node;
    if (list?.kind !== 'seq') return [{ uri, edit: undefined }];
    const [item] = list.items;
    const isStar = list.items.length === 1 && item?.kind === 'scalar' && /^\/?\*$/.test(item.text);
    if (isStar) return [{ uri, edit: replaceOnly(file, list, texts) }];
    const written = list.items.map(one => (one.kind === 'scalar' ? one.text : ''));
    return texts.every(text => written.includes(text)) ? [] : [{ uri, edit: undefined }];
  });
  return rule.resourceNames.length > 0 ? [{ uri, edit: undefined }] : lists;
}

function replaceOnly(file: SourceFile, list: SeqNode, texts: readonly string[]): TextEdit | undefined {
  const [item] = list.items;
  if (!item || !isSound(file, list)) return undefined;
  const written = texts.map(text => writtenAs(item, text));
  if (list.flow) return { ...spanOf(item), text: written.join(', ') };
  const [first = '', ...more] = written;
  const dash = `${lineBreakOf(file.text)}${' '.repeat(columnAt(file.text, startOf(list)))}- `;
  // Further lines go behind a comment on the item's own.
  const end = file.text.slice(endOf(item)).search(/\r?\n|$/) + endOf(item);
  const rest = file.text.slice(endOf(item), end);
  return { start: startOf(item), end, text: `${first}${rest}${more.map(text => dash + text).join('')}` };
}

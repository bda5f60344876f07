import type { WrittenRule as NewRule } from '../../prometheus/access/access-rules.ts';
import { fieldOf, type ManifestNode } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { columnAt, flowAppend, isSound, lineBreakOf, linesBehind } from '../../yaml/insertion.ts';
import type { MapNode, SeqNode, YamlNode } from '../../yaml/node.ts';
import { endOf, type SourceFile, startOf } from '../../yaml/source.ts';
import { quoteDouble, writeText } from '../../yaml/write-scalar.ts';
import type { FileEdit } from './workspace-edits.ts';

/** How the lists in the rules of a role are written. */
interface RuleStyle {
  readonly lists: 'flow' | 'indented' | 'flush';
  readonly quotes: 'double' | 'single' | 'plain';
}

/** How keys between braces are written: JSON quotes them. */
type KeyStyle = 'quoted' | 'plain';

const NEW_STYLE: RuleStyle = { lists: 'flow', quotes: 'plain' };

/** Adds rules at the end of a role, written like its last one. */
export function appendRules(object: ManifestObject, role: ManifestNode, rules: readonly NewRule[]): FileEdit {
  const { uri, file } = object;
  const list = fieldOf(role, 'rules')?.node;
  if (list?.kind !== 'seq') return { uri, edit: undefined };
  const isBetweenBraces = role.node.kind === 'map' && role.node.flow;
  if (list.flow && list.items.length === 0 && !isBetweenBraces) return { uri, edit: fillEmpty(file, list, rules) };
  if (list.flow) return { uri, edit: appendInFlow(file, role.node, list, rules) };
  const last = list.items.at(-1);
  if (!last || !isSound(file, list) || file.text[startOf(list)] !== '-') return { uri, edit: undefined };
  const margin = ' '.repeat(columnAt(file.text, startOf(list)));
  const lines = rules.flatMap(rule => ruleLines(rule, styleOf(file, last.kind === 'map' ? last : undefined)));
  return {
    uri,
    edit: linesBehind(
      file,
      last,
      lines.map(line => margin + line),
    ),
  };
}

/** Writes rules in the place of one. Undefined where it has comments. */
export function replaceRule(object: ManifestObject, rule: ManifestNode, rules: readonly NewRule[]): FileEdit {
  const { uri, file } = object;
  const { node } = rule;
  if (node.kind !== 'map' || !isSound(file, node) || rules.length === 0) return { uri, edit: undefined };
  const start = startOf(node);
  const end = endOf(node);
  if (file.text.slice(start, end).includes('#')) return { uri, edit: undefined };
  if (node.flow) return { uri, edit: { start, end, text: flowRules(rules, keyStyleOf(node), styleOf(file, node)) } };
  const column = columnAt(file.text, start) - 2;
  if (column < 0 || file.text[start - 2] !== '-') return { uri, edit: undefined };
  const lines = rules.flatMap(one => ruleLines(one, styleOf(file, node)));
  const text = lines.map((line, index) => (index === 0 ? line.slice(2) : ' '.repeat(column) + line));
  return { uri, edit: { start, end, text: text.join(lineBreakOf(file.text)) } };
}

function keyStyleOf({ pairs: [first] }: MapNode): KeyStyle {
  return first?.key.kind === 'scalar' && first.key.style === 'double' ? 'quoted' : 'plain';
}

/** Between brackets rules are written like the last one, in a role between braces like that. */
function appendInFlow(
  file: SourceFile,
  role: YamlNode,
  list: SeqNode,
  rules: readonly NewRule[],
): TextEdit | undefined {
  const last = list.items.at(-1);
  const like = last?.kind === 'map' ? last : role;
  if (like.kind !== 'map' || !isSound(file, list)) return undefined;
  const keys = keyStyleOf(like);
  const style = last?.kind === 'map' ? styleOf(file, last) : NEW_STYLE;
  return flowAppend(file, list, flowRules(rules, keys, keys === 'quoted' ? { ...style, quotes: 'double' } : style));
}

function flowRules(rules: readonly NewRule[], keys: KeyStyle, { quotes }: RuleStyle): string {
  const written = rules.map(rule => {
    const entries = Object.entries(rule).map(([key, values]: [string, readonly string[]]) => {
      const texts = values.map(value => inQuotes(value, quotes));
      return `${keys === 'quoted' ? quoteDouble(key) : key}: [${texts.join(', ')}]`;
    });
    return `{${entries.join(', ')}}`;
  });
  return written.join(', ');
}

/** `rules: []` becomes a list in lines. */
function fillEmpty(file: SourceFile, list: SeqNode, rules: readonly NewRule[]): TextEdit {
  const lineBreak = lineBreakOf(file.text);
  const lines = rules.flatMap(rule => ruleLines(rule, NEW_STYLE));
  const start = startOf(list);
  const from = file.text[start - 1] === ' ' ? start - 1 : start;
  const lineStart = file.text.lastIndexOf('\n', start) + 1;
  const margin = /^ */.exec(file.text.slice(lineStart))?.[0] ?? '';
  return { start: from, end: endOf(list), text: lines.map(line => lineBreak + margin + line).join('') };
}

function styleOf(file: SourceFile, rule: MapNode | undefined): RuleStyle {
  const pair = rule?.pairs.find(({ value }) => value.kind === 'seq' && value.items.length > 0);
  if (pair?.value.kind !== 'seq') return NEW_STYLE;
  const [item] =
    rule?.pairs.flatMap(({ value }) => (value.kind === 'seq' ? value.items.slice(0, 1) : [])).slice(-1) ?? [];
  const style = item?.kind === 'scalar' ? item.style : 'plain';
  const quotes = style === 'double' || style === 'single' ? style : 'plain';
  if (pair.value.flow) return { lists: 'flow', quotes };
  const isFlush = columnAt(file.text, startOf(pair.value)) === columnAt(file.text, startOf(pair.key));
  return { lists: isFlush ? 'flush' : 'indented', quotes };
}

function ruleLines(rule: NewRule, { lists, quotes }: RuleStyle): readonly string[] {
  const lines = Object.entries(rule).flatMap(([key, values]: [string, readonly string[]]) => {
    const written = values.map(value => inQuotes(value, quotes));
    if (lists === 'flow') return [`${key}: [${written.join(', ')}]`];
    return [`${key}:`, ...written.map(value => `${lists === 'flush' ? '' : '  '}- ${value}`)];
  });
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function inQuotes(text: string, quotes: RuleStyle['quotes']): string {
  if (quotes === 'double') return quoteDouble(text);
  return quotes === 'single' ? `'${text.replaceAll("'", "''")}'` : writeText(text);
}

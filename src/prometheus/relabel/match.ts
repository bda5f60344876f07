import { expandTemplate } from './expand.ts';
import type { PlainPattern } from './plain-pattern.ts';
import type { MatchGroups, PlainRegex, Re2Regex, RelabelRegex } from './regex.ts';

/** Whether the regex matches, as a rule asks of a value or a label name. */
export function matches(regex: RelabelRegex, text: string): boolean {
  return regex.kind === 'plain' ? isPlainMatch(regex, text) : match(regex, text) !== undefined;
}

/** The groups of the first match, or undefined when there is none. */
export function match(regex: RelabelRegex, text: string): MatchGroups | undefined {
  if (regex.kind === 'plain') return plainMatch(regex, text);
  const known = regex.memo.get(text);
  if (known !== undefined) return known === 'no match' ? undefined : known;
  const groups = re2Match(regex, text, 0)?.groups;
  regex.memo.set(text, groups ?? 'no match');
  return groups;
}

/**
 * The text with every match replaced by the expanded template. An anchored regex has one match, all of the text; one
 * that escapes its anchors (`a)|(b`) may have several.
 */
export function replaceAll(regex: RelabelRegex, text: string, template: string): string {
  if (regex.kind === 'plain') {
    const groups = plainMatch(regex, text);
    return groups ? expandTemplate(template, groups, regex.groupNames) : text;
  }
  return re2ReplaceAll(regex, text, template);
}

/** Asked of every label of every target: nothing is made for the answer. */
function isPlainMatch({ pattern, dot }: PlainRegex, text: string): boolean {
  if (pattern.kind === 'alternatives') return pattern.texts.has(text);
  const { prefix, suffix, least } = pattern;
  const end = text.length - suffix.length;
  if (end - prefix.length < least || !text.startsWith(prefix) || !text.endsWith(suffix)) return false;
  return dot === 'everything' || !wildcardPart(pattern, text).includes('\n');
}

function plainMatch(regex: PlainRegex, text: string): MatchGroups | undefined {
  if (!isPlainMatch(regex, text)) return undefined;
  const { pattern } = regex;
  if (!pattern.captured) return [text];
  return [text, pattern.kind === 'alternatives' ? text : wildcardPart(pattern, text)];
}

/** What stands between prefix and suffix of a text that has both. */
function wildcardPart({ prefix, suffix }: PlainPattern & { kind: 'wildcard' }, text: string): string {
  return text.slice(prefix.length, text.length - suffix.length);
}

interface Re2Match {
  readonly start: number;
  readonly end: number;
  readonly groups: MatchGroups;
}

function re2Match(regex: Re2Regex, text: string, from: number): Re2Match | undefined {
  const matcher = regex.program.matcher(text);
  if (!matcher.find(from)) return undefined;
  const groups = regex.groupNames.map((_, index) => matcher.group(index) ?? undefined);
  return { start: matcher.start(), end: matcher.end(), groups };
}

/** Follows Go's Regexp.ReplaceAllString step by step: no empty match right after another match. */
function re2ReplaceAll(regex: Re2Regex, text: string, template: string): string {
  let result = '';
  let copied = 0;
  for (let from = 0; from <= text.length; ) {
    const found = re2Match(regex, text, from);
    if (!found) break;
    result += text.slice(copied, found.start);
    if (found.end > copied || found.start === 0) result += expandTemplate(template, found.groups, regex.groupNames);
    copied = found.end;
    const width = (text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1;
    from = Math.max(from + width, found.end);
  }
  return result + text.slice(copied);
}

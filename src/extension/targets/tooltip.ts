import type { LabelList } from '../../protocol/targets.ts';

/*
 * Tooltips are Markdown that is not trusted: texts of the cluster and of the user stand in code blocks or escaped, so that
 * nothing of them becomes a link, an image or a heading.
 */

/** A text as it is, in a code block. */
export function codeBlock(text: string): string {
  const fences = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...fences.map(one => one.length + 1)));
  return `${fence}text\n${text}\n${fence}`;
}

/** A text as a paragraph. */
export function paragraph(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~$&:]/g, '\\$&').replaceAll(/\r?\n/g, '\\\n');
}

/** Labels one a line, `name="value"`, as PromQL writes them. */
export function labelLines(labels: LabelList): string {
  return labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join('\n');
}

/** Parts of a tooltip below each other; empty ones are left out. */
export function tooltipOf(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n\n');
}

import type { Report } from '../../protocol/targets.ts';

const SIGNS = { added: '+ ', removed: '- ', changed: '~ ', ended: '! ' } as const;
const NO_SIGN = '  ';

/**
 * The text of a report as it is shown: every marked line begins with a sign, so that colour is not the only one. Lines stay
 * where they are. A report without marks stays as it is.
 */
export function shownReportText({ text, marks }: Report): string {
  if (marks.length === 0) return text;
  const signs = new Map(marks.map(({ line, mark }) => [line, SIGNS[mark]]));
  return text
    .split('\n')
    .map((line, index) => `${signs.get(index) ?? NO_SIGN}${line}`.trimEnd())
    .join('\n');
}

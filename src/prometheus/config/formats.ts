import type { FormatProblem, FormatTable } from '../../schema/validation.ts';
import { clip } from '../../schema/validation.ts';
import { readDuration } from '../duration.ts';
import { isValidLabelName } from '../label-name.ts';
import { parseSize } from '../size.ts';
import { goUrlProblem } from './go-url.ts';

/**
 * What Prometheus has against texts as it decodes them, whatever stands beside them. Selectors, regular expressions and
 * target labels have rules of their own, which see the whole entry.
 */
export const FORMATS: FormatTable = {
  duration: text => {
    const reading = readDuration(text);
    return reading.ok ? undefined : problem('bad-duration', durationMessage(text), durationFix(text));
  },
  size: text =>
    parseSize(text) === undefined
      ? problem('bad-size', `\`${clip(text)}\` is not a size. Write a number with a unit, such as \`10MB\`.`)
      : undefined,
  url: text => {
    const wrong = goUrlProblem(text);
    return wrong === undefined ? undefined : problem('bad-url', `\`${clip(text)}\` is not a URL: ${wrong}.`);
  },
  'label-name': text =>
    isValidLabelName(text, 'utf8')
      ? undefined
      : problem('bad-label-name', 'a label name may not be empty. Name a label.'),
  glob: text =>
    /^[^*]*(?:\*[^/]*)?$/.test(text)
      ? undefined
      : problem('bad-path', `\`${clip(text)}\` has a \`*\` before its last part. Move it behind the last \`/\`.`),
};

function problem(code: string, message: string, replacement?: string): FormatProblem {
  return { problem: code, message, data: replacement === undefined ? {} : { replacement } };
}

function durationMessage(text: string): string {
  if (text === '') return 'a duration is empty. Write a number with a unit, such as `30s`.';
  if (/^\d+$/.test(text)) return `\`${clip(text)}\` is a duration without a unit. Did you mean \`${clip(text)}s\`?`;
  return `\`${clip(text)}\` is not a duration. Write whole numbers with units from large to small, such as \`1h30m\`.`;
}

function durationFix(text: string): string | undefined {
  return /^\d{1,9}$/.test(text) ? `${text}s` : undefined;
}

import { largeConfig } from './large-config.ts';

/** A key in the middle of a large prometheus.yml that makes a mistake, and the key that takes it back. */
export interface Stroke {
  readonly name: string;
  readonly text: string;
  /** The offset of the cursor in `text`. */
  readonly cursor: number;
  /** The names are those of the keyboard's events. */
  readonly makes: string;
  readonly takesBack: string;
  /** `broken`: the text is no YAML while the finding is shown. */
  readonly yaml: 'whole' | 'broken';
}

const ROLE = '      - role: pod';
const REGEX = '(.+)"';
/** How far below the stroke the other place is broken: far enough that no editor shows both. */
const FAR = 150;

/** The strokes in a file of at least so many lines. */
export function strokesIn(lines: number): readonly Stroke[] {
  const text = largeConfig(lines);
  const role = text.indexOf(`${ROLE}\n`, text.length / 2) + ROLE.length;
  const quote = text.indexOf(`${REGEX}\n`, role) + REGEX.length;
  const typing = { makes: 'x', takesBack: 'Backspace' } as const;
  return [
    { name: 'an unknown role', text, cursor: role, ...typing, yaml: 'whole' },
    { name: 'an unclosed quote', text, cursor: quote, makes: 'Backspace', takesBack: '"', yaml: 'broken' },
    {
      name: 'an unknown role above a half-typed line',
      text: halfTyped(text, role),
      cursor: role,
      ...typing,
      yaml: 'broken',
    },
  ];
}

/** The text with one more line in a job further down: a key without its colon. */
function halfTyped(text: string, from: number): string {
  let start = from;
  for (let line = 0; line < FAR; line += 1) start = text.indexOf('\n', start) + 1;
  const job = text.indexOf('    kubernetes_sd_configs:\n', start);
  return `${text.slice(0, job)}    scrape_timeou\n${text.slice(job)}`;
}

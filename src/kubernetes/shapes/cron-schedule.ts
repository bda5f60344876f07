const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of values, the least first. */
  readonly names: readonly string[];
}

const FIELDS: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of the month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 6, names: DAYS },
];

const DESCRIPTORS: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

/**
 * Why a text is not a schedule, undefined for one that is, and for one that sets its own time zone, of which nothing is
 * said here. See https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function cronProblem(text: string): string | undefined {
  if (/TZ=/.test(text)) return undefined;
  const schedule = text.trim();
  if (schedule.startsWith('@')) {
    if (DESCRIPTORS.has(schedule) || schedule.startsWith('@every ')) return undefined;
    return 'there is no such word';
  }
  const fields = schedule === '' ? [] : schedule.split(/\s+/);
  if (fields.length !== FIELDS.length) return `it has five fields, not ${fields.length}`;
  const wrong = FIELDS.find((field, index) => !(fields[index] ?? '').split(',').every(range => isRange(range, field)));
  return wrong && `there is no such ${wrong.name}`;
}

function isRange(text: string, field: CronField): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map(end => valueIn(end, field));
  if (ends.length > 2 || ends.some(end => end === undefined)) return false;
  const [first = 0, last = step === undefined ? first : field.most] = ends.map(end => end ?? 0);
  return first >= field.least && last <= field.most && first <= last;
}

function valueIn(text: string, { names, least }: CronField): number | undefined {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return least + index;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

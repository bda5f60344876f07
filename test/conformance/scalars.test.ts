import { formatDuration, readDuration } from '../../src/prometheus/duration.ts';
import { isValidLabelName } from '../../src/prometheus/label-name.ts';
import { parseSize } from '../../src/prometheus/size.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';
import { Random, runSeed } from './random.ts';

const CASES = 10_000;
const NUMBERS = [
  '0',
  '00',
  '1',
  '7',
  '60',
  '90',
  '365',
  '1000',
  '292',
  '293',
  '106751',
  '9223372036',
  '9223372036854',
  '18446744073709551615',
  '18446744073709551616',
  '',
  '-1',
  '+1',
  '1.5',
  '.5',
  '1.',
  '.',
  '0.1234567890123456789',
  '922337203685477578',
  '9223372036854775798',
  '7.99999999',
];
const DURATION_UNITS = ['y', 'w', 'd', 'h', 'm', 's', 'ms', '', 'M', 'ns', ' ', 'ä', '"'];
const SIZE_UNITS = ['B', 'KB', 'KiB', 'MB', 'GiB', 'TB', 'PB', 'EB', 'EiB', '', 'kB', 'K', ' ', 'iB'];
const NAMES = ['a', '_', '9', 'A', '-', '.', 'ä', '😀', ' ', '\n', '$', '{', '__', ''];

interface Scalar {
  readonly op: 'duration' | 'size' | 'labelname';
  readonly text: string;
}

interface Answer {
  readonly error?: string;
  readonly ns?: number;
  readonly canonical?: string;
  readonly bytes?: number;
  readonly utf8?: boolean;
  readonly legacy?: boolean;
}

function randomScalar(random: Random): Scalar {
  const op = random.pick(['duration', 'size', 'labelname'] as const);
  if (op === 'labelname') return { op, text: random.list(0, 4, () => random.pick(NAMES)).join('') };
  const units = op === 'duration' ? DURATION_UNITS : SIZE_UNITS;
  return { op, text: random.list(0, 3, () => random.pick(NUMBERS) + random.pick(units)).join('') };
}

function ours({ op, text }: Scalar): unknown {
  if (op === 'labelname') return [isValidLabelName(text, 'utf8'), isValidLabelName(text, 'legacy')];
  if (op === 'size') return parseSize(text);
  const reading = readDuration(text);
  return reading.ok ? [reading.duration, formatDuration(reading.duration)] : reading.message;
}

function theirs({ op }: Scalar, answer: Answer): unknown {
  if (op === 'labelname') return [answer.utf8, answer.legacy];
  if (op === 'size') return answer.bytes;
  return answer.error ?? [Math.trunc((answer.ns ?? 0) / 1e6), answer.canonical];
}

async function* compared(): AsyncGenerator<Compared> {
  const random = new Random(runSeed());
  const all = Array.from({ length: CASES }, () => randomScalar(random));
  let index = 0;
  for await (const answer of askOracle<Answer>(all)) {
    const one = all[index++];
    if (one) yield { id: JSON.stringify(one), ours: ours(one), theirs: theirs(one, answer) };
  }
}

comparison({ label: 'durations, sizes and label names equal', required: 1, cases: compared });

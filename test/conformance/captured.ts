import { readFileSync } from 'node:fs';
import { capturePath } from './tools.ts';

/** One case of a test of Prometheus itself: `input` is a request to the oracle, `expected` what upstream expects. */
export interface Captured<Input, Expected> {
  readonly test: string;
  readonly case: number;
  readonly input: Input;
  readonly expected: Expected;
}

/** The captured cases of a file in `.tools/captures`, such as `relabel.jsonl`, by test and number. */
export function captured<Input, Expected>(name: string): readonly Captured<Input, Expected>[] {
  const lines = readFileSync(capturePath(name), 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as Captured<Input, Expected>);
}

import { readFileSync } from 'node:fs';
import { capturePath } from './tools.ts';

/** A case of an upstream test: the oracle's request for it and what the test expects. */
export interface Captured<I, E> {
  readonly test: string;
  readonly case: number;
  readonly input: I;
  readonly expected: E;
}

/** The cases that `npm run tools` captured into the file. */
export function readCaptures<I, E>(file: string): readonly Captured<I, E>[] {
  const lines = readFileSync(capturePath(file), 'utf8').split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Captured<I, E>);
}

import type { ConfigPlace, EditEffectRequest } from '../../protocol/targets.ts';
import { RowNode } from './targets-tree.ts';

/*
 * Arguments of commands come from anywhere: a keybinding, another extension. What is not of the right form counts as not
 * given.
 */

/** A place in a configuration, as the lens gives it, or that of a row. */
export function placeOf(argument: unknown): ConfigPlace | undefined {
  if (argument instanceof RowNode) return 'place' in argument.row ? argument.row.place : undefined;
  if (!isRecord(argument)) return undefined;
  const { configuration, job, rule } = argument;
  if (typeof configuration !== 'string' || typeof job !== 'string') return undefined;
  return { configuration, job, rule: typeof rule === 'number' ? rule : null };
}

/** A configuration and perhaps a job, as the lens gives them. */
export function editEffectOf(argument: unknown): EditEffectRequest | undefined {
  if (!isRecord(argument)) return undefined;
  const { configuration, job } = argument;
  if (typeof configuration !== 'string') return undefined;
  return { configuration, job: typeof job === 'string' ? job : null };
}

/** A text; null for anything else and for an empty one. */
export function textOf(argument: unknown): string | null {
  return typeof argument === 'string' && argument !== '' ? argument : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { NeedName } from '../../protocol/access.ts';
import { AccessNode } from './access-node.ts';

/** The configuration that a row, a lens or a code action names; undefined for anything else. */
export function configurationOf(argument: unknown): string | undefined {
  if (argument instanceof AccessNode) return argument.row.configuration;
  if (typeof argument !== 'object' || argument === null || !('configuration' in argument)) return undefined;
  return typeof argument.configuration === 'string' ? argument.configuration : undefined;
}

/** The need that a row or a link names, where the files could grant it; undefined for anything else. */
export function needOf(argument: unknown): NeedName | undefined {
  if (argument instanceof AccessNode) return argument.row.fixable ?? undefined;
  const configuration = configurationOf(argument);
  if (typeof argument !== 'object' || argument === null || !('need' in argument)) return undefined;
  return configuration !== undefined && typeof argument.need === 'string'
    ? { configuration, need: argument.need }
    : undefined;
}

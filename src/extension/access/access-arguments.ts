import { AccessNode } from './access-node.ts';

/** The configuration that a row, a lens or a code action names; undefined for anything else. */
export function configurationOf(argument: unknown): string | undefined {
  if (argument instanceof AccessNode) return argument.row.configuration;
  if (typeof argument !== 'object' || argument === null || !('configuration' in argument)) return undefined;
  return typeof argument.configuration === 'string' ? argument.configuration : undefined;
}

import type { TargetRef } from '../../prometheus/targets/pool-verdicts.ts';

export type ReasonGroup = 'dropped' | 'failed' | 'undecided';

/** What a row that may have children stands for. */
export type RowKey =
  | { readonly row: 'context' }
  | { readonly row: 'configuration'; readonly configuration: string }
  | { readonly row: 'job'; readonly configuration: string; readonly job: string }
  | { readonly row: 'namespace'; readonly configuration: string; readonly job: string; readonly namespace: string }
  | {
      readonly row: 'group';
      readonly configuration: string;
      readonly job: string;
      readonly group: ReasonGroup;
    }
  /** `verdict` is the number that all targets of this reason have. */
  | { readonly row: 'reason'; readonly configuration: string; readonly job: string; readonly verdict: number }
  | ({ readonly row: 'target' | 'discovered'; readonly configuration: string; readonly job: string } & TargetRef)
  | ({
      readonly row: 'labels';
      readonly which: 'final' | 'discovered';
      readonly configuration: string;
      readonly job: string;
    } & TargetRef);

const ROWS: ReadonlySet<string> = new Set<RowKey['row']>([
  'context',
  'configuration',
  'job',
  'namespace',
  'group',
  'reason',
  'target',
  'discovered',
  'labels',
]);

/** The id of the row: the same for the same thing, whatever else changes. */
export function rowId(key: RowKey): string {
  const { row, ...rest } = key;
  return JSON.stringify([row, Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))]);
}

/** What a row id that we made stands for; undefined for any other text. */
export function readRowId(id: string): RowKey | undefined {
  try {
    const value: unknown = JSON.parse(id);
    if (!Array.isArray(value) || !ROWS.has(String(value[0])) || typeof value[1] !== 'object') return undefined;
    return { row: value[0], ...value[1] };
  } catch {
    return undefined;
  }
}

/**
 * Fields that Prometheus resets before it decodes them: what a merge (`<<`) has set there before is gone. Any other
 * mapping is added to the one that the merge has brought.
 */
export const REPLACED_FIELDS: ReadonlySet<string> = new Set([
  'global',
  'external_labels',
  'namespaces',
  'http_headers',
]);

import type { TargetsChanged } from '../../protocol/targets.ts';

/** Changes that wait until the view can be seen, joined. */
export class PendingChanges {
  #rows: Set<string> | 'all' = new Set();

  add(rows: TargetsChanged['rows']): void {
    if (rows === 'all' || this.#rows === 'all') this.#rows = 'all';
    else for (const row of rows) this.#rows.add(row);
  }

  /** All that has been added since the last time; null for nothing. */
  take(): TargetsChanged['rows'] | null {
    const taken = this.#rows;
    this.#rows = new Set();
    if (taken === 'all') return 'all';
    return taken.size === 0 ? null : [...taken];
  }
}

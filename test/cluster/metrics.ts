const EVENTS = 'prometheus_sd_kubernetes_events_total';
const FAILED = 'prometheus_target_sync_failed_total';
const SYNCS = 'prometheus_target_scrape_pool_sync_total';

/** What Prometheus says of itself at /metrics. */
export class Metrics {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  /** All that discovery has heard: another text when it has heard more. */
  get events(): string {
    return this.#starting(EVENTS);
  }

  /** All that discovery has heard and all times that targets were made, with their failures. */
  get work(): string {
    return [EVENTS, SYNCS, FAILED].map(name => this.#starting(name)).join('\n');
  }

  /**
   * How many targets failed in each job each time that its targets were made since `before`; undefined when that was not
   * once at least, or not the same each time. The counter adds them up over all times.
   */
  failedSince(before: Metrics): ReadonlyMap<string, number> | undefined {
    const [syncs, syncsBefore] = [this.#byJob(SYNCS), before.#byJob(SYNCS)];
    const [failed, failedBefore] = [this.#byJob(FAILED), before.#byJob(FAILED)];
    const counts = new Map<string, number>();
    for (const [job, times] of syncs) {
      const since = times - (syncsBefore.get(job) ?? 0);
      const each = ((failed.get(job) ?? 0) - (failedBefore.get(job) ?? 0)) / since;
      if (!Number.isInteger(each)) return undefined;
      counts.set(job, each);
    }
    return counts;
  }

  #starting(name: string): string {
    return this.#lines.filter(line => line.startsWith(name)).join('\n');
  }

  #byJob(name: string): ReadonlyMap<string, number> {
    const lines = this.#lines.filter(line => line.startsWith(`${name}{`));
    return new Map(lines.map(line => [jobOf(line), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  }
}

/** In the text format a label value is escaped as in JSON, of which it uses `\\`, `\"` and `\n`. */
function jobOf(line: string): string {
  const [, value = ''] = /scrape_job="((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
  return JSON.parse(`"${value}"`) as string;
}

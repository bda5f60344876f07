import type { Compared } from '../../comparison.ts';
import { type ScrapeCase, scrapeCases } from './scrape-cases.ts';
import { runScrapes, type ScrapeAnswer } from './scrape-run.ts';

/** All cases, run once for all comparisons. */
export class ScrapeComparisons {
  #answers: Promise<ReadonlyMap<ScrapeCase, ScrapeAnswer>> | undefined;

  /** What each account's scrapes ask the API server, and which of it is forbidden. */
  async *access(): AsyncGenerator<Compared> {
    for (const [{ id }, { ours, theirs }] of await this.#run()) yield { id, ours, theirs };
  }

  /** Of the cases that must come to something whatever we say, whether they do. */
  async *expected(): AsyncGenerator<Compared> {
    for (const [{ id, expects }, { theirs }] of await this.#run()) {
      if (expects === 'as it is') continue;
      const forbidden = theirs.forbidden.length === 0 ? 'nothing' : 'something';
      yield { id, ours: { forbidden: expects }, theirs: { forbidden } };
    }
  }

  #run(): Promise<ReadonlyMap<ScrapeCase, ScrapeAnswer>> {
    this.#answers ??= runScrapes(scrapeCases());
    return this.#answers;
  }
}

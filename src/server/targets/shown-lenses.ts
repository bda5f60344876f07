import type { CodeLens } from 'vscode-languageserver/node';
import type { Clock } from '../clock.ts';
import { describe } from '../describe.ts';
import { LensRefresh } from './lens-refresh.ts';

export interface ShownLensesPorts {
  readonly clock: Clock;
  /** As they are now; null where there are none by the user's wish. */
  lensesOf(uri: string): Promise<CodeLens[] | null>;
  /** Has the client ask for lenses again. */
  refresh(): void;
  failed(text: string): void;
}

/** Knows which lenses the client has of open documents, and has it ask again when they would say something else. */
export class ShownLenses {
  readonly #ports: ShownLensesPorts;
  readonly #refresh: LensRefresh;
  /**
   * Of open documents, the lenses that the client has, as JSON, or has been offered: an editor that loses the focus while it
   * waits to ask does not ask by itself any more.
   */
  readonly #shown = new Map<string, string>();
  readonly #open = new Set<string>();

  constructor(ports: ShownLensesPorts) {
    this.#ports = ports;
    this.#refresh = new LensRefresh(ports.clock, () => ports.refresh());
  }

  /** Whether the document was open or closed when that was told last. */
  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  opened(uri: string): void {
    this.#open.add(uri);
  }

  closed(uri: string): void {
    this.#open.delete(uri);
    this.#shown.delete(uri);
  }

  /** The client asks for the lenses of an open document. */
  async fetch(uri: string): Promise<CodeLens[] | null> {
    const lenses = await this.#ports.lensesOf(uri);
    this.#shown.set(uri, commandsOf(lenses));
    return lenses;
  }

  /** Something that lenses of these documents say may be new. Never rejects. */
  async changed(uris: Iterable<string> = this.#open): Promise<void> {
    try {
      for (const uri of [...uris]) {
        const lenses = commandsOf(await this.#ports.lensesOf(uri));
        if (lenses === (this.#shown.get(uri) ?? NO_LENSES)) continue;
        if (this.#open.has(uri)) this.#shown.set(uri, lenses);
        this.#refresh.request();
      }
    } catch (error) {
      this.#ports.failed(`Code lenses could not be made: ${describe(error)}`);
    }
  }

  dispose(): void {
    this.#refresh.dispose();
  }
}

const NO_LENSES = JSON.stringify([]);

/** What the lenses say; where they stand the client knows better while somebody types. */
function commandsOf(lenses: readonly CodeLens[] | null): string {
  return JSON.stringify(lenses?.map(({ command }) => command) ?? []);
}

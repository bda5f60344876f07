import type { FindingCode } from '../schema/finding.ts';

/** Where the pages are that explain findings: told by the client when it starts the server, if it has them. */
export class Pages {
  #folder: string | undefined;

  /** Reads the client's initialization options; anything but a file URI is no folder. */
  initialize(options: unknown): void {
    const folder = typeof options === 'object' && options !== null && 'pages' in options ? options.pages : undefined;
    this.#folder =
      typeof folder === 'string' && /^[a-z][a-z0-9+.-]{1,40}:\/\//i.test(folder)
        ? folder.replace(/\/$/, '')
        : undefined;
  }

  /** The page of a code; undefined when there are none. */
  of(code: FindingCode): string | undefined {
    return this.#folder && `${this.#folder}/${code}.md`;
  }
}

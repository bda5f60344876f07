import type { ConfigPlace, Report } from '../../protocol/targets.ts';

type Mark = Report['marks'][number]['mark'];

/** Puts a report together line by line. Text that comes from a cluster or a file never begins a line of its own. */
export class ReportWriter {
  readonly #lines: string[] = [];
  readonly #links: { line: number; place: ConfigPlace }[] = [];
  readonly #marks: { line: number; mark: Mark }[] = [];

  line(text: string): this {
    this.#lines.push(oneLine(text));
    return this;
  }

  /** A line that leads to a place in the configuration. */
  linked(text: string, place: ConfigPlace): this {
    this.#links.push({ line: this.#lines.length, place });
    return this.line(text);
  }

  marked(text: string, mark: Mark): this {
    this.#marks.push({ line: this.#lines.length, mark });
    return this.line(text);
  }

  done(title: string): Report {
    return { title, text: `${this.#lines.join('\n')}\n`, links: this.#links, marks: this.#marks };
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u0085\u2028\u2029]/g, character => JSON.stringify(character).slice(1, -1));
}

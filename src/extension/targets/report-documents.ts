import {
  type CancellationToken,
  type Disposable,
  DocumentLink,
  languages,
  type Range,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  type TextLine,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { ConfigPlace, Report } from '../../protocol/targets.ts';
import type { AskServer } from './targets-port.ts';

const SCHEME = 'prometheus-report';

/** A report, some of whose lines may lead elsewhere than to a job or a rule. */
export interface ShownReport extends Omit<Report, 'links'> {
  readonly links: readonly (
    | Report['links'][number]
    | { readonly line: number; readonly target: Uri; readonly tooltip: string }
  )[];
}

/** The end of the name decides the language: what is told of a prometheus.yml is no YAML. */
const ENDS = { yaml: '.yaml', markdown: '.md', plaintext: ' (report)' } as const;

/** A link that knows its place in a configuration; where that stands is asked when it is followed. */
class PlaceLink extends DocumentLink {
  readonly place: ConfigPlace;

  constructor(line: TextLine, place: ConfigPlace) {
    super(textRange(line));
    this.place = place;
    this.tooltip = place.rule === null ? `Open the job ${place.job}` : `Open rule ${place.rule + 1} of ${place.job}`;
  }
}

/**
 * Documents that are shown and never saved: traces, effects of edits, objects. They go when they are closed. Colours only
 * repeat what the signs in their text say.
 */
export class ReportDocuments implements Disposable {
  readonly #ask: AskServer;
  readonly #reports = new Map<string, ShownReport>();
  readonly #colors: Readonly<Record<Report['marks'][number]['mark'], TextEditorDecorationType>>;
  readonly #owned: readonly Disposable[];
  #count = 0;

  constructor(ask: AskServer) {
    this.#ask = ask;
    this.#colors = {
      added: wholeLine('diffEditor.insertedLineBackground'),
      removed: wholeLine('diffEditor.removedLineBackground'),
      changed: wholeLine('editor.wordHighlightBackground'),
      ended: wholeLine('inputValidation.warningBackground'),
    };
    this.#owned = [
      ...Object.values(this.#colors),
      workspace.registerTextDocumentContentProvider(SCHEME, {
        provideTextDocumentContent: uri => {
          const report = this.#reports.get(uri.toString());
          return report?.text ?? 'This was made for one look. Ask for it again.';
        },
      }),
      languages.registerDocumentLinkProvider(
        { scheme: SCHEME },
        {
          provideDocumentLinks: document => this.#links(document),
          resolveDocumentLink: (link, token) => this.#resolve(link, token),
        },
      ),
      window.onDidChangeVisibleTextEditors(editors => this.#color(editors)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#reports.delete(uri.toString())),
    ];
  }

  /** Shows a report beside what is edited, or where a report is shown already. */
  async show(report: ShownReport, language: keyof typeof ENDS): Promise<void> {
    const uri = this.#uriOf(report.title, language);
    this.#reports.set(uri.toString(), report);
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.scheme === SCHEME);
    const document = await workspace.openTextDocument(uri);
    const isEmpty = window.tabGroups.activeTabGroup.tabs.length === 0;
    await window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? (isEmpty ? ViewColumn.Active : ViewColumn.Beside),
      preview: true,
      preserveFocus: false,
    });
    this.#color(window.visibleTextEditors);
  }

  /** The path is what the tab shows; the query tells reports of the same title apart. */
  #uriOf(title: string, language: keyof typeof ENDS): Uri {
    this.#count += 1;
    const name = title.replaceAll('/', '∕');
    const end = language !== 'plaintext' || /\.[a-z]+$/i.test(name) ? ENDS[language] : '';
    return Uri.from({ scheme: SCHEME, path: `/${name}${end}`, query: String(this.#count) });
  }

  #links(document: TextDocument): DocumentLink[] {
    const links = this.#reports.get(document.uri.toString())?.links ?? [];
    return links.filter(({ line }) => line < document.lineCount).map(link => linkOf(link, document.lineAt(link.line)));
  }

  async #resolve(link: DocumentLink, token: CancellationToken): Promise<DocumentLink> {
    if (!(link instanceof PlaceLink)) return link;
    const found = await this.#ask('prometheusKubernetes/locate', link.place, token);
    if (found) {
      const { line, character } = found.range.start;
      link.target = Uri.parse(found.uri).with({ fragment: `L${line + 1},${character + 1}` });
    }
    return link;
  }

  #color(editors: readonly TextEditor[]): void {
    for (const editor of editors) {
      const report = this.#reports.get(editor.document.uri.toString());
      if (!report) continue;
      for (const [mark, decoration] of Object.entries(this.#colors)) {
        const lines = report.marks.filter(one => one.mark === mark && one.line < editor.document.lineCount);
        editor.setDecorations(
          decoration,
          lines.map(({ line }) => editor.document.lineAt(line).range),
        );
      }
    }
  }

  dispose(): void {
    for (const each of this.#owned) each.dispose();
    this.#reports.clear();
  }
}

function linkOf(link: ShownReport['links'][number], line: TextLine): DocumentLink {
  if ('place' in link) return new PlaceLink(line, link.place);
  const found = new DocumentLink(textRange(line), link.target);
  found.tooltip = link.tooltip;
  return found;
}

function textRange({ range, firstNonWhitespaceCharacterIndex: indent }: TextLine): Range {
  return range.with(range.start.translate(0, indent));
}

function wholeLine(color: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({ isWholeLine: true, backgroundColor: new ThemeColor(color) });
}

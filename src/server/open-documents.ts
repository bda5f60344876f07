import type { Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editDocument, type LanguageDocument, openDocument } from '../language/document.ts';
import { describe } from './describe.ts';

/** A document that is open in the editor: its text with positions, and what the language room made of it. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly language: LanguageDocument;
}

/**
 * The open documents, kept up to date edit by edit. `onChange` is told of each document whose state is new,
 * closed ones among them; several edits that arrive together are told once.
 */
export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();
  readonly #changed = new Set<string>();
  readonly #onChange: (uri: string) => void;
  #scheduled: NodeJS.Immediate | undefined;

  constructor(connection: Connection, onChange: (uri: string) => void) {
    this.#onChange = onChange;
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      this.#set(uri, { text: TextDocument.create(uri, languageId, version, text), language: openDocument(text) });
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      let open = this.#open.get(textDocument.uri);
      for (const change of contentChanges) {
        if (open) open = applyChange(open, change, textDocument.version, connection);
      }
      if (open) this.#set(textDocument.uri, open);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#open.delete(uri);
      this.#schedule(uri);
    });
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** Those that are open now. */
  uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Tells of every open document again: the settings have changed. */
  touchAll(): void {
    for (const uri of this.#open.keys()) this.#schedule(uri);
  }

  #set(uri: string, document: OpenDocument): void {
    this.#open.set(uri, document);
    this.#schedule(uri);
  }

  #schedule(uri: string): void {
    this.#changed.add(uri);
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      const uris = [...this.#changed];
      this.#changed.clear();
      for (const one of uris) this.#onChange(one);
    });
  }

  dispose(): void {
    if (this.#scheduled) clearImmediate(this.#scheduled);
  }
}

type Change = Parameters<typeof TextDocument.update>[1][number];

function applyChange(open: OpenDocument, change: Change, version: number, connection: Connection): OpenDocument {
  if (!('range' in change)) {
    const text = TextDocument.update(open.text, [change], version);
    return { text, language: openDocument(change.text) };
  }
  const start = open.text.offsetAt(change.range.start);
  const end = open.text.offsetAt(change.range.end);
  const text = TextDocument.update(open.text, [change], version);
  try {
    return { text, language: editDocument(open.language, { start, end, text: change.text }) };
  } catch (error) {
    // A mistake of ours; the user loses nothing but the time of a whole analysis.
    connection.console.error(`An edit of ${text.uri} could not be followed: ${describe(error)}`);
    return { text, language: openDocument(text.getText()) };
  }
}

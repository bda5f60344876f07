import { type Disposable, TerminalLink, type TerminalLinkProvider, window } from 'vscode';
import { forbiddenMessagesIn } from './forbidden-line.ts';

/** A link that knows the message it stands on. */
class ForbiddenLink extends TerminalLink {
  readonly message: string;

  constructor(start: number, message: string) {
    super(start, message.length, 'Explain with Prometheus');
    this.message = message;
  }
}

/** Makes messages in terminals that say what an API server refused into links. `explain` is run for the one that is followed. */
export function linkForbiddenMessages(explain: (message: string) => Promise<void>): Disposable {
  const provider: TerminalLinkProvider<ForbiddenLink> = {
    provideTerminalLinks: ({ line }) =>
      forbiddenMessagesIn(line).map(({ start, length }) => new ForbiddenLink(start, line.slice(start, start + length))),
    handleTerminalLink: ({ message }) => explain(message),
  };
  return window.registerTerminalLinkProvider(provider);
}

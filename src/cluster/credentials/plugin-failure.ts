import path from 'node:path';
import type { ApiFailure } from '../api/api-failure.ts';
import { printable } from '../api/printable.ts';
import { withoutSecrets } from '../api/without-secrets.ts';
import type { ExecPlugin } from '../kubeconfig/cluster-access.ts';
import { pluginAdvice } from './plugin-advice.ts';
import { pluginSecrets, printedSecrets, withoutTokens } from './plugin-secrets.ts';
import type { ProgramEnd } from './run-program.ts';

const MAX_STDERR_LINES = 4;
const MAX_STDERR = 600;

/** What a failed login by plugin says to the user. */
export class PluginFailures {
  readonly #plugin: ExecPlugin;
  readonly #context: string;
  readonly #name: string;

  constructor(plugin: ExecPlugin, context: string) {
    this.#plugin = plugin;
    this.#context = context;
    this.#name = path.win32.basename(plugin.command);
  }

  /** `The credential plugin "aws" of the context "prod"`. */
  get subject(): string {
    return `The credential plugin "${printable(this.#name, 80)}" of the context "${printable(this.#context, 120)}"`;
  }

  ofTerminal(): ApiFailure {
    return this.#failure(
      'asks questions on a terminal (interactiveMode: Always), and there is none here. Log in from a terminal, or set IfAvailable in the kubeconfig.',
      '',
    );
  }

  ofMissing(): ApiFailure {
    const hint = printable(this.#plugin.installHint, MAX_STDERR);
    return this.#failure(`is not installed, or not in the PATH of the editor.${hint === '' ? '' : ` ${hint}`}`, '');
  }

  ofBatchFile(): ApiFailure {
    return this.#failure(
      'is a batch file (.cmd or .bat), which cannot be run safely. Name an .exe in the kubeconfig.',
      '',
    );
  }

  ofAnswer(problem: string): ApiFailure {
    return this.#failure(`${problem}.`, '');
  }

  /** Undefined for a program that ended well. */
  ofEnd(end: ProgramEnd, limitMs: number): ApiFailure | undefined {
    switch (end.end) {
      case 'exit':
        return end.code === 0 ? undefined : this.#withStderr(`ended with code ${end.code}`, end);
      case 'signal':
        return this.#withStderr(`was ended by ${end.signal}`, end);
      case 'too-slow':
        return this.#withStderr(
          `was stopped after ${limitMs / 1000} s without an answer; what it asks cannot be answered here`,
          end,
        );
      case 'too-much':
        return this.#withStderr('was stopped because it printed far more than a login', end);
      case 'not-started':
        return this.#failure(`could not be started (${end.code}).`, '');
      case 'stopped':
        return this.#failure('was stopped, for the connection was closed.', '');
    }
  }

  #withStderr(what: string, { stdout, stderr }: { readonly stdout: string; readonly stderr: string }): ApiFailure {
    const secrets = [...pluginSecrets(this.#plugin), ...printedSecrets(stdout)];
    const clean = withoutTokens(withoutSecrets(stderr, secrets));
    const lines = clean.split(/[\r\n]+/).filter(line => line.trim() !== '');
    const said = printable(lines.slice(0, MAX_STDERR_LINES).join(' '), MAX_STDERR);
    return this.#failure(said === '' ? `${what}.` : `${what}: ${said}`, pluginAdvice(this.#name, clean));
  }

  #failure(what: string, advice: string): ApiFailure {
    return { kind: 'credentials', message: `${this.subject} ${what}`, advice };
  }
}

import { ApiError, type ApiFailure } from '../api/api-failure.ts';
import type { ConnectionOptions } from '../api/connection-options.ts';
import type { ExecPlugin } from '../kubeconfig/cluster-access.ts';
import { bearerLogin, type Credentials, type Login } from './credentials.ts';
import { readExecCredential } from './exec-credential.ts';
import { execInfo } from './exec-info.ts';
import { findCommand, THIS_MACHINE } from './find-command.ts';
import { orAbort } from './or-abort.ts';
import { PluginFailures } from './plugin-failure.ts';
import { runProgram } from './run-program.ts';

const LIMIT_MS = 60_000;
const MAX_STDOUT_BYTES = 1024 * 1024;
const MAX_STDERR_BYTES = 16 * 1024;

/** A login that has expired when it comes would make a plugin run for every request. It is used for so long. */
const EXPIRED_AT_BIRTH_MS = 30_000;

/** Why the plugin was run: what comes of a rejection and is rejected itself is not asked for again. */
type Cause = 'need' | 'rejection';

interface Held {
  readonly login: Login;
  readonly until: number;
  readonly cause: Cause;
  verdict: 'accepted' | 'untried';
}

/**
 * Logins by a [credential plugin](https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).
 * It may open a browser or ask for a touch of a key, so it runs as seldom as can be: once for all requests that wait, again
 * when a login expires or is rejected, and after a failure not at all.
 */
export class ExecCredentials implements Credentials {
  readonly #plugin: ExecPlugin;
  readonly #options: ConnectionOptions;
  readonly #failures: PluginFailures;
  readonly #disposed = new AbortController();
  #held: Held | undefined;
  #cause: Cause = 'need';
  #running: Promise<Login> | undefined;
  #failed: ApiFailure | undefined;

  constructor(plugin: ExecPlugin, context: string, options: ConnectionOptions) {
    this.#plugin = plugin;
    this.#options = options;
    this.#failures = new PluginFailures(plugin, context);
  }

  async current(signal: AbortSignal): Promise<Login> {
    if (this.#failed) throw new ApiError(this.#failed);
    // As client-go: at the very time it is still good.
    if (this.#held && this.#options.clock.now() <= this.#held.until) return this.#held.login;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return orAbort(this.#running, signal);
  }

  accepted(login: Login): void {
    if (this.#held?.login === login) this.#held.verdict = 'accepted';
  }

  renew(): 'renewed' | 'same' {
    if (this.#failed) return 'same';
    if (this.#running) return 'renewed';
    if (this.#held?.cause === 'rejection' && this.#held.verdict === 'untried') return 'same';
    this.#held = undefined;
    this.#cause = 'rejection';
    return 'renewed';
  }

  dispose(): void {
    this.#held = undefined;
    this.#disposed.abort();
  }

  async #run(): Promise<Login> {
    const cause = this.#cause;
    this.#cause = 'need';
    const outcome = await this.#ask();
    if ('failure' in outcome) {
      this.#failed = outcome.failure;
      if (!this.#disposed.signal.aborted) this.#options.log('warn', outcome.failure.message);
      throw new ApiError(outcome.failure);
    }
    const now = this.#options.clock.now();
    const expires = outcome.expires ?? Number.POSITIVE_INFINITY;
    const until = expires > now ? expires : now + EXPIRED_AT_BIRTH_MS;
    this.#held = { login: outcome.login, until, cause, verdict: 'untried' };
    return outcome.login;
  }

  async #ask(): Promise<{ login: Login; expires: number | undefined } | { failure: ApiFailure }> {
    const { args, apiVersion, command, interactiveMode } = this.#plugin;
    const { clock, environment, log } = this.#options;
    if (interactiveMode === 'Always') return { failure: this.#failures.ofTerminal() };
    const found = await findCommand(command, environment, THIS_MACHINE);
    if (found.found === 'nothing') return { failure: this.#failures.ofMissing() };
    if (found.found === 'batch-file') return { failure: this.#failures.ofBatchFile() };
    const started = clock.now();
    const limits = { limitMs: LIMIT_MS, maxStdoutBytes: MAX_STDOUT_BYTES, maxStderrBytes: MAX_STDERR_BYTES };
    const program = { file: found.file, args, environment: this.#environment(), ...limits };
    const end = await runProgram(program, clock, this.#disposed.signal);
    const failure = this.#failures.ofEnd(end, LIMIT_MS);
    if (failure || end.end !== 'exit') return { failure: failure ?? this.#failures.ofAnswer('gave no answer') };
    const answer = readExecCredential(end.stdout, apiVersion);
    if (!answer.ok) return { failure: this.#failures.ofAnswer(answer.problem) };
    log('info', `${this.#failures.subject} gave a login in ${clock.now() - started} ms.`);
    return { login: bearerLogin(answer.token, answer.certificate), expires: answer.expires };
  }

  /** Ours, without what makes a program that is built on Electron behave as Node, then the plugin's own. */
  #environment(): Readonly<Record<string, string>> {
    const { environment } = this.#options;
    const own = Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || /^ELECTRON_/.test(name) ? [] : [[name, value] as const],
    );
    return {
      ...Object.fromEntries(own),
      ...Object.fromEntries(this.#plugin.env),
      KUBERNETES_EXEC_INFO: execInfo(this.#plugin),
    };
  }
}

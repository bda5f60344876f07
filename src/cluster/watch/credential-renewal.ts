import type { ApiConnection } from '../api/api-connection.ts';

/** The credentials with which a request was sent; the next number after each renewal. */
export type CredentialGeneration = number;

/**
 * Renews the credentials of a connection once, however many watches are refused with the same ones, and not again before
 * somebody was let in with the new ones: a plugin that gives tokens nobody takes must not run in a loop.
 */
export class CredentialRenewal {
  readonly #connection: ApiConnection;
  #generation: CredentialGeneration = 0;
  #isAccepted = true;

  constructor(connection: ApiConnection) {
    this.#connection = connection;
  }

  /** What a request that is sent now is sent with. */
  get generation(): CredentialGeneration {
    return this.#generation;
  }

  /** A request of this generation was not refused. */
  accepted(generation: CredentialGeneration): void {
    if (generation === this.#generation) this.#isAccepted = true;
  }

  /** After a 401: whether another try has other credentials. */
  refused(generation: CredentialGeneration): 'renewed' | 'same' {
    if (generation !== this.#generation) return 'renewed';
    if (!this.#isAccepted || this.#connection.renewCredentials() === 'same') return 'same';
    this.#generation++;
    this.#isAccepted = false;
    return 'renewed';
  }

  /** The user asks, or a file has changed: the credentials may be others. */
  reset(): void {
    this.#isAccepted = true;
  }
}

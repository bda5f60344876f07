import type { CertificatePair } from '../api/tls-source.ts';

/** What a request is sent with. The same object as long as it is the same login. */
export interface Login {
  /** The value of the header Authorization; undefined for none. */
  readonly authorization: string | undefined;
  /** What a plugin gave beside or instead of a token. */
  readonly certificate: CertificatePair | undefined;
  /** The texts in it that must never be shown. */
  readonly secrets: readonly string[];
}

/** Where a user's login comes from. */
export interface Credentials {
  /** The login for the next request. Rejects with an `ApiError` of kind credentials, or the signal's reason. */
  current(signal: AbortSignal): Promise<Login>;
  /** Tells that the API server has taken a login. */
  accepted(login: Login): void;
  /** After the newest login was rejected: whether there may be another one. It is had by the next request, not here. */
  renew(): 'renewed' | 'same';
  /** Ends what runs, and forgets. */
  dispose(): void;
}

export const ANONYMOUS: Login = { authorization: undefined, certificate: undefined, secrets: [] };

/** A login by bearer token. */
export function bearerLogin(token: string, certificate: CertificatePair | undefined): Login {
  const secrets = [token, ...(certificate ? [certificate.cert, certificate.key] : [])].filter(text => text !== '');
  return { authorization: token === '' ? undefined : `Bearer ${token}`, certificate, secrets };
}

/** A login by user name and password. */
export function basicLogin(name: string, password: string): Login {
  const encoded = Buffer.from(`${name}:${password}`).toString('base64');
  return { authorization: `Basic ${encoded}`, certificate: undefined, secrets: [password, encoded] };
}

/** A login that never changes: a token or a password of the kubeconfig, or none. */
export class FixedCredentials implements Credentials {
  readonly #login: Login;

  constructor(login: Login) {
    this.#login = login;
  }

  current(): Promise<Login> {
    return Promise.resolve(this.#login);
  }

  accepted(): void {}

  renew(): 'same' {
    return 'same';
  }

  dispose(): void {}
}

import { ApiError } from '../api/api-failure.ts';
import type { Clock } from '../clock.ts';
import { bearerLogin, type Credentials, type Login } from './credentials.ts';
import { FreshFile } from './fresh-file.ts';

/** As client-go: a minute, of which the last ten seconds do not count. */
const MAX_AGE_MS = 50_000;

/** A token in a file that another program renews, such as the one of a service account. */
export class TokenFileCredentials implements Credentials {
  readonly #path: string;
  readonly #file: FreshFile;
  #login: Login | undefined;

  /** `text` counts until the file can be read; '' for none. */
  constructor(path: string, text: string, clock: Clock) {
    this.#path = path;
    this.#file = new FreshFile(path, MAX_AGE_MS, clock);
    this.#login = text === '' ? undefined : bearerLogin(text, undefined);
  }

  async current(): Promise<Login> {
    const read = await this.#file.text();
    const token = read.ok ? read.text.trim() : '';
    if (token !== '' && this.#login?.authorization !== `Bearer ${token}`) this.#login = bearerLogin(token, undefined);
    if (this.#login) return this.#login;
    const why = read.ok ? 'is empty' : `cannot be read (${read.code})`;
    throw new ApiError({ kind: 'credentials', message: `The token file ${this.#path} ${why}.`, advice: '' });
  }

  accepted(): void {}

  renew(): 'renewed' | 'same' {
    return this.#file.changed() ? 'renewed' : 'same';
  }

  dispose(): void {}
}

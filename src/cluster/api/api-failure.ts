/**
 * Why a request to an API server gave no answer that counts. Texts are ours or the API server's `message`; never headers,
 * bodies, tokens or what a plugin printed to stdout.
 */
export type ApiFailure =
  /** It answered with a status. `reason` is the Status' own word (`Expired`, `Forbidden`), '' when it gave none. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason: string;
      readonly message: string;
      /** From Retry-After. */
      readonly retryAfterMs: number | undefined;
    }
  /** No connection, or one that was cut: `code` is Node's (`ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET`). */
  | { readonly kind: 'unreachable'; readonly code: string; readonly message: string }
  /** The certificate of the server is not one that the kubeconfig trusts, or ours could not be read. */
  | { readonly kind: 'tls'; readonly code: string; readonly message: string }
  /** Nothing came for too long. */
  | { readonly kind: 'timeout'; readonly message: string }
  /** An answer that no API server gives: a login page, a proxy's text, broken JSON, more bytes than we read. */
  | { readonly kind: 'garbage'; readonly message: string }
  /** The kubeconfig's way to log in gave no credentials. `advice` is a command to run or '' (`gcloud auth login`). */
  | { readonly kind: 'credentials'; readonly message: string; readonly advice: string };

/** A failed request, as an error to throw. Its message is fit for users and logs. */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure) {
    super(failure.message);
    this.name = 'ApiError';
    this.failure = failure;
  }
}

/** The failure in an error of any kind; what is not ours is garbage with its code only, for its text may hold anything. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiError) return error.failure;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
  return { kind: 'garbage', message: `The request failed (${code}).` };
}

/** The body of a successful answer, decompressed. Whoever gets one reads it to its end or closes it. */
export interface ApiResponse {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the request at once; safe to call again, and after the end. */
  close(): void;
}

export interface ApiRequest {
  /** With the query, below the server's own path: `/api/v1/pods?limit=200`. */
  readonly path: string;
  readonly accept: string;
  /** How long the answer may take to begin. What comes after that is the reader's to time. */
  readonly firstByteMs: number;
}

/** A question that is put to the API server as an object: it answers, and keeps nothing of it. */
export interface ApiReview extends ApiRequest {
  /** JSON. */
  readonly body: string;
}

/**
 * One API server as one user. Requests share connections; TLS, proxies and credentials are settled inside, and
 * credentials never leave it.
 */
export interface ApiConnection {
  /**
   * Sends a GET. Resolves with the body of a 2xx answer; rejects with an `ApiError`, or with `signal.reason` when aborted.
   * A 401 is not repeated here: the caller asks for new credentials and tries again.
   */
  get(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse>;
  /** Sends a POST of something that creates nothing, so that it may be sent again; all else as `get`. */
  review(request: ApiReview, signal: AbortSignal): Promise<ApiResponse>;
  /**
   * After a 401: forgets credentials that may be had anew without asking anybody. `same` when there are none, so that
   * another try is of no use until a file changes or the user asks. An exec plugin that has failed is not run again.
   * May be asked at any time: it looks into token and certificate files, and gives all who were refused the same answer.
   */
  renewCredentials(): 'renewed' | 'same';
  /** Closes every connection; later requests reject. */
  dispose(): void;
}

/** The longest JSON answer that is read whole. */
export const MAX_JSON_BYTES = 64 * 1024 * 1024;

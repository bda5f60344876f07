import { ApiError, type ApiFailure } from './api-failure.ts';
import { codeOf } from './error-code.ts';

/** Certificate errors in words, by Node's code; `S` is the other side. */
const TLS_WORDS: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of S is signed by itself, and the kubeconfig does not trust it.',
  UNABLE_TO_GET_ISSUER_CERT: 'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  CERT_SIGNATURE_FAILURE: 'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  CERT_UNTRUSTED: 'The certificate of S is signed by an authority that the kubeconfig does not trust.',
  INVALID_CA: 'The certificate of S is signed by a certificate that is no authority.',
  INVALID_PURPOSE: 'The certificate of S is not for a server.',
  CERT_HAS_EXPIRED: 'The certificate of S has expired.',
  CERT_NOT_YET_VALID: 'The certificate of S is not valid yet; the clock of one of the two machines may be wrong.',
  CERT_REVOKED: 'The certificate of S was revoked.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate of S is for other names. The kubeconfig can name the right one (tls-server-name).',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'What answers at S does not speak TLS; the address of the kubeconfig may have to begin with http.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'What answers at S does not speak TLS; the address of the kubeconfig may have to begin with http.',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'Only versions of TLS that are too old are spoken by S.',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'This version of TLS is not accepted by S.',
};

const UNREACHABLE_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at S.',
  ENOTFOUND: 'The name of S is not known to the name server.',
  EAI_AGAIN: 'The name server cannot be reached to look up S.',
  ECONNRESET: 'The connection to S was cut.',
  EPIPE: 'The connection to S was cut.',
  ETIMEDOUT: 'There is no answer from S.',
  EHOSTUNREACH: 'There is no way to S in this network.',
  ENETUNREACH: 'There is no way to S in this network.',
};

/** Who did not answer, as messages name it. */
export interface OtherSide {
  /** `https://10.0.0.1:6443`, `the proxy 10.0.0.1:3128`. */
  readonly name: string;
  /** Whom its certificate is for. */
  readonly host: string;
}

/** What an error of a socket, of TLS or of the HTTP parser means for the user. Its own text is left out. */
export function connectionFailure(error: unknown, { name, host }: OtherSide): ApiFailure {
  if (error instanceof ApiError) return error.failure;
  const code = codeOf(error instanceof AggregateError ? (error.errors.at(-1) ?? error) : error);
  const tls = TLS_WORDS[code];
  if (tls !== undefined) return { kind: 'tls', code, message: about(tls, host) };
  if (isTlsCode(code)) return { kind: 'tls', code, message: `TLS with ${name} failed (${code}).` };
  if (code.startsWith('HPE_') || code.startsWith('Z_')) {
    return { kind: 'garbage', message: `What ${name} answers cannot be read (${code}).` };
  }
  if (code === 'ERR_INVALID_CHAR') {
    const message = 'The credentials hold characters that no request can carry.';
    return { kind: 'credentials', message, advice: '' };
  }
  const words = UNREACHABLE_WORDS[code];
  const message = words === undefined ? `There is no connection to ${name} (${code}).` : about(words, name);
  return { kind: 'unreachable', code, message };
}

function about(words: string, who: string): string {
  return words.replace(/\bS\b/, () => who);
}

function isTlsCode(code: string): boolean {
  return /^(?:ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO$|CERT_|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH$)/.test(code);
}

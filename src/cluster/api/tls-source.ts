import { createSecureContext } from 'node:tls';
import type { Clock } from '../clock.ts';
import { FreshFile } from '../credentials/fresh-file.ts';
import type { ClusterAccess, Material } from '../kubeconfig/cluster-access.ts';
import { ApiError } from './api-failure.ts';
import { readAuthorities, systemAuthorities } from './authorities.ts';
import type { Log } from './connection-options.ts';
import { codeOf } from './error-code.ts';
import type { TlsIdentity } from './tls-identity.ts';

/** A client certificate with its key, as PEM texts. */
export interface CertificatePair {
  readonly cert: string;
  readonly key: string;
}

/** How old what was read of a certificate file may be. */
const MAX_AGE_MS = 5_000;

type Read = () => Promise<string>;

/** The TLS identity of one access, made anew when a file that it was read from has changed. */
export class TlsSource {
  readonly #access: ClusterAccess;
  readonly #log: Log;
  readonly #ca: Read | undefined;
  readonly #pair: { readonly cert: Read; readonly key: Read } | undefined;
  readonly #clientFiles: readonly FreshFile[];
  #made: { readonly of: string; readonly identity: TlsIdentity } | undefined;

  constructor(access: ClusterAccess, clock: Clock, log: Log) {
    this.#access = access;
    this.#log = log;
    const { ca } = access;
    const { certificate } = access.user;
    this.#ca = ca && readerOf(ca, fileOf(ca, clock), 'certificate authority');
    if (!certificate) {
      this.#clientFiles = [];
      return;
    }
    const [certFile, keyFile] = [fileOf(certificate.cert, clock), fileOf(certificate.key, clock)];
    this.#pair = {
      cert: readerOf(certificate.cert, certFile, 'client certificate'),
      key: readerOf(certificate.key, keyFile, 'client key'),
    };
    this.#clientFiles = [certFile, keyFile].filter(file => file !== undefined);
  }

  /** The identity that counts now; the same object as long as nothing has changed. `pair` is what a plugin gave. */
  async current(pair: CertificatePair | undefined): Promise<TlsIdentity> {
    const { ca, own } = await this.#read();
    const shown = own ?? pair;
    const of = JSON.stringify([ca, shown?.cert, shown?.key]);
    if (this.#made?.of === of) return this.#made.identity;
    try {
      const identity = this.#make(ca, shown);
      if (this.#made) this.#log('info', 'A certificate has changed: new connections use the new one.');
      this.#made = { of, identity };
      return identity;
    } catch (error) {
      // A certificate and its key are replaced one after the other: until both are there, the old ones count.
      if (this.#made && own) return this.#made.identity;
      throw error;
    }
  }

  /** Whether a file with our own certificate or key has become another. */
  changed(): boolean {
    return this.#clientFiles.map(file => file.changed()).includes(true);
  }

  async #read(): Promise<{ ca: string | undefined; own: CertificatePair | undefined }> {
    const ca = this.#ca && (await this.#ca());
    const own = this.#pair && { cert: await this.#pair.cert(), key: await this.#pair.key() };
    return { ca, own };
  }

  #make(ca: string | undefined, pair: CertificatePair | undefined): TlsIdentity {
    const { insecureSkipTlsVerify, tlsServerName } = this.#access;
    if (ca !== undefined && insecureSkipTlsVerify) {
      throw tlsError(
        'EINVAL',
        'The kubeconfig names a certificate authority and asks not to verify the server (insecure-skip-tls-verify). Remove one of the two.',
      );
    }
    const authorities = ca !== undefined ? trusted(ca) : insecureSkipTlsVerify ? undefined : systemAuthorities();
    return {
      context: secureContext(authorities, pair),
      verification: insecureSkipTlsVerify ? 'off' : 'on',
      serverName: tlsServerName,
    };
  }
}

function trusted(ca: string): string[] {
  const authorities = readAuthorities(ca);
  if (authorities.ok) return [...authorities.certificates];
  throw tlsError('EBADPEM', `The certificate authority of the kubeconfig cannot be read: ${authorities.problem}.`);
}

function secureContext(ca: string[] | undefined, pair: CertificatePair | undefined) {
  try {
    return createSecureContext({
      minVersion: 'TLSv1.2',
      // As in Go, what the kubeconfig trusts needs no issuer above it.
      allowPartialTrustChain: true,
      ...(ca && { ca }),
      ...(pair && { cert: pair.cert, key: pair.key }),
    });
  } catch (error) {
    // OpenSSL's text may quote what it could not read.
    const why = codeOf(error) === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH' ? 'they do not belong together' : codeOf(error);
    throw tlsError(codeOf(error), `The client certificate and its key cannot be used: ${why}.`);
  }
}

function fileOf(material: Material, clock: Clock): FreshFile | undefined {
  return material.from === 'file' ? new FreshFile(material.path, MAX_AGE_MS, clock) : undefined;
}

function readerOf(material: Material, file: FreshFile | undefined, what: string): Read {
  if (material.from === 'data' || !file) return async () => (material.from === 'data' ? material.pem : '');
  return async () => {
    const read = await file.text();
    if (read.ok) return read.text;
    throw tlsError(read.code, `The file ${material.path} with the ${what} cannot be read (${read.code}).`);
  };
}

function tlsError(code: string, message: string): ApiError {
  return new ApiError({ kind: 'tls', code, message });
}

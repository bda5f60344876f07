import { isIP, type Socket } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate, type SecureContext } from 'node:tls';

/** How TLS is spoken with a server: what it must prove, and what we show. */
export interface TlsIdentity {
  /** Holds the authorities, the client certificate and its key. */
  readonly context: SecureContext;
  readonly verification: 'on' | 'off';
  /** `tls-server-name`; '' for the host that is dialled. */
  readonly serverName: string;
}

/** The options to speak TLS with `host` over a socket that is connected already. */
export function tlsOptions(identity: TlsIdentity, host: string, socket: Socket): ConnectionOptions {
  const name = identity.serverName === '' ? host : identity.serverName;
  return {
    socket,
    secureContext: identity.context,
    rejectUnauthorized: identity.verification === 'on',
    // An IP address is verified, but has no place in a client's hello.
    servername: isIP(name) === 0 ? name.replace(/\.$/, '') : '',
    host: name,
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity: (_host, certificate) => wrongName(name, certificate),
  };
}

/** Go does not look at the common name of a certificate, so neither do we. */
function wrongName(name: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname === undefined || certificate.subjectaltname === '') {
    return Object.assign(new Error('The certificate has no subject alternative names.'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  }
  return checkServerIdentity(name, certificate);
}

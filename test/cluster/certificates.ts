import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** Certificates for tests, with P-256 keys, written as [RFC 5280](https://www.rfc-editor.org/rfc/rfc5280) has them. */
export interface TestCertificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

export interface CertificateRequest extends Validity {
  readonly commonName: string;
}

interface Validity {
  /** Names and IPv4 addresses; none leaves out the extension. */
  readonly hosts: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

/** A part of a name. */
export interface SubjectAttribute {
  readonly type: 'CN' | 'O' | 'OU';
  /** By which type of text it is written. */
  readonly as: 'utf8' | 'printable' | 'ia5' | 'bmp';
  readonly text: string;
}

/** An authority that signs itself. */
export class CertificateAuthority {
  readonly certificate: TestCertificate;
  readonly #name: string;
  readonly #key: KeyObject;

  constructor(name: string) {
    this.#name = name;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    const own = { subject: calledOnly(name), hosts: [], ...aDay() };
    const cert = certificate(own, pair.publicKey, { name, key: pair.privateKey }, [BASIC_CONSTRAINTS_CA]);
    this.certificate = { cert, key: pemKey(pair.privateKey) };
  }

  /** A certificate with a new key that is good for a day. */
  issue(commonName: string, hosts: readonly string[]): TestCertificate {
    return this.issueAs({ commonName, hosts, ...aDay() });
  }

  issueAs({ commonName, ...rest }: CertificateRequest): TestCertificate {
    return this.#issue(calledOnly(commonName), rest);
  }

  /** For somebody with that subject: the sets of attributes, mostly one in each, in order. */
  issueSubject(subject: readonly (readonly SubjectAttribute[])[]): TestCertificate {
    return this.#issue(nameOf(subject), { hosts: [], ...aDay() });
  }

  #issue(subject: Buffer, request: Validity): TestCertificate {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const extensions = request.hosts.length > 0 ? [alternativeNames(request.hosts)] : [];
    const issuer = { name: this.#name, key: this.#key };
    const cert = certificate({ ...request, subject }, pair.publicKey, issuer, extensions);
    return { cert, key: pemKey(pair.privateKey) };
  }
}

const DAY = 24 * 60 * 60 * 1000;
const ATTRIBUTES = { CN: [0x55, 0x04, 0x03], O: [0x55, 0x04, 0x0a], OU: [0x55, 0x04, 0x0b] };
const TEXTS = { utf8: 0x0c, printable: 0x13, ia5: 0x16, bmp: 0x1e };
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const BASIC_CONSTRAINTS_CA = extension([0x55, 0x1d, 0x13], tagged(0x30, tagged(0x01, Buffer.from([0xff]))));

function certificate(
  request: Validity & { readonly subject: Buffer },
  publicKey: KeyObject,
  issuer: { readonly name: string; readonly key: KeyObject },
  extensions: readonly Buffer[],
): string {
  const algorithm = tagged(0x30, tagged(0x06, Buffer.from(ECDSA_WITH_SHA256)));
  const version3 = tagged(0xa0, tagged(0x02, Buffer.from([2])));
  const serial = tagged(0x02, Buffer.from([1, ...randomBytes(8)]));
  const toSign = tagged(
    0x30,
    version3,
    serial,
    algorithm,
    calledOnly(issuer.name),
    tagged(0x30, time(request.from), time(request.until)),
    request.subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tagged(0xa3, tagged(0x30, ...extensions))] : []),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', toSign, issuer.key));
  const base64 = tagged(0x30, toSign, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function pemKey(key: KeyObject): string {
  return createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

function calledOnly(commonName: string): Buffer {
  return nameOf([[{ type: 'CN', as: 'utf8', text: commonName }]]);
}

function nameOf(sets: readonly (readonly SubjectAttribute[])[]): Buffer {
  return tagged(0x30, ...sets.map(set => tagged(0x31, ...set.map(attribute).toSorted(Buffer.compare))));
}

function attribute({ type, as, text }: SubjectAttribute): Buffer {
  const bytes = as === 'bmp' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text);
  return tagged(0x30, tagged(0x06, Buffer.from(ATTRIBUTES[type])), tagged(TEXTS[as], bytes));
}

function aDay(): Pick<Validity, 'from' | 'until'> {
  return { from: new Date(Date.now() - DAY), until: new Date(Date.now() + DAY) };
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map(host =>
    isIP(host) === 4 ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host)),
  );
  return extension([0x55, 0x1d, 0x11], tagged(0x30, ...names));
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return tagged(0x30, tagged(0x06, Buffer.from(id)), tagged(0x04, value));
}

function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

/** An ASN.1 value in DER: its tag, its length, what is in it. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

import { askOracle } from '../oracle.ts';
import type { Marks } from './case-folder.ts';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Certificates that live for a day, made by the oracle. */
export interface Certificates {
  readonly ca: string;
  /** For 127.0.0.1 and localhost; for kubernetes.test alone. */
  readonly servers: readonly [Pair, Pair];
  /** Of the clients `me` and `renewed`. */
  readonly clients: readonly [Pair, Pair];
}

export async function makeCertificates(): Promise<Certificates> {
  const servers = [['127.0.0.1', 'localhost'], ['kubernetes.test']];
  const request = { op: 'certificates', servers, clients: ['me', 'renewed'] };
  for await (const answer of askOracle<Certificates>([request])) return answer;
  throw new Error('the oracle made no certificates');
}

/** The marks of cases for these certificates. */
export function certificateMarks({ ca, clients }: Certificates): Marks {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const [me, renewed] = clients;
  return {
    ca: base64(ca),
    caPem: ca,
    caWrapped: base64(ca).replace(/(.{64})/g, '$1\\n'),
    badCa: base64('-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n'),
    cert: base64(me.cert),
    certPem: me.cert,
    key: base64(me.key),
    keyPem: me.key,
    otherKey: base64(renewed.key),
    otherCertPem: renewed.cert,
    otherKeyPem: renewed.key,
    certJson: JSON.stringify(me.cert),
    keyJson: JSON.stringify(me.key),
  };
}

import { createSecureContext } from 'node:tls';
import { plainJson, readYamlAsJson } from '../../kubernetes/kubeconfig/yaml-json.ts';
import type { CertificatePair } from '../api/tls-source.ts';

/** What a plugin answered. Problems are ends of the sentence "The plugin …" and hold nothing of what it printed. */
export type ExecAnswer =
  | {
      readonly ok: true;
      /** '' for none. */
      readonly token: string;
      readonly certificate: CertificatePair | undefined;
      /** Milliseconds since 1970; undefined for a login that does not end by itself. */
      readonly expires: number | undefined;
    }
  | { readonly ok: false; readonly problem: string };

/** Reads an [ExecCredential](https://kubernetes.io/docs/reference/config-api/client-authentication.v1/) as client-go does. */
export function readExecCredential(stdout: string, apiVersion: string): ExecAnswer {
  const answer = parsed(stdout);
  if (answer?.['kind'] !== 'ExecCredential') {
    return wrong(stdout.trim() === '' ? 'printed nothing' : 'printed something that is no ExecCredential');
  }
  const version = answer['apiVersion'];
  if (version !== apiVersion) {
    const given = /^client\.authentication\.k8s\.io\/v[0-9a-z]{1,12}$/.test(String(version))
      ? version
      : 'another version';
    return wrong(`answered in ${given}, and the kubeconfig asks for ${apiVersion}`);
  }
  const status = answer['status'];
  if (status === undefined || status === null) return wrong('printed an ExecCredential without a status');
  return isRecord(status) ? readStatus(status) : wrong('printed an ExecCredential whose status cannot be read');
}

function readStatus(status: Readonly<Record<string, unknown>>): ExecAnswer {
  const [token, cert, key] = ['token', 'clientCertificateData', 'clientKeyData'].map(name => status[name] ?? '');
  if (typeof token !== 'string' || typeof cert !== 'string' || typeof key !== 'string') {
    return wrong('printed an ExecCredential whose status cannot be read');
  }
  if (token === '' && cert === '' && key === '') return wrong('gave neither a token nor a certificate');
  if ((cert === '') !== (key === '')) return wrong('gave only one of certificate and key');
  const expires = readTime(status['expirationTimestamp'] ?? undefined);
  if (!expires.ok) return wrong('gave an expirationTimestamp that is no time');
  const certificate = cert === '' ? undefined : { cert, key };
  if (certificate && !isUsable(certificate)) return wrong('gave a certificate and a key that cannot be used');
  return { ok: true, token, certificate, expires: expires.time };
}

function readTime(value: unknown): { readonly ok: true; readonly time: number | undefined } | { readonly ok: false } {
  if (value === undefined) return { ok: true, time: undefined };
  const isTime =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value);
  const time = isTime ? Date.parse(value.replace(',', '.')) : Number.NaN;
  return Number.isNaN(time) ? { ok: false } : { ok: true, time };
}

function isUsable({ cert, key }: CertificatePair): boolean {
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}

/** As client-go, which takes YAML as well. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    const reading = readYamlAsJson(text);
    const value = reading.ok ? plainJson(reading.value) : undefined;
    return isRecord(value) ? value : undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(problem: string): ExecAnswer {
  return { ok: false, problem };
}

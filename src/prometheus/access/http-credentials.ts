import { accountOfToken } from '../../kubernetes/rbac/token-account.ts';
import { isFilled, isWritten, type MappingView, mapField, textField, viewMapping } from '../config/mapping-view.ts';

/** With what an HTTP client says who it is; never the secret itself, and of a file its path as it is written. */
export type HttpCredentials =
  /** The token of the service account of the pod. */
  | { readonly kind: 'own-token' }
  | { readonly kind: 'none' }
  /** A client certificate, which an API server looks at before any token. */
  | { readonly kind: 'certificate-file'; readonly file: string }
  | { readonly kind: 'token-file'; readonly file: string }
  /** A token in the text that says itself which service account it is of. */
  | { readonly kind: 'account-token'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'other'; readonly what: 'certificate' | 'password' | 'oauth2' | 'headers' | 'token' };

/** Where a pod has the token of its account: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const OWN_TOKEN = /^(?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/token$/;

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config */
export function httpCredentials(client: MappingView): HttpCredentials {
  const authorization = nested(client, 'authorization');
  if (isOwnToken(client, 'bearer_token_file')) return { kind: 'own-token' };
  if (authorization && isOwnToken(authorization, 'credentials_file'))
    return isBearer(authorization) ? { kind: 'own-token' } : { kind: 'other', what: 'headers' };
  return ofCertificate(client) ?? ofHeaders(client) ?? ofToken(client, authorization) ?? { kind: 'none' };
}

function ofCertificate(client: MappingView): HttpCredentials | undefined {
  const tls = nested(client, 'tls_config');
  if (!tls) return undefined;
  const file = textField(tls, 'cert_file');
  if (file.state === 'set' && file.value !== '') return { kind: 'certificate-file', file: file.value };
  return ['cert', 'cert_file', 'cert_ref'].some(key => isFilled(tls, key))
    ? { kind: 'other', what: 'certificate' }
    : undefined;
}

function ofHeaders(client: MappingView): HttpCredentials | undefined {
  if (isWritten(client, 'basic_auth')) return { kind: 'other', what: 'password' };
  if (isWritten(client, 'oauth2')) return { kind: 'other', what: 'oauth2' };
  return isWritten(client, 'http_headers') ? { kind: 'other', what: 'headers' } : undefined;
}

function ofToken(client: MappingView, authorization: MappingView | undefined): HttpCredentials | undefined {
  const places = [
    { mapping: client, text: 'bearer_token', file: 'bearer_token_file', ref: undefined },
    { mapping: authorization, text: 'credentials', file: 'credentials_file', ref: 'credentials_ref' },
  ];
  for (const { mapping, text, file, ref } of places) {
    if (!mapping) continue;
    if (isFilled(mapping, text)) return mapping === client || isBearer(mapping) ? ofText(mapping, text) : OTHER_SCHEME;
    if (isFilled(mapping, file)) return mapping === client || isBearer(mapping) ? ofFile(mapping, file) : OTHER_SCHEME;
    if (ref !== undefined && isFilled(mapping, ref)) return { kind: 'other', what: 'token' };
  }
  return undefined;
}

const OTHER_SCHEME: HttpCredentials = { kind: 'other', what: 'headers' };

function ofText(mapping: MappingView, name: string): HttpCredentials {
  const field = textField(mapping, name);
  const account = field.state === 'set' ? accountOfToken(field.value) : undefined;
  return account ? { kind: 'account-token', ...account } : { kind: 'other', what: 'token' };
}

function ofFile(mapping: MappingView, name: string): HttpCredentials {
  const field = textField(mapping, name);
  return field.state === 'set' ? { kind: 'token-file', file: field.value } : { kind: 'other', what: 'token' };
}

function isBearer(authorization: MappingView): boolean {
  const type = textField(authorization, 'type');
  return type.state !== 'set' || type.value === '' || type.value.trim().toLowerCase() === 'bearer';
}

function isOwnToken(mapping: MappingView, name: string): boolean {
  const field = textField(mapping, name);
  return field.state === 'set' && OWN_TOKEN.test(field.value);
}

function nested(mapping: MappingView, name: string): MappingView | undefined {
  const field = mapField(mapping, name);
  return field.state === 'set' ? viewMapping(mapping.document, field.value) : undefined;
}

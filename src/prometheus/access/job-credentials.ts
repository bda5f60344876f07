import { isFilled, isWritten, type MappingView, mapField, textField, viewMapping } from '../config/mapping-view.ts';

/** Where a pod has the token of its account: https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
const OWN_TOKEN = /^(?:\/var)?\/run\/secrets\/kubernetes\.io\/serviceaccount\/token$/;

/** Whose credentials a job scrapes with: the token of the own account, others, or none at all. */
export type JobCredentials = 'own-account' | 'other' | 'none';

/** See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config */
export function jobCredentials(job: MappingView): JobCredentials {
  if (isOwnToken(job, 'bearer_token_file')) return 'own-account';
  const authorization = nested(job, 'authorization');
  if (authorization && isOwnToken(authorization, 'credentials_file'))
    return isBearer(authorization) ? 'own-account' : 'other';
  return hasOthers(job, authorization) ? 'other' : 'none';
}

function hasOthers(job: MappingView, authorization: MappingView | undefined): boolean {
  const tls = nested(job, 'tls_config');
  return (
    isFilled(job, 'bearer_token') ||
    isFilled(job, 'bearer_token_file') ||
    isWritten(job, 'basic_auth') ||
    isWritten(job, 'oauth2') ||
    isWritten(job, 'http_headers') ||
    ['credentials', 'credentials_file', 'credentials_ref'].some(key => authorization && isFilled(authorization, key)) ||
    ['cert', 'cert_file', 'cert_ref'].some(key => tls && isFilled(tls, key))
  );
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

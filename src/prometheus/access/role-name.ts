import type { Account } from '../../kubernetes/rbac/account.ts';

const USUAL = 'prometheus';

/**
 * How the roles of an account are called. The name of a user may be one that no object can have, as that of a person or
 * of a service account.
 */
export function roleNameFor({ kind, name }: Pick<Account, 'kind' | 'name'>): string {
  if (kind === 'service-account') return name;
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
  const trimmed = plain.replaceAll(/^[.-]+|[.-]+$/g, '').slice(0, 60);
  return trimmed === '' ? USUAL : `${USUAL}-${trimmed}`.replace(/[.-]+$/, '');
}

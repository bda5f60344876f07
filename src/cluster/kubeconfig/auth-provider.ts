import type { AccessFault } from '../../kubernetes/kubeconfig/access-fault.ts';
import type { UserEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';

/** client-go takes a token for expired this long before it is. */
const EXPIRY_MARGIN_MS = 10_000;

export type ProviderToken =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly fault: AccessFault };

/**
 * The token of a user with `auth-provider`, at the time `now` (milliseconds since 1970). Of the providers that kubectl has
 * had, gcp and azure are gone; oidc gives its ID token as long as that is valid. An expired one is not renewed here:
 * that writes the kubeconfig, which only kubectl may; it is read again when kubectl has done so.
 * @kubernetes/client-node would run the commands of gcp and azure in a shell, and go on anonymously without a token.
 */
export function providerToken(
  name: string,
  provider: NonNullable<UserEntry['authProvider']>,
  now: number,
): ProviderToken {
  if (provider.name === 'gcp' || provider.name === 'azure') return removed(name, provider.name);
  if (provider.name !== 'oidc') {
    const message = `The user "${name}" logs in by an auth-provider that does not exist any more: use an exec plugin.`;
    return { ok: false, fault: { kind: 'auth-provider-unknown', message } };
  }
  const setting = (key: string) => provider.config.get(key) ?? '';
  for (const key of ['idp-issuer-url', 'client-id']) {
    if (setting(key) === '') return oidcSettings(`The auth-provider of the user "${name}" has no ${key}.`);
  }
  const token = setting('id-token');
  const expiry = token === '' ? Number.NEGATIVE_INFINITY : expiryOf(token);
  if (expiry === undefined) return oidcSettings(`The id-token of the user "${name}" cannot be read. Log in again.`);
  if (now + EXPIRY_MARGIN_MS < expiry) return { ok: true, token };
  const way = 'Run any kubectl command with this context, which renews it, or log in again.';
  const message = `The ID token of the user "${name}" has expired or is not there. ${way}`;
  return { ok: false, fault: { kind: 'oidc-token', message } };
}

function removed(name: string, provider: 'gcp' | 'azure'): ProviderToken {
  const plugin = provider === 'gcp' ? 'gke-gcloud-auth-plugin' : 'kubelogin';
  const command = provider === 'gcp' ? 'gcloud container clusters get-credentials' : 'kubelogin convert-kubeconfig';
  const message = `The user "${name}" logs in by the auth-provider ${provider}, which Kubernetes has removed. Install ${plugin} and run \`${command}\`.`;
  return { ok: false, fault: { kind: 'auth-provider-removed', message } };
}

function oidcSettings(message: string): ProviderToken {
  return { ok: false, fault: { kind: 'oidc-settings', message } };
}

/** When a JSON Web Token expires, in milliseconds since 1970; undefined when it is none. Without a date it has expired. */
function expiryOf(token: string): number | undefined {
  const parts = token.split('.');
  const [, payload = ''] = parts;
  if (parts.length !== 3 || !/^[A-Za-z0-9_-]*$/.test(payload)) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return undefined;
    const expiry = 'exp' in claims ? claims.exp : Number.NEGATIVE_INFINITY;
    return typeof expiry === 'number' ? Math.trunc(expiry) * 1000 : undefined;
  } catch {
    return undefined;
  }
}

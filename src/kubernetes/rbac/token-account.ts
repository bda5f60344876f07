import { objectOf, textOf } from '../objects/json.ts';
import { serviceAccountOf } from './requester.ts';

/** The parts of a JSON Web Token: https://www.rfc-editor.org/rfc/rfc7519 */
const TOKEN = /^[\w-]+\.([\w-]+)\.[\w-]+$/;

/**
 * The service account that a token says it is of; undefined for any other token. Nothing of the token is kept, and whether
 * an API server takes it is not known: its signature is not looked at.
 * See https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#tokens
 */
export function accountOfToken(token: string): { readonly namespace: string; readonly name: string } | undefined {
  const [, payload] = TOKEN.exec(token.trim()) ?? [];
  return payload === undefined ? undefined : serviceAccountOf(textOf(objectOf(claimsOf(payload))['sub']));
}

function claimsOf(payload: string): unknown {
  try {
    const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, one => one.charCodeAt(0))));
  } catch {
    return undefined;
  }
}

import { ApiError } from '../api/api-failure.ts';

/** What may be told of an error of any kind: its text may hold anything, its code or the name of its class may not. */
export function errorCode(error: unknown): string {
  if (error instanceof ApiError) return error.failure.kind;
  if (typeof error !== 'object' || error === null) return typeof error;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code;
  const { name } = error.constructor ?? {};
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'unknown error';
}

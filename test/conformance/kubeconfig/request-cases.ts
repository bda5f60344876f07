import { CREDENTIAL_REQUEST_CASES } from './credential-request-cases.ts';
import { PLUGIN_REQUEST_CASES } from './plugin-request-cases.ts';
import { PROXY_REQUEST_CASES } from './proxy-request-cases.ts';
import type { RequestCase } from './request-case.ts';
import { SERVER_REQUEST_CASES } from './server-request-cases.ts';

/** Cases that need a server: every one is sent by both sides. */
export const REQUEST_CASES: readonly RequestCase[] = [
  ...CREDENTIAL_REQUEST_CASES,
  ...SERVER_REQUEST_CASES,
  ...PROXY_REQUEST_CASES,
  ...PLUGIN_REQUEST_CASES,
];

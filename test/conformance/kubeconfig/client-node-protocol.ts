import type { Answer } from './sent-requests.ts';

/** A case for the process that runs client-node. */
export interface ClientNodeQuestion {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly explicit: string;
  readonly context: string;
  /** '' to resolve only; else requests are sent. */
  readonly path: string;
  readonly times: number;
  readonly manner: 'in-turn' | 'at-once';
}

export type ClientNodeAnswer =
  | { readonly outcome: 'refused' | 'empty' | 'unusable' }
  | { readonly outcome: 'usable'; readonly access: object }
  | { readonly outcome: 'sent'; readonly answers: readonly Answer[] };

import type { Clock } from '../clock.ts';

/** Receives a line for the log. No line ever holds a secret. */
export type Log = (level: 'error' | 'warn' | 'info' | 'debug', text: string) => void;

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a connection needs of the program around it. */
export interface ConnectionOptions {
  readonly clock: Clock;
  /** For the proxy variables, and for PATH and the environment of credential plugins. */
  readonly environment: Environment;
  readonly userAgent: string;
  readonly log: Log;
}

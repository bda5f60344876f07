import { open } from 'node:fs/promises';
import { type PairSets, pairOf } from './access-case.ts';

interface ObjectReference {
  readonly resource: string;
  readonly apiGroup?: string;
  readonly namespace?: string;
  readonly subresource?: string;
}

interface AuditEvent {
  readonly stage: string;
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: ObjectReference;
  readonly responseStatus?: { readonly code?: number };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly requestURI: string;
}

type PairState = 'asked' | 'watched' | 'forbidden';

/** What an API server has decided of requests, read from its audit log as that grows. */
export class AuditLog {
  readonly #file: string;
  /** By user, then by pair. A pair that was forbidden once stays so. */
  readonly #pairs = new Map<string, Map<string, PairState>>();
  #offset = 0;
  #rest: Buffer = Buffer.alloc(0);
  #news = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** How often something has been heard that was not known before. */
  get news(): number {
    return this.#news;
  }

  /** Reads what has been written since the last time. */
  async read(): Promise<void> {
    const file = await open(this.#file);
    try {
      const { size } = await file.stat();
      const chunk = Buffer.alloc(size - this.#offset);
      const { bytesRead } = await file.read(chunk, 0, chunk.length, this.#offset);
      this.#offset += bytesRead;
      this.#take(Buffer.concat([this.#rest, chunk.subarray(0, bytesRead)]));
    } finally {
      await file.close();
    }
  }

  /** What the user has asked for and what was forbidden: list and watch together, others as `get PAIR` or `get PATH`. */
  pairs(user: string): PairSets {
    const states = [...(this.#pairs.get(user) ?? [])];
    return {
      asked: states.map(([pair]) => pair).sort(),
      forbidden: states.flatMap(([pair, state]) => (state === 'forbidden' ? [pair] : [])).sort(),
    };
  }

  /** Whether it is known of the pair that it works, or that it does not. */
  isDecided(user: string, pair: string): boolean {
    const state = this.#pairs.get(user)?.get(pair);
    return state === 'watched' || state === 'forbidden';
  }

  #take(text: Buffer): void {
    const end = text.lastIndexOf('\n') + 1;
    this.#rest = text.subarray(end);
    for (const line of text.subarray(0, end).toString().split('\n')) {
      if (line !== '') this.#hear(JSON.parse(line) as AuditEvent);
    }
  }

  #hear({ user, verb, stage, objectRef, annotations, responseStatus, requestURI }: AuditEvent): void {
    const request = objectRef ? objectPair(objectRef) : (requestURI.split('?')[0] ?? '');
    const pair = objectRef && (verb === 'list' || verb === 'watch') ? request : `${verb} ${request}`;
    const isForbidden = annotations?.['authorization.k8s.io/decision'] !== 'allow';
    const isWatched = verb === 'watch' && stage === 'ResponseStarted' && responseStatus?.code === 200;
    const state = isForbidden ? 'forbidden' : isWatched ? 'watched' : 'asked';
    const ofUser = this.#pairs.get(user.username) ?? new Map<string, PairState>();
    this.#pairs.set(user.username, ofUser);
    const before = ofUser.get(pair);
    if (before === state || before === 'forbidden' || (before === 'watched' && state === 'asked')) return;
    ofUser.set(pair, state);
    this.#news++;
  }
}

function objectPair({ apiGroup = '', resource, subresource = '', namespace = '' }: ObjectReference): string {
  return pairOf(apiGroup, subresource === '' ? resource : `${resource}/${subresource}`, namespace);
}

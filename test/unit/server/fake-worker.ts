import type { FromWorker, ToWorker, WorkerConfiguration, WorkerQuery } from '../../../src/cluster/worker-protocol.ts';
import type { StartWorker, WorkerEnd, WorkerEvents, WorkerPort } from '../../../src/server/targets/worker-port.ts';

/** Workers that do what the test says. The last that was started is `running`. */
export class FakeWorkers {
  readonly started: FakeWorker[] = [];

  readonly start: StartWorker = events => {
    const worker = new FakeWorker(events);
    this.started.push(worker);
    return worker;
  };

  get running(): FakeWorker | undefined {
    const last = this.started.at(-1);
    return last?.state === 'running' ? last : undefined;
  }
}

export class FakeWorker implements WorkerPort {
  readonly heard: ToWorker[] = [];
  state: 'running' | 'exited' | 'terminated' = 'running';
  /** Whether it exits when it is told to end. */
  manners: 'good' | 'bad' = 'good';
  readonly #events: WorkerEvents;

  constructor(events: WorkerEvents) {
    this.#events = events;
  }

  /** As it knows them now. */
  get configurations(): readonly WorkerConfiguration[] {
    return this.heard.reduce<readonly WorkerConfiguration[]>((known, message) => {
      if ('configurations' in message) return message.configurations;
      if (!('configuration' in message)) return known;
      return known.map(one => (one.id === message.configuration.id ? message.configuration : one));
    }, []);
  }

  get queries(): readonly WorkerQuery[] {
    return this.heard.filter(one => 'query' in one);
  }

  /** The last notification of that type. */
  last(type: string): ToWorker | undefined {
    return this.heard.findLast(one => 'type' in one && one.type === type);
  }

  post(message: ToWorker): void {
    this.heard.push(structuredClone(message));
    if ('type' in message && message.type === 'end' && this.manners === 'good') this.exit('ended');
  }

  say(message: FromWorker): void {
    this.#events.message(message);
  }

  exit(end: WorkerEnd): void {
    if (this.state !== 'running') return;
    this.state = 'exited';
    this.#events.exit(end, 'test');
  }

  async terminate(): Promise<void> {
    if (this.state !== 'running') return;
    this.state = 'terminated';
    this.#events.exit('ended', 'terminated');
  }
}

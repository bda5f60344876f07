import type { Random } from '../random.ts';

export const NAMESPACES = ['shop', 'kube-system', 'a-b', 'x'] as const;
export const NODES = ['node-1', 'node-2', 'ip-10-0-0-3.internal'] as const;
export const SERVICES = ['web', 'db', 'web-headless', 'a.b'] as const;

/** No two of these have the same sanitised form: Prometheus would take any of the two. */
const LABEL_KEYS = [
  'app',
  'app.kubernetes.io/name',
  'tier',
  'Upper.Case/Key',
  'x--y',
  '1st',
  'size',
  'a.b/c_d',
] as const;
const ANNOTATION_KEYS = [
  ...LABEL_KEYS,
  'prometheus.io/scrape',
  'ünï.code/é',
  '日本',
  'with space',
  '',
  '😀/x',
] as const;
const TOPOLOGY_KEYS = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname', 'Rack', 'x-y'] as const;
const LABEL_VALUES = ['web', 'db', 'a', 'b', '', 'true', '1', '5', 'x.y_z-1', 'UPPER'] as const;
const ANNOTATION_VALUES = [
  ...LABEL_VALUES,
  'two words',
  '{"a":"b\\n"}',
  'line\nbreak',
  '\u0000',
  '日本',
  '😀',
  '"',
  ' ',
];

/** `orderly` objects mostly find each other and say all; of `wild` ones anything may be missing. */
export type Mood = 'orderly' | 'wild';

/** Objects as API servers, and no API servers, write them. */
export class Odd {
  readonly random: Random;
  readonly #mood: Mood;

  constructor(random: Random, mood: Mood) {
    this.random = random;
    this.#mood = mood;
  }

  /** Mostly the value; sometimes nothing, as undefined, or null. */
  maybe<T>(value: T): T | null | undefined {
    if (this.random.happens(1, this.#mood === 'wild' ? 10 : 40)) return undefined;
    return this.random.happens(1, this.#mood === 'wild' ? 30 : 200) ? null : value;
  }

  /** The value half of the time. */
  half<T>(value: T): T | undefined {
    return this.random.happens(1, 2) ? value : undefined;
  }

  /** A list that may be missing, null or empty, with null in it now and then. */
  list<T>(most: number, make: () => T): readonly (T | null)[] | null | undefined {
    return this.maybe(this.random.list(0, most, () => (this.random.happens(1, 60) ? null : make())));
  }

  labels(): Readonly<Record<string, string>> | null | undefined {
    return this.maybe(this.#texts(LABEL_KEYS, LABEL_VALUES));
  }

  annotations(): Readonly<Record<string, string>> | null | undefined {
    return this.maybe(this.#texts(ANNOTATION_KEYS, ANNOTATION_VALUES));
  }

  topology(): Readonly<Record<string, string>> | null | undefined {
    return this.half(this.#texts(TOPOLOGY_KEYS, LABEL_VALUES));
  }

  /** Mostly the same one, so that objects find each other. */
  namespace(): string | undefined {
    if (this.random.happens(1, 60)) return undefined;
    const isUsual = this.random.happens(this.#mood === 'wild' ? 10 : 15, 16);
    return isUsual ? NAMESPACES[0] : this.random.pick(NAMESPACES);
  }

  metadata(name: string): Record<string, unknown> {
    return { ...this.clusterMetadata(name), namespace: this.namespace() };
  }

  clusterMetadata(name: string): Record<string, unknown> {
    return { name, uid: this.maybe(`uid-of-${name}`), labels: this.labels(), annotations: this.annotations() };
  }

  /** Owners of these kinds and names, mostly one that is the controller. */
  owners(owners: readonly (readonly [kind: string, name: string])[]): readonly object[] | null | undefined {
    const owner = () => {
      const [kind, name] = this.random.pick(owners);
      const controller = this.random.happens(4, 5) ? true : this.maybe(false);
      return { apiVersion: 'v1', kind, name, uid: 'u', controller };
    };
    return this.maybe(this.random.list(this.#mood === 'wild' ? 0 : 1, 2, owner));
  }

  port(): number {
    return this.random.happens(1, 60)
      ? this.random.pick([-1, 2 ** 31 - 1, -(2 ** 31)])
      : this.random.pick([80, 8080, 9090, 443, 0]);
  }

  protocol(): string | null | undefined {
    return this.maybe(this.random.pick(['TCP', 'UDP', 'SCTP', '']));
  }

  portName(): string | null | undefined {
    return this.maybe(this.random.pick(['http', 'metrics', '', 'https-Odd']));
  }

  ip(): string {
    const last = this.random.below(250);
    return this.random.pick([`10.0.0.${last}`, `10.0.0.${last}`, `fd00::${last}`, '::1', '::ffff:10.0.0.1', '']);
  }

  targetRef(pods: readonly string[]): object | null | undefined {
    const kind = this.random.pick(['Pod', 'Pod', 'Pod', 'Pod', 'Node', 'VirtualMachine', '']);
    const name = kind === 'Node' ? this.random.pick(NODES) : this.random.pick([...pods, 'gone']);
    const reference = { kind: this.maybe(kind), namespace: this.maybe(this.namespace()), name };
    return this.maybe(this.random.happens(1, 30) ? {} : reference);
  }

  #texts(keys: readonly string[], values: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(this.random.list(0, 4, () => [this.random.pick(keys), this.random.pick(values)]));
  }
}

import type { Definition } from '../definition.ts';

/** The version of Kubernetes whose API the definitions describe: `1.36`. */
export const KUBERNETES_VERSION: string;

/** By short name: `core.v1.Container`. */
export const DEFINITIONS: Readonly<Record<string, Definition>>;

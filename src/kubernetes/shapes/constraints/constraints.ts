import type { Constraint, ConstraintTable } from './constraint.ts';
import { METADATA_CONSTRAINTS } from './metadata.ts';
import { OTHER_CONSTRAINTS } from './others.ts';
import { POD_CONSTRAINTS } from './pod.ts';
import { VOLUME_CONSTRAINTS } from './volumes.ts';
import { WORKLOAD_CONSTRAINTS } from './workloads.ts';

const ALL: ConstraintTable = {
  ...METADATA_CONSTRAINTS,
  ...POD_CONSTRAINTS,
  ...VOLUME_CONSTRAINTS,
  ...WORKLOAD_CONSTRAINTS,
  ...OTHER_CONSTRAINTS,
};

/** What is wanted of a field of a definition or of a variant of it; nothing for what is not in the tables. */
export function constraintOf(definition: string, field: string): Constraint {
  return ALL[definition]?.[field] ?? {};
}

import type { ContextChoice, ReportAnswer, TargetsRow, TargetsState } from '../../../src/protocol/targets.ts';
import type { PlaceInText } from '../../../src/protocol/targets-methods.ts';

/** What the stand-in server answers. */
export interface World {
  readonly state: TargetsState;
  /** By the parent; '' is the root. */
  readonly rows: Readonly<Record<string, readonly TargetsRow[]>>;
  readonly contexts: readonly ContextChoice[];
  readonly namespaces: readonly string[];
  readonly place: PlaceInText | null;
  readonly report: ReportAnswer;
}

/** What the stand-in server was asked or told. */
export interface Heard {
  readonly method: string;
  readonly params: unknown;
}

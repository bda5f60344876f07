import type { AccessRequests, ConfigurationAccess } from '../../../src/protocol/access.ts';
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
  /** Of each need the cluster's verdict is answered only where it was asked. */
  readonly access: readonly ConfigurationAccess[];
  readonly edits: AccessRequests['prometheusKubernetes/accessFixes']['result'];
  readonly rbac: AccessRequests['prometheusKubernetes/generateRbac']['result'];
  readonly forbidden: AccessRequests['prometheusKubernetes/explainForbidden']['result'];
}

/** What the stand-in server was asked or told. */
export interface Heard {
  readonly method: string;
  readonly params: unknown;
}

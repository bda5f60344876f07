import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import type { Scene } from './scene.ts';
import { fixOf } from './workspace-edits.ts';

/** Writes `true` where it says `false`. */
export function tokenNotMountedFixes({ uri, finding: { span } }: WorkspaceFinding, _: Scene): readonly WorkspaceFix[] {
  return fixOf('Set `automountServiceAccountToken` to `true`', 'preferred', [{ uri, edit: { ...span, text: 'true' } }]);
}

import { fieldOf } from '../../workspace/manifest-fields.ts';
import { podSpecOf } from '../../workspace/workload.ts';
import { insertEntry } from '../../yaml/edits.ts';
import type { WorkspaceFix } from '../workspace-finding.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { spareAccounts } from './spare-accounts.ts';
import { type FileEdit, fixOf, keyIn, setField, textIn } from './workspace-edits.ts';

/** Lets the pods run as an account that nothing runs as, and that has rights. */
export function runAsFixes(scene: Scene, { askers, namespace }: SceneAccount): readonly WorkspaceFix[] {
  const spare = spareAccounts(scene.bundle, scene.rbac, namespace);
  return spare.flatMap(({ object: { name } }) => {
    if (name === undefined || askers.length === 0) return [];
    const edits = askers.map(({ workload: { object } }): FileEdit => {
      const podSpec = podSpecOf(object);
      const { uri, file } = object;
      if (podSpec?.node.kind !== 'map') return { uri, edit: undefined };
      const older = fieldOf(podSpec, 'serviceAccountName') ? undefined : fieldOf(podSpec, 'serviceAccount');
      if (older) return setField(object, podSpec, 'serviceAccount', name);
      if (fieldOf(podSpec, 'serviceAccountName')) return setField(object, podSpec, 'serviceAccountName', name);
      const at = podSpec.node.pairs.findIndex(({ key }) => key.kind === 'scalar' && key.text === 'containers');
      const key = keyIn(podSpec.node, 'serviceAccountName');
      return { uri, edit: insertEntry(file, podSpec.node, Math.max(at, 0), key, textIn(podSpec.node, name)) };
    });
    return fixOf(`Run as the service account \`${name}\``, spare.length === 1 ? 'preferred' : 'alternative', edits);
  });
}

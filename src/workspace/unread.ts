import { hasSyntaxError } from '../yaml/source.ts';
import type { OpenReason } from './bundle.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** What every manifest says; a prometheus.yml, half typed or with the templates of a tool, does not. */
const MANIFEST = /\bapiVersion["']?[ \t]*:/;

/** Why a file may hold other objects than were read of it; none when it was read whole, or is no manifest. */
export function unreadReasons(file: WorkspaceFile): readonly OpenReason[] {
  const isTemplated = file.templated === 'templated';
  const isBroken = file.file.documents.some(hasSyntaxError);
  if ((!isTemplated && !isBroken) || !MANIFEST.test(file.file.text)) return [];
  return [{ kind: isTemplated ? 'templated' : 'unreadable', uri: file.uri, what: '' }];
}

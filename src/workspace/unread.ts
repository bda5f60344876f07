import { hasSyntaxError } from '../yaml/source.ts';
import type { OpenReason } from './bundle.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** Why a file may hold other objects than were read of it; none when it was read whole. */
export function unreadReasons(file: WorkspaceFile): readonly OpenReason[] {
  if (file.templated === 'templated') return [{ kind: 'templated', uri: file.uri, what: '' }];
  const isBroken = file.file.documents.some(hasSyntaxError);
  return isBroken ? [{ kind: 'unreadable', uri: file.uri, what: '' }] : [];
}

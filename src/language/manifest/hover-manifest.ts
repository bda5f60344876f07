import { hoverIn } from '../../schema/hover.ts';
import type { LanguageDocument } from '../document.ts';
import type { HoverText } from '../hover.ts';
import { documentShape, manifestAt, type Told } from './manifest-at.ts';
import { withReference } from './reference.ts';

/**
 * What Kubernetes says of the key or value at an offset of a manifest that concerns Prometheus; undefined in its
 * configurations, in other files, and where a comment names another schema. Never throws.
 */
export function hoverManifest(document: LanguageDocument, offset: number, told: Told): HoverText | undefined {
  const at = manifestAt(document, offset, told, 'hover');
  const shape = at?.shape && documentShape(at.place, at.shape);
  const found = at && shape && hoverIn(at.document, offset, shape);
  return at && found && { ...found, markdown: withReference(found.markdown, at.header) };
}

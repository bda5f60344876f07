import { TextDocument } from 'vscode-languageserver-textdocument';
import { openDocument } from '../../language/document.ts';
import { placeOf } from '../../language/job-place.ts';
import type { ConfigPlace } from '../../protocol/targets.ts';
import type { PlaceInText } from '../../protocol/targets-methods.ts';
import type { OpenDocument } from '../open-documents.ts';
import { rangeOf } from '../positions.ts';
import { parseConfigurationId } from './configuration-id.ts';
import { partWithKey } from './read-parts.ts';
import { textOf } from './read-saved.ts';
import { pathOf } from './workspace-folders.ts';

/**
 * Where a job or a rule stands in the text as it is now, in the editor or else on the disk; null when the text does not
 * have it any more. Never rejects.
 */
export async function locate(
  place: ConfigPlace,
  openAt: (uri: string) => OpenDocument | undefined,
): Promise<PlaceInText | null> {
  const id = parseConfigurationId(place.configuration);
  if (!id) return null;
  const document = openAt(id.uri) ?? (await savedDocument(id.uri));
  const part = document && partWithKey(document.language, id.key);
  const span = part && placeOf(part, place.job, place.rule);
  return document && span ? { uri: id.uri, range: rangeOf(document.text, span) } : null;
}

async function savedDocument(uri: string): Promise<OpenDocument | undefined> {
  const path = pathOf(uri);
  const text = path === undefined ? undefined : await textOf(path);
  if (text === undefined) return undefined;
  return { text: TextDocument.create(uri, 'yaml', 0, text), language: openDocument(text) };
}

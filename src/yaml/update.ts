import type { TextEdit } from './edit.ts';
import { parseStored, type StoredFile } from './stored-file.ts';

/** The file after an edit that lies inside its text. */
export function updateStored(file: StoredFile, edit: TextEdit): StoredFile {
  const text = file.text.slice(0, edit.start) + edit.text + file.text.slice(edit.end);
  return parseStored(text, file.dialect);
}

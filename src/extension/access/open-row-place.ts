import { Range, Uri, window } from 'vscode';
import type { RowPlace } from './access-rows.ts';

/** Shows in the editor where a row leads; the keyboard stays where it is. */
export async function openRowPlace(place: RowPlace | null): Promise<void> {
  if (!place) return;
  const shown = { preview: true, preserveFocus: true };
  if (place.kind === 'file') {
    await window.showTextDocument(Uri.parse(place.uri), shown);
    return;
  }
  const { start, end } = place.at.range;
  // The cursor comes to stand at the end of what is selected: of several lines that is not the line that the row names.
  const to = end.line === start.line ? end : start;
  const selection = new Range(start.line, start.character, to.line, to.character);
  await window.showTextDocument(Uri.parse(place.at.uri), { ...shown, selection });
}

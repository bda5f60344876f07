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
  const selection = new Range(start.line, start.character, end.line, end.character);
  await window.showTextDocument(Uri.parse(place.at.uri), { ...shown, selection });
}

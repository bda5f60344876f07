import { Range, Uri, window } from 'vscode';
import { openPlace } from '../targets/reveal.ts';
import type { AccessPort } from './access-port.ts';
import type { RowPlace } from './access-rows.ts';

/** Shows in the editor where a row leads; the keyboard stays where it is. */
export async function openRowPlace(port: AccessPort, place: RowPlace | null): Promise<void> {
  switch (place?.kind) {
    case 'job':
      return openPlace(port, place.place);
    case 'file':
      await window.showTextDocument(Uri.parse(place.uri), { preview: true, preserveFocus: true });
      return;
    case 'text': {
      const { start, end } = place.at.range;
      await window.showTextDocument(Uri.parse(place.at.uri), {
        selection: new Range(start.line, start.character, end.line, end.character),
        preview: true,
        preserveFocus: true,
      });
    }
  }
}

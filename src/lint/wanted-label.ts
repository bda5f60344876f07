/** What a rule asks for: the label of this name, or all labels whose names begin so. */
export interface WantedLabel {
  readonly kind: 'name' | 'beginning';
  readonly text: string;
}

/** Whether a label called `name` is one of those wanted. */
export function isWanted(wanted: WantedLabel, name: string): boolean {
  return wanted.kind === 'name' ? name === wanted.text : name.startsWith(wanted.text);
}

/** Whether some name that begins with `beginning` is one of those wanted. */
export function isBeginningOfWanted(wanted: WantedLabel, beginning: string): boolean {
  return wanted.text.startsWith(beginning) || (wanted.kind === 'beginning' && beginning.startsWith(wanted.text));
}

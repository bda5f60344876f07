import type { TargetsRow } from '../../protocol/targets.ts';

/** How a row of the tree is drawn, read and used; nothing of it needs VS Code. */
export interface RowItem {
  readonly label: string;
  readonly description: string;
  /** Markdown that is not trusted; empty for the label itself. */
  readonly tooltip: string;
  /** A codicon, and the id of a theme colour or null for that of the text. */
  readonly icon: RowIcon;
  readonly collapsible: 'none' | 'collapsed' | 'expanded';
  /** What `viewItem` is in the menus of the manifest. */
  readonly contextValue: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly click: RowClick;
}

export interface RowIcon {
  readonly codicon: string;
  readonly color: string | null;
}

/** What a click or Enter does besides expanding. */
export type RowClick = 'nothing' | 'open-file' | 'reveal' | 'show-object' | 'show-more';

/** What else decides how a row is drawn. */
export interface RowSurroundings {
  /** ms since 1970. */
  readonly now: number;
  /** How many rows its parent has, this one counted. */
  readonly siblings: number;
}

/** Long texts are cut to as many UTF-16 units; the tooltip has the whole. */
export const LONGEST_VALUE = 60;

export const ERROR_COLOR = 'problemsErrorIcon.foreground';
export const WARNING_COLOR = 'problemsWarningIcon.foreground';
export const INFORMATION_COLOR = 'problemsInfoIcon.foreground';
export const QUIET_COLOR = 'disabledForeground';

/** As many rows are shown of one parent at first, and so many more each time. */
export const MORE_ROWS = 500;

/** The rows of one kind. */
export type RowOf<Kind extends TargetsRow['kind']> = Extract<TargetsRow, { readonly kind: Kind }>;

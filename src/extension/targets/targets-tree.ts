import type { ConfigPlace, TargetsChanged, TargetsRequest, TargetsRow } from '../../protocol/targets.ts';
import { MORE_ROWS } from './drawn-row.ts';

/** A row in the tree. VS Code knows it by identity, so that the same row is the same node after any update. */
export class RowNode {
  readonly id: string;
  row: TargetsRow;
  parent: RowNode | undefined;
  /** How many rows its parent had when it was last asked. */
  siblings: number;

  constructor(row: TargetsRow, parent: RowNode | undefined, siblings: number) {
    this.id = row.id;
    this.row = row;
    this.parent = parent;
    this.siblings = siblings;
  }
}

/** Rejects when nobody can answer. */
export type AskRows = (request: TargetsRequest) => Promise<readonly TargetsRow[]>;

/** The key of the root in the maps by id; no row has it. */
const ROOT = '';

/** The rows that have been asked for, their limits and the filter. Children are asked for when somebody wants them. */
export class TargetsTree {
  readonly #ask: AskRows;
  readonly #nodes = new Map<string, RowNode>();
  readonly #children = new Map<string, readonly RowNode[]>();
  readonly #limits = new Map<string, number>();
  #filter = '';

  constructor(ask: AskRows) {
    this.#ask = ask;
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
  }

  node(id: string): RowNode | undefined {
    return this.#nodes.get(id);
  }

  /** The rows under a row or, for undefined, at the root. Rejects as `AskRows` does. */
  async children(parent: RowNode | undefined): Promise<readonly RowNode[]> {
    if (parent && isLeaf(parent.row)) return [];
    const key = parent?.id ?? ROOT;
    const limit = this.#limits.get(key) ?? MORE_ROWS;
    const rows = await this.#ask({ parent: parent?.id ?? null, limit, filter: this.#filter });
    const before = this.#children.get(key) ?? [];
    const after = rows.map(row => this.#keep(row, parent, rows.length));
    this.#children.set(key, after);
    const ids = new Set(after.map(({ id }) => id));
    for (const node of before) if (!ids.has(node.id)) this.#forget(node, parent);
    return after;
  }

  /** What was answered last for a row, without asking; [] for what was never asked. */
  knownChildren(parent: RowNode | undefined): readonly RowNode[] {
    return this.#children.get(parent?.id ?? ROOT) ?? [];
  }

  /** The nodes of which VS Code has to ask the children again: only those that it ever asked for. */
  changed(rows: TargetsChanged['rows']): readonly RowNode[] | 'all' {
    if (rows === 'all') return 'all';
    return rows.flatMap(id => (this.#children.has(id) ? (this.#nodes.get(id) ?? []) : []));
  }

  /** Raises how many rows are shown under a row; answers the node whose children are to be asked again. */
  showMore(parent: string): RowNode | undefined {
    const node = this.#nodes.get(parent);
    const key = node?.id ?? ROOT;
    this.#limits.set(key, (this.#limits.get(key) ?? MORE_ROWS) + MORE_ROWS);
    return node;
  }

  /** The row of a job, asked for from the root on; undefined where the view has none. */
  async findJob(place: ConfigPlace): Promise<RowNode | undefined> {
    for (const { node } of await this.configurations()) {
      if (node.row.kind !== 'configuration' || node.row.configuration !== place.configuration) continue;
      const jobs = await this.children(node);
      const found = jobs.find(({ row }) => row.kind === 'job' && row.place.job === place.job);
      if (found) return found;
    }
    return undefined;
  }

  /** All configurations, asked for from the root on. */
  async configurations(): Promise<readonly FoundConfiguration[]> {
    const found: FoundConfiguration[] = [];
    for (const top of await this.children(undefined)) {
      const nodes = top.row.kind === 'context' ? await this.children(top) : [top];
      for (const node of nodes) if (node.row.kind === 'configuration') found.push({ node, uri: node.row.uri });
    }
    return found;
  }

  #keep(row: TargetsRow, parent: RowNode | undefined, siblings: number): RowNode {
    const known = this.#nodes.get(row.id);
    if (known) {
      known.row = row;
      known.parent = parent;
      known.siblings = siblings;
      return known;
    }
    const node = new RowNode(row, parent, siblings);
    this.#nodes.set(row.id, node);
    return node;
  }

  /** A node that has moved to another parent meanwhile is that parent's. */
  #forget(node: RowNode, parent: RowNode | undefined): void {
    if (node.parent !== parent) return;
    for (const child of this.#children.get(node.id) ?? []) this.#forget(child, node);
    this.#children.delete(node.id);
    this.#nodes.delete(node.id);
    this.#limits.delete(node.id);
  }
}

export interface FoundConfiguration {
  readonly node: RowNode;
  readonly uri: string;
}

function isLeaf(row: TargetsRow): boolean {
  return row.kind === 'label' || row.kind === 'object' || row.kind === 'more' || row.kind === 'note';
}

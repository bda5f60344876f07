// What the functions that run in the page use of the DOM. The project is compiled without the DOM's types, so that no other
// file can use its globals unnoticed.

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

export interface PageElement extends PageNode {
  readonly className: string;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  getBoundingClientRect(): Box;
}

export interface PageRange {
  setStart(node: PageNode, offset: number): void;
  setEnd(node: PageNode, offset: number): void;
  getBoundingClientRect(): Box;
}

export interface PageDocument {
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  createRange(): PageRange;
  addEventListener(
    type: string,
    listener: (event: PageEvent) => void,
    options: { capture: boolean; once: boolean },
  ): void;
}

export interface PageEvent {
  /** Milliseconds on the clock of `performance.now()`: when the event came about. */
  readonly timeStamp: number;
}

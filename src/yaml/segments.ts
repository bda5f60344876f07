/**
 * One piece of a scalar's value and where it stands outside. Equal lengths: byte for byte. Others are atoms (an escape,
 * a fold, `''`, a CRLF): nothing stands inside them. Offsets outside count from the scalar's first character.
 */
export interface Segment {
  readonly from: number;
  length: number;
  readonly at: number;
  outerLength: number;
}

/** A scalar's value with its pieces, in rising order on both sides. */
export interface Mapped {
  readonly value: string;
  readonly segments: readonly Segment[];
}

/** Collects the pieces of a value. */
export class SegmentWriter {
  readonly #parts: string[] = [];
  readonly #segments: Segment[] = [];
  #length = 0;

  /** Appends what stands outside byte for byte. */
  copy(text: string, at: number): void {
    if (text === '') return;
    const last = this.#segments.at(-1);
    if (last !== undefined && last.length === last.outerLength && last.at + last.length === at) {
      last.length += text.length;
      last.outerLength = last.length;
    } else {
      this.#segments.push({ from: this.#length, length: text.length, at, outerLength: text.length });
    }
    this.#append(text);
  }

  /** Appends what is written in another way outside. */
  put(text: string, at: number, outerLength: number): void {
    if (text === '') return;
    if (text === '\n' && outerLength === 1) {
      this.copy(text, at);
      return;
    }
    this.#segments.push({ from: this.#length, length: text.length, at, outerLength });
    this.#append(text);
  }

  #append(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  finish(): Mapped {
    return { value: this.#parts.join(''), segments: this.#segments };
  }
}

/** Outer offset of the character at `offset` of the value; of the value's end when it lies behind. */
export function outerStart({ segments }: Mapped, offset: number): number {
  const segment = segments[lastStarting(segments, offset, 'from')] ?? segments[0];
  if (segment === undefined) return 0;
  const within = Math.max(0, offset - segment.from);
  if (within >= segment.length) return segment.at + segment.outerLength;
  return segment.length === segment.outerLength ? segment.at + within : segment.at;
}

/** Outer offset behind the character before `offset`. */
export function outerEnd(mapped: Mapped, offset: number): number {
  const { segments } = mapped;
  const segment = segments[lastStarting(segments, offset - 1, 'from')];
  if (segment === undefined) return outerStart(mapped, 0);
  const within = Math.min(offset - segment.from, segment.length);
  return segment.at + (segment.length === segment.outerLength ? within : segment.outerLength);
}

/** Offset in the value of what stands at `outer`; between two pieces that of the next piece. */
export function innerOffset({ value, segments }: Mapped, outer: number): number {
  const index = lastStarting(segments, outer, 'at');
  const segment = segments[index];
  if (segment === undefined) return 0;
  const within = outer - segment.at;
  // The line break that clipping adds to a last line without one: what stands there stands on that line.
  if (segment.outerLength === 0) return segment.from;
  if (within < segment.outerLength) return segment.from + (segment.length === segment.outerLength ? within : 0);
  if (within === segment.outerLength) return segment.from + segment.length;
  return segments[index + 1]?.from ?? value.length;
}

/** Index of the last segment that starts at or before `offset`, or -1. */
export function lastStarting(segments: readonly Segment[], offset: number, side: 'from' | 'at'): number {
  let low = -1;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.[side] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

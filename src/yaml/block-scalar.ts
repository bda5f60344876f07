import { type Mapped, SegmentWriter } from './segments.ts';

interface Line {
  readonly at: number;
  readonly indent: number;
  readonly body: string;
  /** Length of its line break, 0 at the end of the input. */
  readonly lineBreak: number;
}

interface Header {
  readonly folded: boolean;
  readonly chomp: string;
  /** 0 when not written. */
  readonly indicator: number;
}

/** The header of a block scalar: `|`, `>`, with chomping and indentation indicators in either order. */
export function blockHeader(source: string): Header {
  const [, first = '', second = '', third = ''] = /^[|>]([-+]?)([1-9]?)([-+]?)/.exec(source) ?? [];
  return { folded: source.startsWith('>'), chomp: first || third, indicator: Number(second) };
}

/** Whether the program's reader gives the last line of a file a line break when it has none. */
export type LastLine = 'ended' | 'as-written';

/**
 * The value of a block scalar and its pieces. `source` begins with the header and ends behind the last line break;
 * an indentation indicator counts from `parentIndent`.
 */
export function mapBlockScalar(source: string, parentIndent: number, lastLine: LastLine): Mapped {
  const out = new SegmentWriter();
  const headerEnd = source.indexOf('\n');
  if (headerEnd < 0) return out.finish();
  const header = blockHeader(source);
  const lines = splitLines(source, headerEnd + 1);
  const trim = contentIndent(lines, header, parentIndent);
  let last = lines.length;
  while (last > 0 && isBlank(lines[last - 1], trim)) last--;
  for (let index = 0; index < last; index++) {
    const line = lines[index];
    if (line === undefined) break;
    const cut = Math.min(trim, line.indent);
    out.copy(source.slice(line.at + cut, breakAt(line)), line.at + cut);
    if (index < last - 1) out.put(header.folded ? fold(lines, index, last, trim) : '\n', breakAt(line), line.lineBreak);
  }
  const final = lines[last - 1];
  const isEnded = final !== undefined && (final.lineBreak > 0 || lastLine === 'ended');
  if (header.chomp !== '-' && isEnded) out.put('\n', breakAt(final), final.lineBreak);
  if (header.chomp === '+')
    for (const line of lines.slice(last)) if (line.lineBreak > 0) out.put('\n', breakAt(line), line.lineBreak);
  return out.finish();
}

/** How many columns of each line are not content. */
export function blockIndent(source: string, parentIndent: number): number {
  const headerEnd = source.indexOf('\n');
  return headerEnd < 0 ? 0 : contentIndent(splitLines(source, headerEnd + 1), blockHeader(source), parentIndent);
}

function splitLines(source: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = from; at < source.length; ) {
    const found = source.indexOf('\n', at);
    const stop = found < 0 ? source.length : found;
    const isCrlf = found > at && source[found - 1] === '\r';
    const end = isCrlf ? stop - 1 : stop;
    let indent = 0;
    while (at + indent < end && source[at + indent] === ' ') indent++;
    lines.push({ at, indent, body: source.slice(at + indent, end), lineBreak: found < 0 ? 0 : isCrlf ? 2 : 1 });
    at = stop + 1;
  }
  return lines;
}

function contentIndent(lines: readonly Line[], { indicator }: Header, parentIndent: number): number {
  if (indicator > 0) return Math.max(parentIndent, 0) + indicator;
  const first = lines.find(line => line.body !== '');
  return first?.indent ?? lines.reduce((most, line) => Math.max(most, line.indent), 0);
}

function breakAt(line: Line): number {
  return line.at + line.indent + line.body.length;
}

function isBlank(line: Line | undefined, trim: number): boolean {
  return line !== undefined && line.body === '' && line.indent <= trim;
}

function isDeeper(line: Line, trim: number): boolean {
  return line.indent > trim || line.body.startsWith('\t');
}

/**
 * What the line break behind a line of a folded scalar becomes: between two flush lines a space, before blank lines
 * nothing, around deeper lines it stays.
 */
function fold(lines: readonly Line[], index: number, last: number, trim: number): '\n' | ' ' | '' {
  const line = lines[index];
  const next = lines[index + 1];
  if (line === undefined || next === undefined) return '';
  if (isBlank(line, trim) || isDeeper(line, trim)) return '\n';
  if (!isBlank(next, trim)) return isDeeper(next, trim) ? '\n' : ' ';
  let following = index + 1;
  while (following < last && isBlank(lines[following], trim)) following++;
  const after = following < last ? lines[following] : undefined;
  return after !== undefined && isDeeper(after, trim) ? '\n' : '';
}

/** Says whether a font has a sign for a code point. */
export type Covers = (codePoint: number) => boolean;

type Range = readonly [from: number, to: number];

/**
 * Reads which code points a TrueType or OpenType font has a sign for (OpenType 1.9, table `cmap`,
 * formats 4 and 12).
 *
 * Given: the bytes of a font that ships with this package.
 * Fails: when there is no table that can be read, which means that the file is no font.
 */
export function coverageOf(font: Uint8Array): Covers {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const start = tableOffset(view, "cmap");
  const subtables = Array.from({ length: view.getUint16(start + 2) }, (_, at) => {
    const offset = start + view.getUint32(start + 8 + at * 8);
    return { offset, format: view.getUint16(offset) };
  });
  const whole = subtables.find(({ format }) => format === 12);
  const basic = subtables.find(({ format }) => format === 4);
  if (whole) return within(segmented(view, whole.offset));
  if (basic) return within(mapped(view, basic.offset));
  throw new Error("a font has no table of characters that can be read");
}

/** What all of several fonts have a sign for. */
export function coveredByAll(fonts: readonly Covers[]): Covers {
  return (codePoint) => fonts.every((covers) => covers(codePoint));
}

function tableOffset(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let at = 0; at < count; at += 1) {
    const record = 12 + at * 16;
    const name = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(record + byte)));
    if (name.join("") === tag) return view.getUint32(record + 8);
  }
  throw new Error(`a font has no table ${tag}`);
}

/** Format 12: groups of code points over the whole of Unicode. */
function segmented(view: DataView, offset: number): Range[] {
  return Array.from({ length: view.getUint32(offset + 12) }, (_, at): Range => {
    const group = offset + 16 + at * 12;
    return [view.getUint32(group), view.getUint32(group + 4)];
  });
}

/** Format 4: segments of the basic plane, some of which have holes. */
function mapped(view: DataView, offset: number): Range[] {
  const twice = view.getUint16(offset + 6);
  const ranges: Range[] = [];
  for (let at = 0; at < twice; at += 2) {
    const to = view.getUint16(offset + 14 + at);
    const from = view.getUint16(offset + 16 + twice + at);
    const delta = view.getUint16(offset + 16 + 2 * twice + at);
    const place = offset + 16 + 3 * twice + at;
    const step = view.getUint16(place);
    for (let code = from; code <= to && code < 0xffff; code += 1) {
      const sign = step === 0 ? code : view.getUint16(place + step + (code - from) * 2);
      if (sign !== 0 && ((sign + delta) & 0xffff) !== 0) ranges.push([code, code]);
    }
  }
  return ranges;
}

function within(ranges: readonly Range[]): Covers {
  const sorted = ranges.toSorted((left, right) => left[0] - right[0]);
  return (codePoint) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = sorted[middle] ?? [0, -1];
      if (codePoint < from) high = middle - 1;
      else if (codePoint > to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

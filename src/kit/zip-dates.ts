const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** Midnight of 1 January 1980, the first instant that the format can say. */
const firstInstant = 0x0021_0000;

/**
 * The same archive with every file dated 1 January 1980 (APPNOTE.TXT 6.3.10, sections 4.3.7 and
 * 4.3.12), so that the same files give the same bytes at any time.
 *
 * Given: an archive without comment that a library of ours wrote a moment ago.
 * Fails: on anything else.
 */
export function withoutDates(archive: Uint8Array): Uint8Array {
  const copy = Buffer.from(archive);
  const end = copy.length - 22;
  if (end < 0 || copy.readUInt32LE(end) !== signatures.end) {
    throw new Error("this is no archive that we wrote");
  }
  let at = copy.readUInt32LE(end + 16);
  for (let left = copy.readUInt16LE(end + 10); left > 0; left -= 1) {
    const local = copy.readUInt32LE(at + 42);
    if (
      copy.readUInt32LE(at) !== signatures.central ||
      copy.readUInt32LE(local) !== signatures.local
    ) {
      throw new Error("this is no archive that we wrote");
    }
    copy.writeUInt32LE(firstInstant, at + 12);
    copy.writeUInt32LE(firstInstant, local + 10);
    at += 46 + copy.readUInt16LE(at + 28) + copy.readUInt16LE(at + 30) + copy.readUInt16LE(at + 32);
  }
  return copy;
}

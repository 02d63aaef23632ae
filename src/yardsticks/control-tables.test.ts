import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "../kit/problem.ts";
import {
  type Converted,
  convertYardstick,
  mergedHow,
  plainHow,
  readYardstickHow,
} from "./convert-yardstick.ts";
import { howOfFlags } from "./import-flags.ts";
import { readWorkbook } from "./read-workbook.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const named = { ...plainHow, id: "t", version: "1" };

function convert(
  text: string | Uint8Array,
  how: Partial<YardstickHow> = {},
  file = "t.csv",
): Promise<Converted> {
  const given = { file, bytes: typeof text === "string" ? bytes(text) : text };
  return convertYardstick(given, { how: { ...named, ...how }, files: [] });
}

const csf = `Function,Category,Subcategory,Implementation Examples
GOVERN (GV): Rules are set,,,
,Context (GV.OC): What is around,,
,,GV.OC-01: The mission is understood,Ex1: Share it
,,"GV.OC-02: [Withdrawn: Incorporated into GV.OC-01]",
GOVERN (GV),,,
,Old (GV.XX): [Withdrawn: Moved to GV.OC],,
,,GV.XX-01: [Withdrawn: Incorporated into GV.OC-01],
`;

describe("a table of controls becomes a yardstick", () => {
  test("with line breaks inside cells, spaces around them, and a trailing column without a name", async () => {
    const text =
      'identifier,name,control_text,discussion,related,\r\nAC-1,Policy ,"\na. Write\u00A0it:\n\n1. down; and\n2. up.",Why.,AC-2,\r\nAC-1(1),Short, Be short. ,,,\r\n';
    const { yardstick } = await convert(text);
    expect(yardstick.items).toEqual([
      {
        id: "AC-1",
        title: "Policy",
        text: "a. Write it:\n1. down; and\n2. up.",
        guidance: "Why.",
        scale: "yes-no",
      },
      { id: "AC-1(1)", title: "Short", text: "Be short.", scale: "yes-no", parent: "AC-1" },
    ]);
  });

  test("by columns that are named, each item with its own scale", async () => {
    const how = mergedHow(
      readYardstickHow(
        "format: muster/yardstick-import/1\nscale: level\nscales: [{ items: ['B*'], scale: share, units: systems }]\n",
        "how.yaml",
      ),
      howOfFlags({ as: "own@Final", column: ["id=No", "text=What"], delimiter: ";" }),
    );
    const { yardstick } = await convert("No;What;Ignored\nA1;Do this;x\nB1;Do that;y\n", how);
    expect(yardstick).toMatchObject({ id: "own", version: "Final" });
    expect(yardstick.items.map((item) => [item.id, item.scale, item.units])).toEqual([
      ["A1", "level", undefined],
      ["B1", "share", "systems"],
    ]);
  });

  test("and what is wrong in the file that says how names that file, not the table", async () => {
    const given = { file: "t.csv", bytes: bytes("identifier,name,control_text\nA1,Do,Do this\n") };
    const refused = (how: Partial<YardstickHow>): Promise<Converted> =>
      convertYardstick(given, { how: { ...named, ...how }, howFile: "how.yaml", files: [] });
    await expect(refused({ scales: [{ items: ["A9"], scale: "level" }] })).rejects.toThrow(
      'how.yaml, scales[0]: no item fits "A9"; mend the name, or take it out.',
    );
    const capabilities = [{ id: "c", title: "C", items: ["A9"] }];
    await expect(refused({ capabilities })).rejects.toThrow(
      "how.yaml, capabilities[0].items[0]: there is no item A9",
    );
  });

  test.each(["catalogue.pdf", "controls.csv", "yardstick.yaml", "catalog.json"])(
    "a PDF named %s is said to be one, with the files that are read",
    async (file) => {
      await expect(convert("%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n", {}, file)).rejects.toThrow(
        `${file}: this is a PDF, and no items are read out of one; give a yardstick of Muster in YAML, OSCAL in JSON, or a table in CSV or XLSX.`,
      );
    },
  );

  test("and a flag that is wrong is named as it was written", () => {
    expect(() => howOfFlags({ as: "Own@1" })).toThrow(/`--as controls@2`, found "Own@1"/);
    expect(() => howOfFlags({ as: "../x" })).toThrow(/small letters.*found "..\/x"/);
    expect(() => howOfFlags({ headerLine: "x" })).toThrow(/`--header-line 3`, found "x"/);
    expect(howOfFlags({ as: "own" }).id).toBe("own");
  });

  test("also in the shape of the Cybersecurity Framework, functions that stand there twice once", async () => {
    const { yardstick } = await convert(csf);
    expect(
      yardstick.groups?.map((group) => [group.id, group.parent, group.withdrawn?.into]),
    ).toEqual([
      ["GV", undefined, undefined],
      ["GV.OC", "GV", undefined],
      ["GV.XX", "GV", ["GV.OC"]],
    ]);
    expect(yardstick.items.map((item) => [item.id, item.group, item.withdrawn?.into])).toEqual([
      ["GV.OC-01", "GV.OC", undefined],
      ["GV.OC-02", "GV.OC", ["GV.OC-01"]],
      ["GV.XX-01", "GV.XX", ["GV.OC-01"]],
    ]);
  });
});

describe("a table is refused in one sentence with file and line", () => {
  const good = "id,title,text\nA-1,One,Do one.\nA-2,Two,Do two.\n";
  test.each<[string, string | Uint8Array, Partial<YardstickHow>, RegExp]>([
    [
      "no columns that are known",
      "a,b\n1,2\n",
      {},
      /^t\.csv, line 1: this table names no column for the identifier.*--column id=/,
    ],
    [
      "a column that is not there",
      good,
      { table: { columns: { text: "Words" } } },
      /line 1: there is no column "Words"; this table has "id", "title", "text"/,
    ],
    [
      "an identifier twice",
      `${good}A-1,Again,Do it.\n`,
      {},
      /line 4: the control A-1 stands in this table twice/,
    ],
    [
      "an identifier that is none",
      `${good},None,Do it.\n`,
      {},
      /line 4: expected the identifier of a control here, such as AC-2\(1\), found none/,
    ],
    ["an identifier that is markup", `${good}<b>,None,Do it.\n`, {}, /found "<b>"/],
    [
      "a row without words",
      `${good}A-3,,\n`,
      {},
      /line 4: the control A-3 has neither title nor text/,
    ],
    ["a row too short", `${good}A-3\n`, {}, /line 4: this row has another number of cells/],
    ["a quote that is never closed", `${good}A-3,"x\n`, {}, /never closed/],
    ["an empty file", "", {}, /t\.csv: this table is empty/],
    ["a header alone", "id,title,text\n", {}, /t\.csv: .*no row below them; write one/],
    ["cells parted by semicolons", "id;title;text\nA-1;A;B\n", {}, /say `--delimiter ';'`/],
    ["UTF-16", Buffer.from(`\uFEFF${good}`, "utf16le"), {}, /text in UTF-16; save it as UTF-8/],
    [
      "another encoding",
      Buffer.from(good.replace("Do one", "D\u00E9"), "latin1"),
      {},
      /t\.csv, line 2: this is not text in UTF-8 \(it may be Windows-1252\); .*--encoding windows-1252/,
    ],
    [
      "Windows-1252 that is UTF-8",
      good.replace("one", "\u2019"),
      { table: { encoding: "windows-1252" } },
      /said to be Windows-1252 and is UTF-8/,
    ],
    [
      "a byte that Windows-1252 does not have",
      Buffer.from([...bytes(good), 0x81]),
      { table: { encoding: "windows-1252" } },
      /control characters|not text/,
    ],
    [
      "a scale that is none",
      "id,text,scale\nA,b,grade\n",
      {},
      /the scale of A is "grade"; expected share, level or yes-no/,
    ],
    ["a share of nothing", good, { scale: "share" }, /A-1 is a share and does not say of what/],
    [
      "an overlay that fits nothing",
      good,
      { scales: [{ items: ["B*"], scale: "level" }] },
      /scales\[0\]: no item fits "B\*"/,
    ],
    [
      "a capability of an item that is not there",
      good,
      { capabilities: [{ id: "c", title: "C", items: ["A-9"] }] },
      /capabilities\[0\]\.items\[0\]: there is no item A-9/,
    ],
    [
      "a function written otherwise",
      csf.replace("GOVERN (GV): Rules are set", "Govern"),
      {},
      /line 2: expected a function or category written as/,
    ],
    [
      "a subcategory without category",
      csf.replace(",Context (GV.OC): What is around,,\n", ""),
      {},
      /line 3: this subcategory stands before any category/,
    ],
    ["no name", good, { id: "" }, /does not say how it is called; give `--as id@version`/],
  ])("%s", async (_what, text, how, sentence) => {
    await expect(convert(text, how)).rejects.toThrow(sentence);
    await expect(convert(text, how)).rejects.toThrow(Problem);
  });

  test("but prototype names are identifiers like any other", async () => {
    const { yardstick } = await convert(
      "id,text\nconstructor,One\n__proto__,Two\ntoString,Three\n",
    );
    expect(yardstick.items.map((item) => item.id)).toEqual([
      "constructor",
      "__proto__",
      "toString",
    ]);
  });

  test("whatever it holds, it is read or refused as a Problem", async () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "1", ",", '"', "\n", "\r", ":", "(", ")", "[", " ", "\u00E9"),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        async (rows) => {
          const text = ["id,title,text", ...rows.map((row) => row.join(","))].join("\n");
          const answer = await convert(text).catch((error: unknown) => error);
          if (answer instanceof Error) expect(answer).toBeInstanceOf(Problem);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** A zip as spreadsheets write it, with what is said of each part as given. */
function zip(parts: readonly { name: string; content: Uint8Array; said?: number }[]): Uint8Array {
  const out: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, said = content.length } of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(said, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(said, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    out.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...out, ...directory, end]);
}

describe("a workbook", () => {
  test("that is a zip bomb is refused by what it holds, whatever it says of itself", async () => {
    const bomb = new Uint8Array(80 * 1024 * 1024);
    await expect(
      readWorkbook(zip([{ name: "xl/workbook.xml", content: bomb }]), "b.xlsx"),
    ).rejects.toThrow(/^b\.xlsx: this workbook has more than 64 MB once unpacked/);
    await expect(
      readWorkbook(zip([{ name: "xl/workbook.xml", content: bomb, said: 10 }]), "b.xlsx"),
    ).rejects.toThrow(/more than 64 MB once unpacked/);
    await expect(
      readWorkbook(
        zip([{ name: "xl/workbook.xml", content: bomb.subarray(0, 100), said: 10 }]),
        "b.xlsx",
      ),
    ).rejects.toThrow(/no workbook that can be read/);
    const many = Array.from({ length: 501 }, (_none, no) => ({
      name: `p${no}`,
      content: new Uint8Array(1),
    }));
    await expect(readWorkbook(zip(many), "b.xlsx")).rejects.toThrow(/more than 500 parts/);
  });

  test("that is none, or cut off, is refused", async () => {
    await expect(readWorkbook(bytes("PK\u0003\u0004rest"), "b.xlsx")).rejects.toThrow(
      /b\.xlsx: this is no workbook/,
    );
    await expect(
      readWorkbook(zip([{ name: "a.txt", content: bytes("hello") }]), "b.xlsx"),
    ).rejects.toThrow(/no workbook/);
    const whole = zip([{ name: "a.txt", content: bytes("hello") }]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await expect(readWorkbook(whole.subarray(0, length), "b.xlsx")).rejects.toThrow(Problem);
      }),
    );
  });
});

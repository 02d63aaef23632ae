import { dayInWords } from "../kit/calendar.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { countInWords } from "../determination/words.ts";
import type { ReportContent } from "./report-content.ts";

const fence = "```";

/**
 * Writes the page that tells a stranger how to check a bundle with common tools: a shell,
 * `sha256sum`, OpenSSL 3 and Python 3 with nothing installed. Its commands are run by a test.
 */
export function checkByHand(content: ReportContent): string {
  const { determination, summary } = content;
  const count = countInWords(determination.ratings.length);
  return `# Check this bundle by hand

${asText(summary.title)}: ${count} ratings on ${dayInWords(determination.on)}, by ${determination.methodology.id} ${determination.methodology.version}.

The short way is Muster's own checker, which needs no server and no network:
\`./muster verify bundle.zip --trust KEYFILE\`. The long way needs a shell, \`sha256sum\`, OpenSSL 3
and Python 3, and nothing of ours. Unpack the archive into an empty folder and stay in it.

## 1. Is every file what the manifest lists?

${fence}sh
sed -n '/^[0-9a-f]\\{64\\}  /p' manifest | sha256sum --check --quiet && echo "every file is as listed"
${fence}

## 2. Who signed it?

Put the key that you got from elsewhere (a letter, another site, somebody you trust) into KEY. The
key in \`log/vkey\` came with the bundle and proves nothing about who made it.

${fence}sh
KEY="\${KEY:-$(cat log/vkey)}"
WORK=$(mktemp -d)
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
  printf '%s' "$KEY" | cut -d+ -f3- | base64 -d | tail -c 32; } > "$WORK/key"
for note in manifest log/checkpoint; do
  sed -n '/^— /q;p' "$note" | sed '$d' > "$WORK/text"
  sed -n 's/^— [^ ]* //p' "$note" | base64 -d | tail -c 64 > "$WORK/signature"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$WORK/key" -rawin -in "$WORK/text" -sigfile "$WORK/signature"
done
${fence}

${actsByHand(content)}

${ratingsByHand}

${countsByHand(content)}
## What this does not prove

That the sources measured well, that the log shows everybody the same, or that anybody confirmed a
rating. ${asText(summary.notice)}
`;
}

/** The commands that find every act of the bundle in the log. */
function actsByHand({ log }: ReportContent): string {
  return `## 3. Is every act in the log?

The log is \`${log.origin}\`; its checkpoint counts ${countInWords(log.size)} leaves. A leaf is SHA-256 over a salt
and the event; the way from a leaf to the root is that of RFC 9162, section 2.1.3.2.

${fence}sh
python3 - <<'END'
import base64, hashlib, json
def sha(data): return hashlib.sha256(data).digest()
origin, size, root = open("log/checkpoint").read().split("\\n")[:3]
leaves = json.load(open("log/leaves.json"))["leaves"]
for leaf in leaves:
    event = json.dumps(leaf["event"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    content = sha(bytes.fromhex(leaf["salt"]) + event.encode())
    assert content.hex() == leaf["digest"]
    at, last, node = leaf["index"], int(size) - 1, sha(b"\\0" + content)
    for step in map(bytes.fromhex, leaf["proof"]):
        assert last > 0
        if at % 2 or at == last:
            node = sha(b"\\1" + step + node)
            while at % 2 == 0 and at > 0: at, last = at // 2, last // 2
        else:
            node = sha(b"\\1" + node + step)
        at, last = at // 2, last // 2
    assert last == 0 and node == base64.b64decode(root)
print(len(leaves), "acts are in the log of", origin)
END
${fence}`;
}

const ratingsByHand = `## 4. Does each rating follow from its counts?

An item proves \`good / n\` at least, and \`(n - bad) / n\` at most. What the shares of the table give
under the bands of \`methodology/\` is the rating.

${fence}sh
python3 - <<'END'
import json
ratings = json.load(open("determination.json"))["ratings"]
for rating in ratings:
    for item in rating["items"]:
        e = item["evidence"]
        assert e["good"] + e["bad"] + e["unknown"] + e["unseen"] == e["n"]
        if e["n"] == 0 or e["missing"] or "combined" in item: continue
        least = e["good"] * 10**9 // e["n"]
        most = -(-(e["n"] - e["bad"]) * 10**9 // e["n"])
        if e["good"] + e["bad"] == e["n"]: most = least
        assert item["value"]["least"]["billionths"] == least, (rating["organisation"], item["item"])
        assert item["value"]["most"]["billionths"] == most, (rating["organisation"], item["item"])
print(len(ratings), "ratings stand on their counts")
END
${fence}`;

const rowsByHand = `## 5. Do the ratings stand on what is published?

This is a public edition: source files are not part of it, because with them what is withheld could
be computed. \`public-rows.json\` holds everything that was counted of each organisation and item,
and names each item that is withheld with the authority for it. Such an item proves nothing and rules
nothing out: from 0 to 1.

${fence}sh
python3 - <<'END'
import json
rows = json.load(open("public-rows.json"))
ratings = json.load(open("determination.json"))["ratings"]
held = {(each["organisation"], each["item"]) for each in rows["withheld"]}
told = {row["organisation"]: {each["item"]: each for each in row["measured"]} for row in rows["organisations"]}
assert [rating["organisation"] for rating in ratings] == sorted(told)
for rating in ratings:
    for item in rating["items"]:
        own = told[rating["organisation"]].get(item["item"])
        if (rating["organisation"], item["item"]) in held:
            assert own is None and item["evidence"]["missing"] == "withheld"
            least, most = item["value"]["least"], item["value"]["most"]
            assert (least["billionths"], most["billionths"]) == (0, 10**9)
        elif own is not None and own["missing"] is None and "combined" not in item:
            assert all(item["evidence"][name] == own[name] for name in ("good", "bad", "unknown", "n"))
print(len(held), "items are withheld; the others stand on public-rows.json")
END
${fence}
`;

/** The commands that count raw files, for those whose mapping is plain; words for the others. */
function countsByHand({ handCounts, edition }: ReportContent): string {
  if (edition !== undefined) return rowsByHand;
  const head = `## 5. Do the counts follow from the files?

The files are in \`sources/\` as they were received; \`mappings/\` says in words and column names how
each row was read, \`yardstick/\` what was asked, \`inputs.json\` which names belong to whom.`;
  if (handCounts.length === 0) {
    return `${head} Count
the rows of one organisation in any spreadsheet and compare with its counts in \`ratings.csv\`.
`;
  }
  return `${head}
This counts every row of the plainest files anew, for each organisation under its own name; items
that are held against an inventory or another collection need \`verify\`.

${fence}sh
python3 - <<'END'
import csv, gzip, io, json
counted = json.loads(r"""${canonicalJson(handCounts)}""")
ratings = json.load(open("determination.json"))["ratings"]
same = 0
for source in counted:
    raw = open(source["file"], "rb").read()
    if raw[:2] == b"\\x1f\\x8b": raw = gzip.decompress(raw)
    found = {}
    for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
        for item, parts in source["items"].items():
            cells = [((row[part["column"]] or "").strip(), part) for part in parts]
            if any(cell in part["bad"] for cell, part in cells): state = "bad"
            elif all(cell in part["good"] for cell, part in cells): state = "good"
            else: state = "unknown"
            key = (row[source["owner"]].strip(), item)
            found.setdefault(key, {"good": 0, "bad": 0, "unknown": 0})[state] += 1
    for rating in ratings:
        for item in rating["items"]:
            e, own = item["evidence"], found.get((rating["name"], item["item"]))
            if own is None or e["held_against"] != "nothing": continue
            if e["collection"]["collection"] != source["collection"]: continue
            assert own == {state: e[state] for state in own}, (rating["name"], item["item"])
            same += 1
print(same, "counts follow from the raw files")
END
${fence}
`;
}

/**
 * Words of people inside of the page: one line, and nothing in them that a reader of Markdown would
 * take for a heading, a link, an element or a command to run.
 */
function asText(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replaceAll(/[\\`*_~#<>[\]|!&$]/gu, String.raw`\$&`);
}

import { expect, test } from "vitest";
import type { Collection } from "../evidence/evidence-facts.ts";
import { readMapping } from "../evidence/read-mapping.ts";
import { readOwnFile } from "../kit/own-file.ts";
import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { publicCollections } from "./public-collections.ts";
import { publicOrganisations } from "./public-organisations.ts";

const known_at = "2026-11-22T10:00:00.000000Z";

function organisation(id: string, ...names: string[]): OrganisationFact {
  const fact = {
    kind: "name",
    from: null,
    until: null,
    reason: "",
    by: "story",
    known_at,
  } as const;
  return { id, kind: "organisation", known_at, names: names.map((name) => ({ ...fact, name })) };
}

function collection(id: string, kind: Collection["kind"], mapping: string): Collection {
  return {
    id,
    kind,
    source: "any",
    day: "2020-06-08",
    known_at,
    mapping,
    file_digest: "",
    file_name: "",
    rows: 0,
    absent_columns: [],
    inventory: null,
    revises: null,
  };
}

test("a bundle names whoever is in the list, and nobody of other reviews", () => {
  const all = [
    organisation("harbour", "Harbour"),
    organisation("roads", "Roads"),
    organisation("secret", "Secret Body"),
  ];
  expect(publicOrganisations(all, ["harbour"], []).map(({ id }) => id)).toEqual(["harbour"]);
});

test("a bundle names who shares a name with the list or with what the files hold", () => {
  const all = [
    organisation("harbour", "Harbour"),
    organisation("port", "Port", " Harbour "),
    organisation("roads", "Roads"),
    organisation("secret", "Secret Body"),
  ];
  const found = publicOrganisations(all, ["harbour"], ["Roads"]).map(({ id }) => id);
  expect(found).toEqual(["harbour", "port", "roads"]);
});

test("a bundle holds the inventories that its mappings name, and no others", () => {
  const read = (name: string) => readMapping(readOwnFile(`policy/mappings/${name}.yaml`), name);
  const mappings = ["pulse-hosts-1", "pulse-parents-1", "dotgov-2017-1", "dotgov-2020-1"].map(read);
  const all = [
    collection("registry-2020", "inventory", "dotgov-2020@1"),
    collection("registry-2017", "inventory", "dotgov-2017@1"),
    collection("of-another-review", "inventory", "ships@1"),
    collection("hosts", "delivered", "pulse-hosts@1"),
  ];
  expect(publicCollections(all, mappings).map(({ id }) => id)).toEqual(["registry-2020", "hosts"]);
  const both = [...all, collection("parents", "delivered", "pulse-parents@1")];
  expect(publicCollections(both, mappings).map(({ id }) => id)).toEqual([
    "registry-2020",
    "registry-2017",
    "hosts",
    "parents",
  ]);
});

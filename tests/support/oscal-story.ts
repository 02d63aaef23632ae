import { sha256 } from "../../src/kit/canonical-json.ts";
import { readOscal } from "../../src/yardsticks/oscal/read-oscal.ts";
import type { GivenFile } from "../../src/yardsticks/oscal/resolve-profile.ts";

const uuid = (no: number): string => `00000000-0000-4000-8000-${String(no).padStart(12, "0")}`;

const metadata = (title: string): object => ({
  title,
  version: "1.0",
  "last-modified": "2020-06-08T12:00:00Z",
  "oscal-version": "1.1.2",
});

const label = (value: string): object[] => [
  { name: "label", class: "zero-padded", value: `0${value}` },
  { name: "label", value },
  { name: "label", class: "sp800-53a", value: `A${value}` },
];

/** A made-up catalogue with everything that trips: nested choices, three labels, withdrawal. */
export function storyCatalog(): { catalog: Record<string, unknown> } {
  return {
    catalog: {
      uuid: uuid(1),
      metadata: metadata("Made-up controls"),
      groups: [
        {
          id: "aa",
          title: "First family",
          params: [{ id: "aa_prm", label: "family things" }],
          controls: [
            {
              id: "aa-1",
              title: "Keep a list",
              props: label("AA-1"),
              params: [
                { id: "aa-1_prm_1", label: "organization-defined roles" },
                {
                  id: "aa-1_prm_2",
                  select: {
                    "how-many": "one-or-more",
                    choice: ["each year", "at {{ insert: param, aa-1_prm_1 }}"],
                  },
                },
              ],
              links: [{ href: `#${uuid(90)}`, rel: "reference" }],
              parts: [
                {
                  id: "aa-1_smt",
                  name: "statement",
                  parts: [
                    {
                      id: "aa-1_smt.a",
                      name: "item",
                      props: [{ name: "label", value: "a." }],
                      prose: "Keep a list for {{ insert: param, aa-1_prm_1 }}:",
                      parts: [
                        {
                          id: "aa-1_smt.a.1",
                          name: "item",
                          props: [{ name: "label", value: "1." }],
                          prose: "of all systems; and",
                        },
                        {
                          id: "aa-1_smt.a.2",
                          name: "item",
                          props: [{ name: "label", value: "2." }],
                          prose: "of **all** persons.",
                        },
                      ],
                    },
                    {
                      id: "aa-1_smt.b",
                      name: "item",
                      props: [{ name: "label", value: "b." }],
                      prose: "Look at it {{ insert: param, aa-1_prm_2 }} .",
                    },
                  ],
                },
                { id: "aa-1_gdn", name: "guidance", prose: "A list helps." },
                {
                  name: "assessment-method",
                  parts: [{ name: "assessment-objects", prose: "lists" }],
                },
              ],
              controls: [
                {
                  id: "aa-1.1",
                  title: "Keep it short",
                  props: label("AA-1(1)"),
                  parts: [{ id: "aa-1.1_smt", name: "statement", prose: "Keep the list short." }],
                },
                {
                  id: "aa-1.2",
                  title: "Keep it long",
                  props: [...label("AA-1(2)"), { name: "status", value: "withdrawn" }],
                  links: [{ href: "#aa-1_smt.b", rel: "incorporated-into" }],
                },
              ],
            },
            {
              id: "aa-2",
              title: "Burn the list",
              props: label("AA-2"),
              parts: [{ id: "aa-2_smt", name: "statement", prose: "Burn it after use." }],
            },
          ],
        },
        {
          id: "bb",
          title: "Second family",
          controls: [
            {
              id: "bb-1",
              title: "Say hello",
              props: label("BB-1"),
              parts: [{ id: "bb-1_smt", name: "statement", prose: "Say hello." }],
            },
            {
              id: "bb-2",
              title: "[Withdrawn: Moved to BB-1]",
              parts: [{ id: "bb-2_smt", name: "statement", prose: "[Withdrawn: Moved to BB-1]" }],
            },
          ],
        },
      ],
      "back-matter": {
        resources: [
          { uuid: uuid(90), title: "A book" },
          { uuid: uuid(91), title: "Another book" },
        ],
      },
    },
  };
}

/** A profile of the made-up catalogue, with the parts given in place of its own. */
export function storyProfile(parts: object = {}, no = 2): { profile: Record<string, unknown> } {
  return {
    profile: {
      uuid: uuid(no),
      metadata: metadata(`Made-up profile ${no}`),
      imports: [{ href: "catalog.json", "include-controls": [{ "with-ids": ["aa-1", "bb-1"] }] }],
      merge: { "as-is": true },
      ...parts,
    },
  };
}

/** A file of OSCAL as the resolver is given it. */
export function oscalGiven(file: string, value: object): GivenFile {
  const text = JSON.stringify(value);
  return { file, digest: sha256(text), oscal: readOscal(text, file) };
}

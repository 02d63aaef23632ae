import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { DeterminationSummary } from "../determination/determination-views.contract.ts";
import { EvidenceImport, MappingImport } from "../evidence/evidence.contract.ts";
import { ClockView } from "../orders/clock.contract.ts";
import { OrderActed, OrderImported, OrderList } from "../orders/orders.contract.ts";
import { readDeliveries } from "../orders/read-deliveries.ts";
import { OrganisationImport, OrganisationPage } from "../organisations/organisations.contract.ts";
import type { Api } from "../platform/terminal/api.ts";
import { Publication } from "../reports/bundle.contract.ts";
import { Review, ReviewList } from "../reviews/reviews.contract.ts";
import { YardstickImport } from "../yardsticks/yardsticks.contract.ts";

/** The review of the demo, and the days it speaks of. */
export const demoReview = "web-transport-2020";
export const demoDay = "2020-06-08";
const order = "eo-13800";
const signedOn = "2017-05-11";

const house = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const Unchanged = Type.Object({ unchanged: Type.Boolean() });

/** Imports the order, signs it on its day, and enters the deliveries that are publicly known. */
export async function issueDemoOrder(api: Api): Promise<ClockView> {
  const { orders } = await api.get(OrderList, "/api/orders");
  const known = orders.find((each) => each.order === order);
  if (!known) {
    const text = await readFile(house(`examples/orders/${order}.yaml`), "utf8");
    const body = { text, file_name: `${order}.yaml` };
    await api.send(OrderImported, "POST", "/api/orders/import", body);
  }
  // A start that was interrupted goes on here; what was entered stays as it is.
  if (!known || known.status === "draft") {
    const sign = { on: signedOn, rule: "next" };
    await api.send(OrderActed, "POST", `/api/orders/${order}/sign`, sign);
  }
  await enterDeliveries(api);
  return api.get(ClockView, `/api/orders/${order}/clock`, { on: "2018-01-08", rule: "next" });
}

async function enterDeliveries(api: Api): Promise<void> {
  const file = `examples/orders/${order}.deliveries.yaml`;
  const known = readDeliveries(await readFile(house(file)), file);
  for (const { what = "deliver", source = known.source, ...given } of known.deliveries) {
    await api.send(OrderActed, "POST", `/api/orders/${order}/${what}`, { ...given, source });
  }
}

/** Brings yardstick, methodology and mappings, the 132 organisations, and the review over them. */
export async function openDemoReview(api: Api): Promise<Review> {
  await api.upload(YardstickImport, "/api/yardsticks", {
    file: house("policy/yardsticks/web-transport-1.yaml"),
  });
  await api.upload(Unchanged, "/api/methodologies", {
    file: house("policy/methodologies/web-transport-1.0.yaml"),
  });
  for (const mapping of ["dotgov-2017-1", "dotgov-2020-1", "pulse-parents-1", "pulse-hosts-1"]) {
    await api.upload(MappingImport, "/api/mappings", {
      file: house(`policy/mappings/${mapping}.yaml`),
    });
  }
  await api.upload(
    OrganisationImport,
    "/api/organisations/import",
    { file: house("demo/data/owners-2020-06-08.csv") },
    { name_column: "Agency", create: "all" },
  );
  const { reviews } = await api.get(ReviewList, "/api/reviews");
  if (reviews.some(({ review }) => review === demoReview)) {
    return api.get(Review, `/api/reviews/${demoReview}`);
  }
  const { organisations } = await api.get(OrganisationPage, "/api/organisations", { limit: 2000 });
  return api.send(Review, "POST", "/api/reviews", {
    review: demoReview,
    title: "Web transport 2020",
    notice:
      "Demonstration on published data. It measures how public hosts answered a scan of their encryption on one day, and says nothing about an organisation's security as a whole. Computed by the methodology web-transport 1.0; confirmed by nobody. Not a government site.",
    order,
    yardstick: "web-transport@1",
    methodology: "web-transport@1.0",
    organisations: organisations.map(({ id }) => id),
  });
}

/** Imports what was measured on one of the two days, held against the registry of that time. */
export function importDemoEvidence(api: Api, year: "2017" | "2020"): Promise<EvidenceImport> {
  const files = {
    "2017": ["https-pshtt-2017-08-09.csv", "dotgov-federal-2017-05-31.csv", "pulse-parents"],
    "2020": ["pulse-https-hosts-2020-06-08.csv.gz", "dotgov-federal-2020-06-03.csv", "pulse-hosts"],
  } as const;
  const [file, inventory, mapping] = files[year];
  return api.upload(
    EvidenceImport,
    "/api/evidence/imports",
    { file: house(`demo/data/${file}`), inventory: house(`demo/data/${inventory}`) },
    { mapping_name: mapping, inventory_mapping_name: `dotgov-${year}` },
  );
}

const path = `/api/reviews/${demoReview}`;

/** Computes the ratings of the day and writes them to the log; a second time changes nothing. */
export async function recordDemoRatings(api: Api): Promise<DeterminationSummary> {
  await api.send(Type.Object({}), "POST", `${path}/determinations`, { on: demoDay });
  return api.get(DeterminationSummary, `${path}/summary`, { on: demoDay });
}

/** Publishes the recorded ratings as a bundle. */
export function publishDemo(api: Api): Promise<Publication> {
  return api.send(Publication, "POST", `${path}/publications`, { on: demoDay });
}

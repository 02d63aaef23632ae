import type { Migration } from "../platform/database/migration.ts";
import type { Route } from "../platform/http/route.ts";
import { identityMigrations } from "../platform/identity/identity.migrations.ts";
import { identityRoutes } from "../platform/identity/identity.routes.ts";
import { keysMigrations } from "../platform/keys/keys.migrations.ts";
import { logMigrations } from "../platform/log/log.migrations.ts";
import { logRoutes } from "../platform/log/log.routes.ts";
import { officesMigrations } from "../offices/offices.migrations.ts";
import { officesRoutes } from "../offices/offices.routes.ts";
import { orderSubscriptionsRoutes } from "../orders/order-subscriptions.routes.ts";
import { ordersMigrations } from "../orders/orders.migrations.ts";
import { ordersRoutes } from "../orders/orders.routes.ts";
import { headsRoutes } from "../organisations/heads.routes.ts";
import { organisationsMigrations } from "../organisations/organisations.migrations.ts";
import { postsRoutes } from "../organisations/posts.routes.ts";
import { organisationsRoutes } from "../organisations/organisations.routes.ts";
import { evidenceMigrations } from "../evidence/evidence.migrations.ts";
import { evidenceRoutes } from "../evidence/evidence.routes.ts";
import { veilOf } from "../assessments/log-veil.actions.ts";
import { assessmentsMigrations } from "../assessments/assessments.migrations.ts";
import { assessmentsRoutes } from "../assessments/assessments.routes.ts";
import { divergenceRoutes } from "../assessments/divergence.routes.ts";
import { profilesRoutes } from "../assessments/profiles.routes.ts";
import { scoreViewsRoutes } from "../assessments/score-views.routes.ts";
import { scoreWorkbookRoutes } from "../assessments/score-workbook.routes.ts";
import { stagesRoutes } from "../assessments/stages.routes.ts";
import { findingsMigrations } from "../findings/findings.migrations.ts";
import { findingsRoutes } from "../findings/findings.routes.ts";
import { oscalExchangeRoutes } from "../findings/oscal-exchange.routes.ts";
import { planRoutes } from "../findings/plan.routes.ts";
import { recommendationsRoutes } from "../findings/recommendations.routes.ts";
import { recordExchangeRoutes } from "../findings/record-exchange.routes.ts";
import { editionsRoutes } from "../reports/editions.routes.ts";
import { reportsMigrations } from "../reports/reports.migrations.ts";
import { reportsRoutes } from "../reports/reports.routes.ts";
import { withholdingsMigrations } from "../reports/withholdings.migrations.ts";
import { reviewsMigrations } from "../reviews/reviews.migrations.ts";
import { reviewsRoutes } from "../reviews/reviews.routes.ts";
import { toldMigrations } from "../told/told.migrations.ts";
import { toldRoutes } from "../told/told.routes.ts";
import { yardsticksMigrations } from "../yardsticks/yardsticks.migrations.ts";
import { yardsticksRoutes } from "../yardsticks/yardsticks.routes.ts";
import { decisionsMigrations } from "../decisions/decisions.migrations.ts";
import { decisionsRoutes } from "../decisions/decisions.routes.ts";
import { attestationsMigrations } from "../attestations/attestations.migrations.ts";
import { attestationsRoutes } from "../attestations/attestations.routes.ts";
import { carryOverMigrations } from "../confirmations/carry-over.migrations.ts";
import { carryOverRoutes } from "../confirmations/carry-over.routes.ts";
import { confirmationsMigrations } from "../confirmations/confirmations.migrations.ts";
import { confirmationsRoutes } from "../confirmations/confirmations.routes.ts";
import { productsMigrations } from "../confirmations/products.migrations.ts";
import { productsRoutes } from "../confirmations/products.routes.ts";
import { keysRoutes } from "../attestations/keys.routes.ts";
import { determinationMigrations } from "../determination/determination.migrations.ts";
import { determinationRoutes } from "../determination/determination.routes.ts";

/** What a part of Muster brings: its steps of the schema and its ways in. */
export interface Feature {
  readonly name: string;
  readonly migrations: readonly Migration[];
  readonly routes: readonly Route[];
}

/** Every part, lowest first: one line each, in the order in which their tables build on each other. */
export const features: readonly Feature[] = [
  { name: "keys", migrations: keysMigrations, routes: [] },
  { name: "identity", migrations: identityMigrations, routes: identityRoutes },
  { name: "log", migrations: logMigrations, routes: logRoutes(veilOf) },
  { name: "offices", migrations: officesMigrations, routes: officesRoutes },
  {
    name: "organisations",
    migrations: organisationsMigrations,
    routes: [...organisationsRoutes, ...headsRoutes, ...postsRoutes],
  },
  {
    name: "orders",
    migrations: ordersMigrations,
    routes: [...ordersRoutes, ...orderSubscriptionsRoutes],
  },
  { name: "yardsticks", migrations: yardsticksMigrations, routes: yardsticksRoutes },
  { name: "reviews", migrations: reviewsMigrations, routes: reviewsRoutes },
  { name: "evidence", migrations: evidenceMigrations, routes: evidenceRoutes },
  {
    name: "assessments",
    migrations: assessmentsMigrations,
    routes: [
      ...assessmentsRoutes,
      ...scoreViewsRoutes,
      ...scoreWorkbookRoutes,
      ...stagesRoutes,
      ...divergenceRoutes,
      ...profilesRoutes,
    ],
  },
  {
    name: "findings",
    migrations: findingsMigrations,
    routes: [
      ...findingsRoutes,
      ...recommendationsRoutes,
      ...planRoutes,
      ...recordExchangeRoutes,
      ...oscalExchangeRoutes,
    ],
  },
  { name: "decisions", migrations: decisionsMigrations, routes: decisionsRoutes },
  { name: "determination", migrations: determinationMigrations, routes: determinationRoutes },
  {
    name: "attestations",
    migrations: attestationsMigrations,
    routes: [...keysRoutes, ...attestationsRoutes],
  },
  {
    name: "confirmations",
    migrations: [...confirmationsMigrations, ...productsMigrations, ...carryOverMigrations],
    routes: [...confirmationsRoutes, ...productsRoutes, ...carryOverRoutes],
  },
  {
    name: "reports",
    migrations: [...reportsMigrations, ...withholdingsMigrations],
    routes: [...reportsRoutes, ...editionsRoutes],
  },
  { name: "told", migrations: toldMigrations, routes: toldRoutes },
];

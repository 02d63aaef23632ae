import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { parseSearch, writeSearch } from "./address.ts";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { RootPage } from "./RootPage.tsx";

const root = createRootRoute({ component: RootPage, notFoundComponent: NotFoundPage });
const review = createRoute({
  getParentRoute: () => root,
  path: "/reviews/$review",
  component: lazyRouteComponent(() => import("../review/ReviewFrame.tsx"), "ReviewFrame"),
});

const yardstick = createRoute({
  getParentRoute: () => root,
  path: "/yardsticks/$yardstick",
  component: lazyRouteComponent(() => import("../yardsticks/YardstickFrame.tsx"), "YardstickFrame"),
});

/** One line a page: its path, and the file that is fetched when somebody goes there. */
const pages = [
  page("/", () => import("../home/HomePage.tsx"), "HomePage"),
  page("/sign-in", () => import("../identity/SignInPage.tsx"), "SignInPage"),
  page("/orders/$order", () => import("../orders/OrderPage.tsx"), "OrderPage"),
  page("/yardsticks", () => import("../yardsticks/YardsticksPage.tsx"), "YardsticksPage"),
  page(
    "/methodologies",
    () => import("../methodologies/MethodologiesPage.tsx"),
    "MethodologiesPage",
  ),
  page(
    "/methodologies/$methodology",
    () => import("../methodologies/MethodologyPage.tsx"),
    "MethodologyPage",
  ),
  page("/log", () => import("../log/LogPage.tsx"), "LogPage"),
  page("/keys", () => import("../keys/KeysPage.tsx"), "KeysPage"),
  page("/set-up", () => import("../identity/SetUpPage.tsx"), "SetUpPage"),
  page("/waiting", () => import("../told/WaitingPage.tsx"), "WaitingPage"),
  page("/password", () => import("../identity/PasswordPage.tsx"), "PasswordPage"),
];
const reviewPages = [
  inReview("/", () => import("../overview/OverviewPage.tsx"), "OverviewPage"),
  inReview(
    "/organisations",
    () => import("../organisations/OrganisationsPage.tsx"),
    "OrganisationsPage",
  ),
  inReview(
    "/organisations/$organisation",
    () => import("../organisations/OrganisationPage.tsx"),
    "OrganisationPage",
  ),
  inReview(
    "/organisations/$organisation/scores",
    () => import("../assessments/OrganisationScoresPage.tsx"),
    "OrganisationScoresPage",
  ),
  inReview(
    "/items/$item/scores",
    () => import("../assessments/ItemScoresPage.tsx"),
    "ItemScoresPage",
  ),
  inReview("/scores", () => import("../assessments/ScoresPage.tsx"), "ScoresPage"),
  inReview("/scores/largest", () => import("../assessments/LargestPage.tsx"), "LargestPage"),
  inReview("/scores/terms", () => import("../assessments/TermsPage.tsx"), "TermsPage"),
  inReview("/scores/workbook", () => import("../assessments/WorkbookPage.tsx"), "WorkbookPage"),
  inReview(
    "/organisations/$organisation/profile",
    () => import("../assessments/ProfilePage.tsx"),
    "ProfilePage",
  ),
  inReview("/findings", () => import("../findings/FindingsPage.tsx"), "FindingsPage"),
  inReview("/findings/new", () => import("../findings/RecordFormPage.tsx"), "NewRecordPage"),
  inReview("/findings/$record", () => import("../findings/RecordPage.tsx"), "RecordPage"),
  inReview(
    "/findings/$record/edit",
    () => import("../findings/RecordFormPage.tsx"),
    "EditRecordPage",
  ),
  inReview("/decisions", () => import("../decisions/DecisionsPage.tsx"), "DecisionsPage"),
  inReview(
    "/organisations/$organisation/decisions",
    () => import("../decisions/SigningPage.tsx"),
    "SigningPage",
  ),
  inReview(
    "/organisations/$organisation/delegations",
    () => import("../decisions/DelegationsPage.tsx"),
    "DelegationsPage",
  ),
  inReview("/verdicts", () => import("../confirmations/VerdictsPage.tsx"), "VerdictsPage"),
  inReview(
    "/organisations/$organisation/verdict",
    () => import("../confirmations/VerdictPage.tsx"),
    "VerdictPage",
  ),
  inReview("/items", () => import("../items/ItemsPage.tsx"), "ItemsPage"),
  inReview("/items/$item", () => import("../items/ItemPage.tsx"), "ItemPage"),
  inReview("/units", () => import("../units/UnitsPage.tsx"), "UnitsPage"),
  inReview(
    "/methodologies",
    () => import("../methodologies/ComparedMethodologiesPage.tsx"),
    "ComparedMethodologiesPage",
  ),
  inReview("/evidence", () => import("../evidence/EvidencePage.tsx"), "EvidencePage"),
  inReview("/evidence/add", () => import("../evidence/AddEvidencePage.tsx"), "AddEvidencePage"),
  inReview(
    "/evidence/$collection",
    () => import("../evidence/CollectionPage.tsx"),
    "CollectionPage",
  ),
  inReview("/report", () => import("../report/ReportPage.tsx"), "ReportPage"),
  inReview("/compare", () => import("../comparison/ComparisonPage.tsx"), "ComparisonPage"),
];

const yardstickPages = [
  inside(yardstick, "/", () => import("../yardsticks/YardstickPage.tsx"), "YardstickPage"),
  inside(
    yardstick,
    "/items/$item",
    () => import("../yardsticks/YardstickItemPage.tsx"),
    "YardstickItemPage",
  ),
  inside(
    yardstick,
    "/differences",
    () => import("../yardsticks/DifferencesPage.tsx"),
    "DifferencesPage",
  ),
  inside(yardstick, "/mappings", () => import("../yardsticks/MappingsPage.tsx"), "MappingsPage"),
];

type Loader<Name extends string> = () => Promise<Record<Name, () => React.ReactNode>>;

function page<Name extends string>(path: string, load: Loader<Name>, name: Name) {
  const component = lazyRouteComponent(load, name);
  return createRoute({ getParentRoute: () => root, path, component });
}

function inReview<Name extends string>(path: string, load: Loader<Name>, name: Name) {
  return inside(review, path, load, name);
}

function inside<Name extends string>(
  frame: typeof review | typeof yardstick,
  path: string,
  load: Loader<Name>,
  name: Name,
) {
  const component = lazyRouteComponent(load, name);
  return createRoute({ getParentRoute: () => frame, path, component });
}

/** The map of all pages. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...pages,
    review.addChildren(reviewPages),
    yardstick.addChildren(yardstickPages),
  ]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: Outlet,
});

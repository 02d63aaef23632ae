/*
 * How pages are made here, for whoever adds one:
 * - A feature has a folder: XPage.tsx (named export, loaded when its route is opened), words.ts (every
 *   word that people read), parts beside them. One line in router.tsx puts the page on the map.
 * - State lives in the address: `useAddress()` reads and changes it; there is no other store.
 * - Data come by `useAnswer(schema, path, query)`; the answer is checked against the contract at the
 *   edge, so that a page never sees a shape that it does not know. Changes go out by `sendJson`.
 * - A page draws itself inside `<Shell>` (or `<ReviewFrame>`, which fills the shell for a review) and
 *   shows what went wrong by `<ProblemPage>`.
 * - Parts without meaning stand in web/ui, charts in charts/, colours in charts/tokens.css.
 */
import "./ask-early.ts";
import "@fontsource/public-sans/latin-400.css";
import "@fontsource/public-sans/latin-600.css";
import "@fontsource/public-sans/latin-700.css";
import "@fontsource/roboto-mono/latin-400.css";
import "../../charts/tokens.css";
import "../../charts/charts.css";
import "./base.css";
import "./shell.css";
import "../ui/ui.css";
import "../ui/tables.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ChartDefs } from "../../charts/defs.ts";
import { queryClient } from "./answers.ts";
import { router } from "./router.tsx";

const place = document.querySelector("#muster");
if (place === null) throw new Error("index.html has no element #muster to draw into");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ChartDefs />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

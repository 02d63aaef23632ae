import { Outlet, useRouterState } from "@tanstack/react-router";
import { type ReactElement, useEffect, useRef } from "react";

/** What stands around every page: after a change of page the heading is read out. */
export function RootPage(): ReactElement {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [path]);
  return <Outlet />;
}

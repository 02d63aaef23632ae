import { Outlet } from "@tanstack/react-router";
import type { ReactElement } from "react";
/** Frame. */
export function ReviewFrame(): ReactElement {
  return <Outlet />;
}

import type { ReactElement } from "react";
import { Go } from "./Go.tsx";
import { Shell } from "./Shell.tsx";
import { words } from "./words.ts";

/** An address under which nothing stands. */
export function NotFoundPage(): ReactElement {
  return (
    <Shell title={words.notFoundTitle}>
      <h1>{words.notFoundTitle}</h1>
      <p className="lede">{words.notFound}</p>
      <p>
        <Go to="/">{words.toReviews}</Go>
      </p>
    </Shell>
  );
}

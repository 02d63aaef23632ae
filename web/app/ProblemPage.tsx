import type { ReactElement } from "react";
import { Problem } from "../../src/kit/problem.ts";
import { Go } from "./Go.tsx";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

interface ProblemPageProps {
  readonly error: unknown;
  readonly retry?: () => void;
}

/** Says what went wrong, why, what it means and what to do. Stands inside of a page's shell. */
export function ProblemPage(props: ProblemPageProps): ReactElement {
  const problem = asProblem(props.error);
  const signIn = `/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
  return (
    <div role="alert" className="problem">
      <h1>{words.problems[problem.kind]}</h1>
      <p className="lede">{shownText(problem.message)}</p>
      <p>{words.problemMeaning[problem.kind]}</p>
      <p className="actions">
        {problem.kind === "not-signed-in" ? <a href={signIn}>{words.toSignIn}</a> : null}
        {props.retry === undefined ? null : (
          <button type="button" onClick={props.retry}>
            {words.retry}
          </button>
        )}
        <Go to="/">{words.toReviews}</Go>
      </p>
    </div>
  );
}

/** Whatever was thrown, as a problem; a fault of the page itself keeps its own message. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Problem("internal", `The page stumbled: ${message}`);
}

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { ProblemPage } from "./ProblemPage.tsx";

/** What stands in place of an answer that was refused, with a way to ask again, or is not there yet. */
export function Unanswered(props: {
  readonly answer: Pick<UseQueryResult, "isError" | "error" | "refetch">;
  /** "Reading the item …" */
  readonly reading: string;
}): ReactElement {
  const { answer, reading } = props;
  if (answer.isError) {
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  }
  return (
    <p role="status" className="reading">
      {reading}
    </p>
  );
}

import { type ReactElement, useState } from "react";
import type { OrganisationView } from "../../src/determination/determination-views.contract.ts";
import { singular } from "../../src/determination/words.ts";
import { Go } from "../app/Go.tsx";
import { weighsScores } from "../review/score-bar.ts";
import { reviewPath } from "../review/review.ts";
import { type ReasonNode, listBehind, reasonTree } from "./reason-tree.ts";
import { Recompute } from "./Recompute.tsx";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

const branchesOpen = 12;
const reasonsOpen = 40;

/** The tree of reasons; its leaves open the lists that they count. */
export function WhyRating(props: { readonly view: OrganisationView }): ReactElement {
  const { view } = props;
  const units = view.rating.items[0]?.evidence.units ?? "units";
  return (
    <section aria-labelledby="why">
      <h2 id="why">{shownText(words.why(view.rating.rating.name))}</h2>
      <Branch nodes={reasonTree(view.rating.reasons)} view={view} />
      <p className="note">
        {!weighsScores(view.methodology) ? words.whyNote(singular(units)) : words.whyNoteScores}{" "}
        <Recompute view={view} />
      </p>
    </section>
  );
}

function Branch(props: { nodes: readonly ReasonNode[]; view: OrganisationView }): ReactElement {
  return (
    <ul className="reasons">
      {props.nodes.map((node) => (
        <li key={`${node.reason.kind} ${node.reason.of} ${node.reason.part} ${node.reason.words}`}>
          <span className="reason">
            {node.reason.level < 2 && node.reason.count !== null ? (
              <strong>{shownText(node.reason.words)}</strong>
            ) : node.reason.level === 0 ? (
              <strong>{shownText(node.reason.words)}</strong>
            ) : (
              shownText(node.reason.words)
            )}{" "}
            {node.reason.remark === "" ? null : (
              <span className="soft">{shownText(node.reason.remark)} </span>
            )}
            <UnitsLink node={node} view={props.view} />
          </span>
          {node.below.length === 0 ? null : isFolded(node, props.view) ? (
            <FoldedBranch nodes={node.below} view={props.view} />
          ) : (
            <Branch nodes={node.below} view={props.view} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Functions are folded in a tree that is longer than anybody reads at once. */
function isFolded({ reason, below }: ReasonNode, view: OrganisationView): boolean {
  if (below.length > branchesOpen) return true;
  return reason.kind === "function" && view.rating.reasons.length > reasonsOpen;
}

/** A branch of more items than anybody reads at once: it says how many, and is drawn when opened. */
function FoldedBranch(props: {
  nodes: readonly ReasonNode[];
  view: OrganisationView;
}): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.branches(props.nodes.length)}</summary>
      {open ? <Branch nodes={props.nodes} view={props.view} /> : null}
    </details>
  );
}

function UnitsLink(props: { node: ReasonNode; view: OrganisationView }): ReactElement | null {
  const { review, rating } = props.view;
  const list = listBehind(props.node.reason);
  if (list === null) return null;
  return (
    <Go
      to={`${reviewPath(review)}/units`}
      search={{ organisation: rating.organisation, ...list }}
      label={shownText(words.listOf(props.node.reason.words))}
      className="no-print"
    >
      {words.list}
    </Go>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import {
  type Subscription,
  SubscriptionList,
  SubscriptionMade,
  SubscriptionRevoked,
} from "../../src/orders/order-subscriptions.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { sendJson } from "../app/fetch-json.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Links by which ordinary calendars read the dates of this order; fetched when somebody opens it. */
export function Subscriptions({ order }: { readonly order: string }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="subscriptions" className="subscriptions">
      <h2 id="subscriptions">{words.subscriptions}</h2>
      <p className="note">{words.subscriptionsAbout}</p>
      <details className="decide" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.subscriptionsOpen}</summary>
        {open ? <Links order={order} /> : null}
      </details>
    </section>
  );
}

function Links({ order }: { readonly order: string }): ReactElement {
  const path = `/api/orders/${order}/subscriptions`;
  const answer = useAnswer(SubscriptionList, path);
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const [link, setLink] = useState("");

  /** Sends a change, tells what came of it, and reads the list anew. */
  async function change(send: () => Promise<string>): Promise<void> {
    setSaid(words.sending);
    try {
      setSaid(await send());
      await client.invalidateQueries({ queryKey: [path] });
    } catch (error) {
      setSaid(asProblem(error).message);
    }
  }
  const make = (name: string): Promise<void> =>
    change(async () => {
      const sent = await sendJson(SubscriptionMade, "POST", path, { name });
      setLink(`${globalThis.location.origin}${sent.answer.path}`);
      return words.subscriptionMade;
    });
  const revoke = ({ subscription, name }: Subscription): Promise<void> =>
    change(async () => {
      await sendJson(SubscriptionRevoked, "DELETE", `${path}/${subscription}`);
      setLink("");
      return words.subscriptionRevoked(name);
    });

  if (answer.isError) return <p className="note">{asProblem(answer.error).message}</p>;
  if (answer.data === undefined) return <p role="status">{words.readingLinks}</p>;
  return (
    <>
      <Open links={answer.data.subscriptions} revoke={(each) => void revoke(each)} />
      <Make make={(name) => void make(name)} />
      {link === "" ? null : (
        <label className="field">
          {words.subscriptionLink}
          <input readOnly value={link} onFocus={(event) => event.target.select()} />
        </label>
      )}
      <p role="status" className="note">
        {said}
      </p>
    </>
  );
}

function Open(props: {
  readonly links: readonly Subscription[];
  readonly revoke: (link: Subscription) => void;
}): ReactElement {
  if (props.links.length === 0) return <p className="note">{words.noSubscriptions}</p>;
  return (
    <ul className="side-list">
      {props.links.map((each) => (
        <li key={each.subscription}>
          <strong>
            <UserText>{each.name}</UserText>
          </strong>
          <span className="below">
            {words.subscriptionBy(each.made_at.slice(0, 10), each.made_by)}
          </span>
          <button
            type="button"
            className="quiet"
            aria-label={words.revokeNamed(each.name)}
            onClick={() => props.revoke(each)}
          >
            {words.revoke}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Make({ make }: { readonly make: (name: string) => void }): ReactElement {
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get("name");
        if (typeof name === "string") make(name.trim());
        event.currentTarget.reset();
      }}
    >
      <label className="field">
        {words.subscriptionFor}
        <input name="name" required maxLength={200} />
      </label>
      <button type="submit" className="firm">
        {words.makeSubscription}
      </button>
    </form>
  );
}

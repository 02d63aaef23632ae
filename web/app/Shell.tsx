import { type ReactElement, type ReactNode, useEffect } from "react";
import { Account } from "./Account.tsx";
import { Find } from "./Find.tsx";
import { Go } from "./Go.tsx";
import { KeyHelp } from "./KeyHelp.tsx";
import { OnControl } from "./OnControl.tsx";
import { usePrintedFoot } from "./printed-foot.ts";
import { instantInWords, isInstant } from "./days.ts";
import { useAddress } from "./address.ts";
import type { Findable, Tab } from "./places.ts";
import { Tabs } from "./Tabs.tsx";
import { words } from "./words.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";

interface ShellProps {
  /** Title of the window: the finding first. */
  readonly title: string;
  /** Where the page stands: "Reviews / Web transport 2020"; the last one is the place itself. */
  readonly place?: readonly { readonly name: string; readonly to: string }[];
  readonly tabs?: readonly Tab[];
  readonly tabsLabel?: string;
  /** The third row: the notice of a demonstration, or SIMULATED. */
  readonly notice?: string;
  readonly simulated?: boolean;
  /** Days that the On control offers, newest first; without it the control is not shown. */
  readonly days?: readonly string[];
  /** The day that is shown when the address names none. */
  readonly day?: string;
  /** What the find box knows of this place. */
  readonly findable?: readonly Findable[];
  /** Items of the foot: methodology, evidence, checkpoint, links. */
  readonly foot?: ReactNode;
  /** Lines at the foot of every printed page: left and right. */
  readonly printedFoot?: readonly [string, string];
  readonly children: ReactNode;
}

/** The frame of every page: top bar, tabs, notice, content, foot. */
export function Shell(props: ShellProps): ReactElement {
  const address = useAddress();
  const place = props.place ?? [];
  const wrong = address.asOf !== "" && !isInstant(address.asOf);
  useEffect(() => {
    document.title =
      props.title === "" ? words.muster : `${shownText(props.title)} · ${words.muster}`;
  }, [props.title]);
  usePrintedFoot(props.printedFoot ?? ["", ""]);
  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <div className="bar">
          <Mark />
          <Place place={place} />
          <Find findable={props.findable ?? []} tabs={props.tabs ?? []} />
          {props.days === undefined ? null : <OnControl days={props.days} day={props.day ?? ""} />}
          <Account />
        </div>
      </header>
      {props.tabs === undefined ? null : (
        <Tabs tabs={props.tabs} label={props.tabsLabel ?? words.tabs} />
      )}
      <Notice notice={props.notice ?? ""} simulated={props.simulated ?? false} />
      {address.asOf === "" || wrong ? null : <AsOf />}
      <main id="content" tabIndex={-1}>
        {wrong ? <WrongAsOf /> : props.children}
      </main>
      <footer className="foot" aria-label={words.foot}>
        <div className="bar">
          {props.foot}
          <KeyHelp tabs={props.tabs ?? []} />
        </div>
      </footer>
    </>
  );
}

/** Says as of when things were known, with the way back to now. */
function AsOf(): ReactElement {
  const { asOf } = useAddress();
  return (
    <div className="notice as-of">
      <p className="bar">
        <span>{words.asOfNotice(instantInWords(asOf))}</span> <BackToNow />
      </p>
    </div>
  );
}

/** Stands in place of a page whose address asks for something that is no instant. */
function WrongAsOf(): ReactElement {
  return (
    <div role="alert" className="problem">
      <h1>{words.problems["bad-input"]}</h1>
      <p className="lede">{words.asOfWrong}</p>
      <p className="actions">
        <BackToNow />
      </p>
    </div>
  );
}

function BackToNow(): ReactElement {
  const address = useAddress();
  return (
    <button type="button" className="plain" onClick={() => address.change({ as_of: "" })}>
      {words.asOfNow}
    </button>
  );
}

function Mark(): ReactElement {
  return (
    <Go to="/" className="mark" label={words.home}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <rect x="0" y="1" width="3" height="14" />
        <rect x="5" y="1" width="3" height="14" />
        <path d="M10.5 1.5h4.5v13h-4.5z" />
      </svg>
      <span>{words.muster}</span>
    </Go>
  );
}

function Place(props: { place: NonNullable<ShellProps["place"]> }): ReactElement {
  return (
    <nav className="place" aria-label="Place">
      <ol>
        {props.place.map((step, index) => (
          <li key={step.to}>
            <Go to={step.to} current={index === props.place.length - 1}>
              <UserText>{step.name}</UserText>
            </Go>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Notice(props: { notice: string; simulated: boolean }): ReactElement | null {
  if (props.notice === "" && !props.simulated) return null;
  const end = props.notice.indexOf(". ");
  const first = end < 0 ? props.notice : props.notice.slice(0, end + 1);
  return (
    <div className={props.simulated ? "notice simulated" : "notice"} role="note">
      <p className="bar">
        {props.simulated ? <strong>{words.simulated} </strong> : null}
        <strong>{shownText(first)}</strong>
        {end < 0 ? "" : shownText(props.notice.slice(end + 1))}
      </p>
    </div>
  );
}

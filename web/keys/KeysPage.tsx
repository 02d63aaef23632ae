import "./keys.css";
import type { ReactElement } from "react";
import { KeyPage, type PersonKey } from "../../src/attestations/keys.contract.ts";
import { HeadPage } from "../../src/organisations/heads.contract.ts";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { useAnswer } from "../app/answers.ts";
import { Shell } from "../app/Shell.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { KeyRequests } from "./KeyRequests.tsx";
import { ImportKey } from "./KeyCopy.tsx";
import { useKeptKeys } from "./kept-keys.ts";
import { MakeKey } from "./MakeKey.tsx";
import { OldKeys } from "./OldKeys.tsx";
import { OwnKey } from "./OwnKey.tsx";
import { words } from "./words.ts";

/** The keys of whoever is signed in; and, for officers, those that wait for them. */
export function KeysPage(): ReactElement {
  const session = useAnswer(Session, "/api/session");
  const isShown = session.data !== undefined && !session.isError;
  return (
    <Shell title={words.title} place={[{ name: words.title, to: "/keys" }]}>
      {isShown ? (
        <Keys session={session.data} />
      ) : (
        <Unanswered answer={session} reading={words.reading} />
      )}
    </Shell>
  );
}

function Keys(props: { readonly session: Session }): ReactElement {
  const { account, may } = props.session;
  const isOfficer = may.includes("key.approve");
  const own = useAnswer(KeyPage, "/api/keys", { account, limit: "500" });
  const all = useAnswer(KeyPage, "/api/keys", { limit: "500" }, isOfficer);
  const heads = useAnswer(HeadPage, "/api/heads", { limit: "500" });
  if (own.data === undefined || own.isError) {
    return <Unanswered answer={own} reading={words.reading} />;
  }
  const office = heads.data?.heads.find((head) => head.account === account);
  const others = (all.data?.keys ?? []).filter((key) => key.account !== account);
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{words.lede}</p>
      <OwnKeys
        account={account}
        keys={own.data.keys}
        office={office?.office == null ? null : { id: office.office, title: office.title ?? "" }}
      />
      {isOfficer ? <KeyRequests keys={others} account={account} /> : null}
    </>
  );
}

interface OwnKeysProps {
  readonly account: string;
  readonly keys: readonly PersonKey[];
  readonly office: { readonly id: string; readonly title: string } | null;
}

const behind: readonly PersonKey["state"][] = ["revoked", "replaced", "rejected"];

function OwnKeys(props: OwnKeysProps): ReactElement {
  const { account, keys, office } = props;
  const kept = useKeptKeys();
  const current = keys.filter(({ state }) => !behind.includes(state));
  const old = keys.filter(({ state }) => behind.includes(state));
  const active = current.find(({ state }) => state === "active");
  const waits = current.some(({ state }) => state === "requested" || state === "approved");
  const make = <MakeKey account={account} office={office} replaces={active?.fingerprint ?? null} />;
  return (
    <>
      {current.map((key) => (
        <OwnKey
          key={key.fingerprint}
          of={key}
          kept={kept.data?.find(({ fingerprint }) => fingerprint === key.fingerprint) ?? null}
        />
      ))}
      {current.length === 0 ? (
        <div className="empty">
          <p>
            <strong>{words.none}.</strong> {words.noneWords}
          </p>
        </div>
      ) : null}
      {waits ? null : active === undefined ? (
        <section className="no-print">
          <h2>{words.makeTitle}</h2>
          {make}
        </section>
      ) : (
        <details className="approve no-print">
          <summary>{words.rotateTitle}</summary>
          <p className="note">{words.rotateNote}</p>
          {make}
        </details>
      )}
      {keys.length === 0 ? null : <ImportKey account={account} />}
      <OldKeys title={words.earlier(old.length)} keys={old} />
    </>
  );
}

import type { ReactElement } from "react";
import type { ClockView } from "../../src/orders/clock.contract.ts";
import { OrderVersions } from "../../src/orders/orders.contract.ts";
import { useAddress } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { ProblemPage } from "../app/ProblemPage.tsx";
import { UserText } from "../ui/UserText.tsx";
import { ShownDifferences } from "./Differences.tsx";
import { words } from "./words.ts";

type Version = OrderVersions["versions"][number];

interface VersionsProps {
  readonly view: ClockView;
  readonly asOf: string;
}

/** The versions of the text of an order, and what changed between two of them. */
export function Versions({ view, asOf }: VersionsProps): ReactElement {
  const query = asOf === "" ? {} : { as_of: asOf };
  const answer = useAnswer(OrderVersions, `/api/orders/${view.order}/versions`, query);
  const { search } = useAddress();
  if (answer.isError)
    return <ProblemPage error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <p role="status">{words.reading}</p>;
  const { versions } = answer.data;
  if (versions.length < 2) return <p className="note after-table">{words.oneVersion}</p>;
  const to = search["to"] ?? String(view.version > 1 ? view.version : versions.length);
  const from = search["from"] ?? String(Math.max(1, Number(to) - 1));
  return (
    <>
      <section className="differences" aria-labelledby="versions">
        <h2 id="versions">{words.versions}</h2>
        <ol className="side-list versions">
          {versions.map((version) => (
            <VersionLine key={version.version} version={version} />
          ))}
        </ol>
        <div className="version-choices">
          <Choice name="from" label={words.fromVersion} value={from} versions={versions} />
          <Choice name="to" label={words.toVersion} value={to} versions={versions} />
        </div>
      </section>
      {from === to ? (
        <p className="note after-table">{words.sameVersion}</p>
      ) : (
        <ShownDifferences
          path={`/api/orders/${view.order}/differences`}
          query={{ ...query, from, to }}
          title={words.versionsDiffer(from, to)}
          absent={words.noSuchVersion}
        />
      )}
    </>
  );
}

function VersionLine({ version }: { readonly version: Version }): ReactElement {
  const address = useAddress();
  const { day, because, leaf, tasks } = version;
  const number = String(version.version);
  return (
    <li>
      <strong>{words.version(number)}</strong>{" "}
      {words.versionSince(version.version === 1 ? null : day, tasks)}
      {because === null ? null : (
        <>
          {": "}
          <UserText>{because}</UserText>
        </>
      )}{" "}
      {version.version === 1 ? null : (
        <Go
          to={address.path}
          search={{
            ...address.search,
            show: "versions",
            from: String(version.version - 1),
            to: number,
          }}
        >
          {words.changedIn(number)}
        </Go>
      )}{" "}
      <Go
        to="/log"
        search={{ entry: leaf }}
        className="mono"
        label={`${words.leaf} ${leaf.slice(0, 8)}`}
      >
        {leaf.slice(0, 8)}
      </Go>
    </li>
  );
}

function Choice(props: {
  readonly name: "from" | "to";
  readonly label: string;
  readonly value: string;
  readonly versions: readonly Version[];
}): ReactElement {
  const address = useAddress();
  return (
    <label>
      {props.label}{" "}
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(event) => address.change({ [props.name]: event.target.value })}
      >
        {props.versions.map(({ version, day }) => (
          <option key={version} value={String(version)}>
            {words.versionChoice(version, day)}
          </option>
        ))}
      </select>
    </label>
  );
}

import type { ReactElement } from "react";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

/** Where a yardstick comes from: its sources, the file it was made from, its digest. */
export function YardstickOrigin(props: { readonly yardstick: Yardstick }): ReactElement {
  const { sources, origin, digest } = props.yardstick;
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{words.sources}</h2>
      <ul className="side-list">
        {sources.map((source, at) => (
          <li key={`${at} ${source.title}`}>
            <UserText>{source.title}</UserText>
            {source.clause === undefined ? null : (
              <UserText>{words.clause(source.clause)}</UserText>
            )}
            {source.address === undefined ? null : (
              <>
                {" "}
                <a href={source.address} rel="noreferrer" className="breaks">
                  <UserText>{source.address}</UserText>
                </a>
              </>
            )}
          </li>
        ))}
        {origin === undefined ? null : (
          <li>
            <strong>{words.origin}</strong> {words.origins[origin.format]}.{" "}
            <UserText>{words.originFile(origin.file)}</UserText>{" "}
            <code className="breaks">{origin.file_digest}</code>
          </li>
        )}
        <li>
          <strong>{words.digest}</strong> <code className="breaks">{digest}</code>{" "}
          <span className="soft">{words.digestNote}</span>
        </li>
      </ul>
    </section>
  );
}

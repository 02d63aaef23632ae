import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import type { FindingTotals } from "../../src/findings/finding-totals.contract.ts";
import { useWidth } from "../ui/use-width.ts";
import { words } from "./words.ts";

type Blocked = FindingTotals["plan"]["blocked"];

/**
 * What blocked actions lack in money, by cause: a bar of what is certainly missing, and behind it a
 * hatched end where actions leave their cost or funding out. The same numbers stand in the table.
 */
export function BlockedMoney(props: { readonly blocked: Blocked }): ReactElement {
  const { blocked } = props;
  return (
    <section className="blocked" aria-labelledby="blocked">
      <h2 id="blocked">{words.blockedTitle}</h2>
      <p className="note">{words.blockedNote}</p>
      <Bars blocked={blocked} />
      <table className="rows plain-table" aria-label={words.blockedTable}>
        <thead>
          <tr>
            <th scope="col">{words.cause}</th>
            {[words.actions, words.cost, words.fundedHead, words.unmet, words.notCountable].map(
              (name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {blocked.map((each) => (
            <tr key={each.by}>
              <th scope="row" className="name">
                {words.valueOf(each.by)}
              </th>
              {(
                [
                  [words.actions, each.actions],
                  [words.cost, each.cost],
                  [words.fundedHead, each.funded],
                  [words.unmet, each.unmet],
                  [words.notCountable, each.unmet_unknown],
                ] as const
              ).map(([name, value]) => (
                <td key={name} className="number" data-head={name}>
                  {grouped(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Above this width the name of a cause stands beside its bar, below it above. */
const wide = 560;
/** The width of a letter of the numbers behind the bars, at most, in pixels. */
const letter = 8.6;

function Bars(props: { readonly blocked: Blocked }): ReactElement {
  const { blocked } = props;
  const [element, measured] = useWidth<HTMLDivElement>(800);
  const width = Math.min(measured, 820);
  const beside = width >= wide;
  const left = beside ? 140 : 2;
  const rowHeight = beside ? 38 : 62;
  const most = Math.max(1, ...blocked.map(({ unmet }) => unmet));
  const told = blocked.map(
    ({ by, unmet, unmet_unknown: open }) =>
      `${words.valueOf(by)} ${grouped(unmet)}${words.andUnknown(open)}`,
  );
  // Room for the longest number with its remark behind the bar.
  const longest = Math.max(
    ...blocked.map(
      ({ unmet, unmet_unknown: open }) => `${grouped(unmet)}${words.andUnknown(open)}`.length,
    ),
  );
  const room = Math.max(24, width - left - longest * letter - 40);
  return (
    <div ref={element} className="blocked-chart">
      <svg
        className="chart"
        width={width}
        height={blocked.length * rowHeight}
        role="img"
        aria-label={words.blockedChart(told)}
      >
        {blocked.map((each, at) => (
          <g key={each.by} transform={`translate(0 ${at * rowHeight})`}>
            <Bar
              each={each}
              left={left}
              long={Math.round((room * each.unmet) / most)}
              beside={beside}
            />
          </g>
        ))}
      </svg>
    </div>
  );
}

function Bar(props: {
  readonly each: Blocked[number];
  readonly left: number;
  readonly long: number;
  readonly beside: boolean;
}): ReactElement {
  const { each, left, long, beside } = props;
  const { by, unmet, unmet_unknown: open } = each;
  const top = beside ? 10 : 32;
  const end = left + long + (open === 0 ? 8 : 32);
  return (
    <>
      <text x={0} y={24} className="blocked-name">
        {words.valueOf(by)}
      </text>
      {long === 0 ? null : (
        <rect x={left} y={top} width={long} height={18} className="blocked-bar" />
      )}
      {open === 0 ? null : (
        <rect
          x={left + long}
          y={top}
          width={24}
          height={18}
          fill="url(#muster-hatch)"
          className="blocked-unknown"
        />
      )}
      <rect x={left - 1} y={top - 4} width={2} height={26} className="blocked-axis" />
      <text x={end} y={top + 14} className="blocked-end">
        {`${grouped(unmet)}${words.andUnknown(open)}`}
      </text>
    </>
  );
}

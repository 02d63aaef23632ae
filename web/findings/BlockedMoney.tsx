import type { ReactElement } from "react";
import { grouped } from "../../charts/bar-geometry.ts";
import type { FindingTotals } from "../../src/findings/finding-totals.contract.ts";
import { words } from "./words.ts";

type Blocked = FindingTotals["plan"]["blocked"];
const width = 640;
const rowHeight = 38;
const labelWidth = 140;
const endWidth = 190;

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

function Bars(props: { readonly blocked: Blocked }): ReactElement {
  const { blocked } = props;
  const most = Math.max(1, ...blocked.map(({ unmet }) => unmet));
  const room = width - labelWidth - endWidth;
  const told = blocked.map(
    ({ by, unmet, unmet_unknown: open }) =>
      `${words.valueOf(by)} ${grouped(unmet)}${words.andUnknown(open)}`,
  );
  return (
    <svg
      className="chart blocked-chart"
      viewBox={`0 0 ${width} ${blocked.length * rowHeight}`}
      role="img"
      aria-label={words.blockedChart(told)}
    >
      {blocked.map(({ by, unmet, unmet_unknown: open }, at) => {
        const long = Math.round((room * unmet) / most);
        const top = at * rowHeight + 10;
        return (
          <g key={by}>
            <text x={0} y={top + 14} className="blocked-name">
              {words.valueOf(by)}
            </text>
            {long === 0 ? null : (
              <rect x={labelWidth} y={top} width={long} height={18} className="blocked-bar" />
            )}
            {open === 0 ? null : (
              <rect
                x={labelWidth + long}
                y={top}
                width={24}
                height={18}
                fill="url(#muster-hatch)"
                className="blocked-unknown"
              />
            )}
            <rect x={labelWidth - 1} y={top - 4} width={2} height={26} className="blocked-axis" />
            <text
              x={labelWidth + long + (open === 0 ? 8 : 32)}
              y={top + 14}
              className="blocked-end"
            >
              {`${grouped(unmet)}${words.andUnknown(open)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

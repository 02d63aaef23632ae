/** A mark on the time axis: where it stands in per cent, and what it says. */
export interface Tick {
  readonly at: number;
  readonly words: string;
}

/** A span of days that a timeline shows; positions are per cent of its width. */
export interface Timeline {
  readonly from: string;
  readonly until: string;
  readonly ticks: readonly Tick[];
  /** Where a day stands, held within the picture. */
  readonly place: (day: string) => number;
}

const dayLength = 86_400_000;
const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function number(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayLength;
}

function dayOf(days: number): string {
  return new Date(days * dayLength).toISOString().slice(0, 10);
}

/**
 * Lays a timeline out over some days, with a little room on both sides. Ticks stand at the first of
 * months: every one or every third, and at years where the span is longer than two and a half.
 */
export function layTimeline(days: readonly string[]): Timeline {
  const numbers = days.map(number).filter((each) => Number.isFinite(each));
  const first = Math.min(...(numbers.length === 0 ? [number("2020-01-01")] : numbers));
  const last = Math.max(first + 30, ...numbers);
  const room = Math.max(4, (last - first) * 0.03);
  const [from, until] = [first - room, last + room];
  const place = (day: string): number => {
    const share = ((number(day) - from) / (until - from)) * 100;
    return Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
  };
  return { from: dayOf(from), until: dayOf(until), ticks: ticksOf(from, until, place), place };
}

function ticksOf(from: number, until: number, place: (day: string) => number): Tick[] {
  const months = Math.ceil((until - from) / 30.4);
  const step = months <= 8 ? 1 : months <= 30 ? 3 : 12 * Math.ceil(months / 120);
  const start = dayOf(from);
  const ticks: Tick[] = [];
  let year = Number(start.slice(0, 4));
  let month = step === 1 ? Number(start.slice(5, 7)) - 1 : 0;
  let shown = 0;
  for (; ; month += step) {
    year += Math.floor(month / 12);
    month %= 12;
    const day = `${year}-${String(month + 1).padStart(2, "0")}-01`;
    if (number(day) > until) return ticks;
    if (number(day) < from) continue;
    const name = names[month] ?? "";
    const words = step >= 12 ? String(year) : year === shown ? name : `${name} ${year}`;
    shown = year;
    ticks.push({ at: place(day), words });
  }
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Writes a day short, for tables: `Tue 10 Oct 2017`; anything that is no day stays as it is. */
export function shortDay(day: string): string {
  const days = number(day);
  if (!Number.isFinite(days)) return day;
  const [year = "", month = "", date = ""] = day.split("-");
  const weekday = weekdays[new Date(days * dayLength).getUTCDay()] ?? "";
  return `${weekday} ${Number(date)} ${names[Number(month) - 1] ?? ""} ${year}`;
}

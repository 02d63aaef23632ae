import { addSpan, type Day, dayInWords, weekdayInWords, weekdayOf } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import { applyDayRule, type HolidayCalendar } from "../kit/holidays.ts";
import type { AnchorEvent } from "./deadline.contract.ts";
import { deadlineInWords, literalDue } from "./deadlines/deadline-kinds.ts";
import type { AnchorRecord, Counting, CountingStep, LiteralDue } from "./deadlines/literal-due.ts";
import { repeatInWords } from "./deadlines/repeat.ts";
import type { OrderFacts } from "./order-facts.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";

/** When a task, or one part of it, is due, and how that was counted. */
export interface DueDate {
  readonly task: string;
  /** The rule in words: `signing + 90 days`. */
  readonly words: string;
  /** The date as the text gives it. */
  readonly printed: Day | null;
  /** The day, real or forecast, from which it is counted. */
  readonly from: Day | null;
  /** The date that counts, after the rule for days off. */
  readonly due: Day | null;
  readonly projected: boolean;
  readonly notStarted: boolean;
  /** `yearly` and the like; nothing for what is owed once. */
  readonly repeats: string | null;
  readonly steps: readonly CountingStep[];
  /** False when the calendar of holidays does not reach so far. */
  readonly covered: boolean;
}

/** The parts in which a task is owed: organisations, leads, or nothing for one joint product. */
export function partsOf(task: OrderTask, facts: OrderFacts): readonly string[] | null {
  if (task.each === "lead") return task.leads;
  return task.each === "organisation" ? facts.organisations : null;
}

const standsIn: Readonly<Record<AnchorEvent, readonly AnchorEvent[]>> = {
  delivery: [],
  receipt: ["delivery"],
  acceptance: ["receipt", "delivery"],
};

/**
 * Counts the dates of one order: from the text, the facts and a calendar, and from nothing else.
 * A chained date moves with what is on record; before that it is projected from its anchor's own
 * literal date. The rule for days off is applied last and never adds up along a chain.
 */
export class DueDates {
  private readonly order: OrderFile;
  private readonly facts: OrderFacts;
  private readonly calendar: HolidayCalendar;
  private readonly rule: DayRule;
  private readonly tasks: ReadonlyMap<string, OrderTask>;
  private readonly counted = new Map<string, LiteralDue>();

  constructor(order: OrderFile, facts: OrderFacts, calendar: HolidayCalendar, rule: DayRule) {
    this.order = order;
    this.facts = facts;
    this.calendar = calendar;
    this.rule = rule;
    this.tasks = new Map(order.tasks.map((task) => [task.id, task]));
  }

  /** The date of every task, in the order of the text. */
  all(): DueDate[] {
    return this.order.tasks.map((task) => this.of(task));
  }

  /** The date of one task, or of the part that one organisation or lead owes. */
  of(task: OrderTask, part: string | null = null): DueDate {
    const literal = this.literal(task, part);
    const { deadline } = task;
    const common = {
      task: task.id,
      words: deadlineInWords(deadline, (id) => this.nameOf(id)),
      printed: literal.day,
      from: literal.from,
      projected: literal.projected,
      notStarted: literal.notStarted,
      repeats: deadline.kind === "repeat" ? repeatInWords(deadline) : null,
    };
    if (literal.day === null) return { ...common, due: null, steps: literal.steps, covered: true };
    // What is in force at once does not wait for the next business day.
    const rule = deadline.kind === "at-once" ? "printed" : this.rule;
    const ruled = applyDayRule(this.calendar, literal.day, rule);
    const passed = ruled.passed.map(({ day, because }) => ({
      what: weekdayOf(day),
      words:
        weekdayOf(day) === because
          ? `${dayInWords(day)} is no business day`
          : `${dayInWords(day)} is ${because}`,
    }));
    const counts = { what: "Counts as", words: weekdayInWords(ruled.day) };
    return {
      ...common,
      due: ruled.day,
      steps: [...literal.steps, ...passed, counts],
      covered: ruled.covered,
    };
  }

  private literal(task: OrderTask, part: string | null): LiteralDue {
    const key = JSON.stringify([task.id, part]);
    const known = this.counted.get(key);
    if (known) return known;
    const counted = this.extended(task, part, literalDue(task.deadline, this.counting(task, part)));
    this.counted.set(key, counted);
    return counted;
  }

  private extended(task: OrderTask, part: string | null, counted: LiteralDue): LiteralDue {
    const extension = this.facts.extensions.findLast(
      (each) => each.task === task.id && (each.part === null || each.part === part),
    );
    if (!extension) return counted;
    const words = `to ${weekdayInWords(extension.until)} by ${extension.by}: ${extension.because}`;
    return {
      day: extension.until,
      from: counted.from,
      projected: false,
      notStarted: false,
      steps: [...counted.steps, { what: "Extended", words }],
    };
  }

  private counting(task: OrderTask, part: string | null): Counting {
    const own = this.facts.events.filter(
      (each) =>
        each.task === task.id && each.event === "delivery" && (part === null || each.part === part),
    );
    return {
      signed: this.facts.signed,
      anchor: (id, event) => this.anchor(id, event, this.partOfAnchor(task, part)),
      anchorChoice: (written) => this.facts.anchorChoices.get(task.id) ?? written,
      repeatChoice: (written) => this.facts.repeatChoices.get(task.id) ?? written,
      deliveredTimes: own.length,
    };
  }

  /** Where each receipt starts its own clock, a part counts from its own product only. */
  private partOfAnchor(task: OrderTask, part: string | null): string | null {
    if (task.deadline.kind !== "after-product") return null;
    const choice = this.facts.anchorChoices.get(task.id) ?? task.deadline.which;
    return choice === "each" ? part : null;
  }

  private anchor(id: string, event: AnchorEvent, part: string | null): AnchorRecord {
    const task = this.tasks.get(id);
    if (!task) throw new RangeError(`no task ${id} in order ${this.order.id}`);
    const literal = this.literal(task, part);
    const parts = part === null ? partsOf(task, this.facts) : [part];
    const found = [event, ...standsIn[event]]
      .map((kind) => ({ kind, ...this.daysOf(id, kind, part, parts) }))
      .find((each) => each.days.length > 0);
    return {
      task: id,
      title: this.nameOf(id),
      literal: literal.day,
      literalProjected: literal.projected,
      days: found?.days ?? [],
      expected: parts?.length ?? null,
      complete: found?.complete ?? false,
      standIn: found !== undefined && found.kind !== event,
    };
  }

  private daysOf(
    id: string,
    kind: AnchorEvent,
    part: string | null,
    parts: readonly string[] | null,
  ): { days: Day[]; complete: boolean } {
    const events = this.facts.events.filter((each) => each.task === id && each.event === kind);
    const whole = events.filter((each) => each.part === null);
    const single = events.filter(
      (each) => each.part !== null && (part === null || each.part === part),
    );
    const came = new Set(single.map((each) => each.part));
    const all = parts !== null && parts.length > 0 && parts.every((each) => came.has(each));
    return {
      days: [...whole, ...single].map((each) => each.on),
      complete: whole.length > 0 || all,
    };
  }

  private nameOf(id: string): string {
    const task = this.tasks.get(id);
    return task?.short ?? task?.title ?? id;
  }
}

/** The dates on which a repeat falls within a span, at most the given number of them. */
export function occurrences(
  first: Day,
  span: { days?: number; months?: number; years?: number },
  most: number,
): Day[] {
  return Array.from({ length: most }, (_, at) =>
    addSpan(first, {
      days: (span.days ?? 0) * at,
      months: (span.months ?? 0) * at,
      years: (span.years ?? 0) * at,
    }),
  );
}

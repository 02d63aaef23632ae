import { shortDay, spanInWords } from "../kit/calendar.ts";
import type { OpenDecision } from "./clock.contract.ts";
import { spanOf } from "./deadlines/literal-due.ts";
import type { RowMatter } from "./clock-row.ts";
import type { OrderTask } from "./order.contract.ts";
import { anchorQuestion } from "./words.ts";

/** Choices that the text leaves open and that nobody has made; tasks with one question share it. */
export function openDecisions(matter: RowMatter): OpenDecision[] {
  const groups = new Map<string, OrderTask[]>();
  for (const task of matter.order.tasks) {
    if (!isOpen(matter, task)) continue;
    const key = JSON.stringify(task.deadline);
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()].flatMap((tasks) => decisionOf(matter, tasks));
}

function isOpen({ state }: RowMatter, task: OrderTask): boolean {
  const { deadline } = task;
  if (deadline.kind === "after-product") {
    return (
      spanOf(deadline) !== null &&
      (state.facts.anchorChoices.get(task.id) ?? deadline.which) === "undecided"
    );
  }
  return (
    deadline.kind === "repeat" &&
    (state.facts.repeatChoices.get(task.id) ?? deadline.counted_from) === "undecided"
  );
}

function decisionOf(matter: RowMatter, tasks: readonly OrderTask[]): OpenDecision[] {
  const [task] = tasks;
  if (!task) return [];
  const ids = tasks.map((each) => each.id);
  const name = tasks.map((each) => each.short ?? each.title).join(", ");
  const { deadline } = task;
  if (deadline.kind === "repeat") {
    return [
      {
        tasks: ids,
        question: "Does the repeat run from the due date or from delivery?",
        words: `${name}. The order does not say.`,
        choices: ["due-date", "delivery"],
      },
    ];
  }
  if (deadline.kind !== "after-product") return [];
  const { due } = matter.dates.of(task);
  const forecast = due === null ? "" : ` As things stand it is ${shortDay(due)}.`;
  return [
    {
      tasks: ids,
      question: anchorQuestion(deadline.event, spanInWords(spanOf(deadline) ?? {})),
      words: `${name}. First, last, or each. Until the office says so the date is a forecast.${forecast}`,
      choices: ["first", "last", "each"],
    },
  ];
}

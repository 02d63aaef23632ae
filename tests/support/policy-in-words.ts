/*
 * The policy a second time, as simply as it can be said and without a line of the first: a table of
 * crosses, and rules that go through every case. `src/main/policy-questions.test.ts` asks both.
 */

/** Roles as columns: administrator, reviewing officer, determining officer, head, security lead, auditor, observer. */
const columns = [
  "administrator",
  "reviewing-officer",
  "determining-officer",
  "head",
  "security-lead",
  "auditor",
  "observer",
];

const crosses = `
instance.administer      x . . . . . .
own-account.use          x x x x x x x
post.declare             x x x x x x x
post.withdraw            x x . . . . .
log.read                 x x x . . x x
metrics.read             x . . . . x x
office.read              x x x x x x x
office.write             x x . . . . .
order.read               x x x x x x x
order.write              x x . . . . .
organisation.read        x x x x x x x
organisation.write       x x . . . . .
yardstick.read           x x x x x x x
yardstick.write          x x . . . . .
methodology.read         x x x x x x x
methodology.write        x x . . . . .
review.read              x x x . . x x
review.read-own          x x x x x x x
review.write             x x . . . . .
evidence.read            x x x . . x x
evidence.write           x x . . . . .
score.read               x x x x x x x
score.give               x x x x x x x
score.self               . x . x x . .
score.independent        . . . . . x .
assessment.write         x x . . . . .
record.read              x x x x x x x
record.give              x x x x x x x
finding.write            . x . . . x .
finding.close            . . . . . x .
risk.write               . x . . x x .
risk.close               . x . . . x .
recommendation.write     . x x . . x .
recommendation.respond   . x . x . . .
action.write             . x . x x . .
decision.read            x x x x x x x
decision.prepare         . . . x x . .
attestation.sign         . . . x x . .
delegation.give          . . . x . . .
accountability.read      x x x . . x x
key.use                  x x x x x x x
key.approve              x x x . . . .
verdict.read             x x x x x x x
verdict.read-all         x x x . . x x
verdict.send             . x x . . . .
verdict.reply            . . . x . . .
verdict.confirm          . . x . . . .
product.author           x x x x x x x
determination.write      x x x . . . .
edition.withhold         . x x . . . .
report.publish           . x x . . . .
`;

const rows = new Map(
  crosses
    .trim()
    .split("\n")
    .map((line) => {
      const [permission = "", ...marks] = line.split(/ +/u);
      return [permission, marks] as const;
    }),
);

/** All permissions of the table. */
export const permissionsInWords: readonly string[] = [...rows.keys()];

export interface RoleInWords {
  readonly role: string;
  /** Empty: everywhere. */
  readonly at: string;
}

/** Whether the table has a cross for a role. */
function hasCross(permission: string, role: string): boolean {
  const marks = rows.get(permission);
  if (marks === undefined) return false;
  return marks[columns.indexOf(role)] === "x";
}

/** A question in words: who, as what, wants what of whom, and how things stand. */
export interface Question {
  readonly signedIn: boolean;
  /** Roles of the account. */
  readonly roles: readonly RoleInWords[];
  /** Roles of the token, where one is used. */
  readonly token: readonly RoleInWords[] | null;
  readonly permission: string;
  /** The organisation that is asked about; empty for none. */
  readonly about: string;
  readonly blind: "unrelated" | "open" | "own" | "organisation" | "review";
  readonly list: readonly string[];
  /** Pairs of an organisation and the one above it. */
  readonly above: readonly (readonly [string, string])[];
  readonly isBlindReview: boolean;
  readonly bothIn: readonly string[];
  readonly postsIn: readonly string[];
}

/** May this be answered? And if it is one's own side only, or nothing: of which organisations? */
export function inWords(question: Question): "sign in" | "no role" | "hidden" | "yes" {
  if (!question.signedIn) return "sign in";
  if (!mayByRole(question)) return "no role";
  if (question.blind === "review") {
    for (const organisation of question.list) {
      if (seenInWords(question, organisation) !== "everything") return "hidden";
    }
  }
  if (question.blind === "organisation") {
    if (seenInWords(question, question.about) !== "everything") return "hidden";
  }
  return "yes";
}

function mayByRole(question: Question): boolean {
  // Everybody may see who they are and sign out.
  if (question.permission === "own-account.use") return true;
  for (const used of rolesUsed(question)) {
    if (!hasCross(question.permission, used.role)) continue;
    // A role for everything is good everywhere.
    if (used.at === "") return true;
    // A role for one organisation is good for that one,
    if (question.about === used.at) return true;
    // and, where nobody is asked about, for what every role may.
    const everyRole = columns.every((role) => hasCross(question.permission, role));
    if (question.about === "" && everyRole) return true;
  }
  return false;
}

/** A token never may what its account may not. */
function rolesUsed(question: Question): RoleInWords[] {
  if (question.token === null) return [...question.roles];
  const used: RoleInWords[] = [];
  for (const wanted of question.token) {
    for (const held of question.roles) {
      if (held.role !== wanted.role) continue;
      if (held.at === wanted.at || held.at === "") used.push(wanted);
      if (wanted.at === "" && held.at !== "") used.push(held);
    }
  }
  return used;
}

/** What may be seen of an organisation, by all roles of the account, whatever the token. */
export function seenInWords(
  question: Question,
  organisation: string,
): "everything" | "own-side" | "nothing" {
  // A system stands for the organisation of the list that it is in.
  let owner = organisation;
  for (const one of upwards(question, organisation)) {
    if (question.list.includes(one)) {
      owner = one;
      break;
    }
  }
  let audits = false;
  for (const { role, at } of question.roles) {
    if (role === "auditor" && (at === "" || at === owner)) audits = true;
  }
  if (!audits) return "everything";
  for (const post of question.postsIn) {
    if (upwards(question, organisation).includes(post)) return "nothing";
    if (upwards(question, post).includes(organisation)) return "nothing";
  }
  if (question.isBlindReview && !question.bothIn.includes(owner)) return "own-side";
  return "everything";
}

function upwards(question: Question, organisation: string): string[] {
  const found = [organisation];
  for (let step = 0; step < 20; step += 1) {
    for (const [below, over] of question.above) {
      if (found.at(-1) === below && !found.includes(over)) found.push(over);
    }
  }
  return found;
}

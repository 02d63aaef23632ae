import { Type } from "typebox";
import { digestOf } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { SignableStatement } from "./attestations.contract.ts";

/**
 * Reads a head's statement in its in-toto form: its shape, and that the subject is what the predicate
 * says, with its digest. Refuses (bad-input) anything else, with the field.
 */
export function readStatement(value: unknown, file = ""): SignableStatement {
  const place = file === "" ? {} : { file };
  const statement = checkShape(SignableStatement, value, (path) => ({
    ...place,
    field: pathInWords(path),
  }));
  const { predicate, subject } = statement;
  const name = `review/${predicate.review.id}/organisation/${predicate.organisation.id}`;
  const [only] = subject;
  if (only?.name === name && only.digest.sha256 === digestOf(predicate)) return statement;
  const sentence = "the subject of the statement is not what its predicate says.";
  throw new Problem("bad-input", sentence, place);
}

/** Reads a payload that was checked when it was signed. */
export function readSigned(payload: string): SignableStatement {
  const value: unknown = JSON.parse(payload);
  return checkShape(SignableStatement, value, (path) => ({ field: pathInWords(path) }));
}

/** What is told of a signed statement beside its text. */
const Told = Type.Object({
  predicate: Type.Object({ simulated: Type.Boolean(), consent: Type.String() }),
});

/** The sentence of consent of a payload that was checked when it was signed, and whether it is simulated. */
export function toldOf(payload: string): { simulated: boolean; consent: string } {
  const value: unknown = JSON.parse(payload);
  return checkShape(Told, value, (path) => ({ field: pathInWords(path) })).predicate;
}

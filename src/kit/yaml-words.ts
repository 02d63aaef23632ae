import type { YAMLError } from "yaml";

/** What is wrong, in words of people who write orders and not parsers; by the codes of the library. */
const faults: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_DQ_ESCAPE: "a backslash in a text in double quotes means nothing here",
  BAD_INDENT: "this line begins too far to the left or to the right",
  BAD_SCALAR_START: "a text that begins with this sign needs quotes",
  BLOCK_AS_IMPLICIT_KEY: "a second colon stands on one line; put the text in quotes",
  BLOCK_IN_FLOW: "a list or fields by lines stand inside brackets",
  KEY_OVER_1024_CHARS: "the name of a field is too long, or a colon is missing",
  MISSING_CHAR: "a closing quote, a bracket, a comma or a space is missing",
  MULTILINE_IMPLICIT_KEY: "a colon is missing, or a text over several lines needs quotes",
  MULTIPLE_DOCS: "there are several documents in one file",
  TAB_AS_INDENT: "a tab stands where spaces were expected",
  UNEXPECTED_TOKEN: "a sign stands where none was expected",
};

/** Says in a few words what makes a text unreadable as YAML. */
export function yamlFaultInWords({ code, message }: YAMLError): string {
  return faults[code] ?? message.split("\n")[0]?.replace(/[.:]$/u, "") ?? code;
}

/** Whether the reader gave up because a text is nested too deeply for it. */
export function isTooDeep({ code, message }: YAMLError): boolean {
  return code === "RESOURCE_EXHAUSTION" || /call stack/u.test(message);
}

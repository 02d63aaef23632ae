/** Who decided about an obligation and why; empty where nobody did. */
export function obligationInWords(about: {
  readonly state: string;
  readonly by: string | null;
  readonly because: string | null;
}): string {
  const by = about.by === null ? "" : ` by ${about.by}`;
  const why = about.because === null ? "" : `: ${about.because}`;
  switch (about.state) {
    case "extended":
    case "waived":
      return `${about.state}${by}${why}`;
    case "returned":
      return `returned${why}`;
    case "blocked":
      return `cannot be done yet${why}`;
    default:
      return "";
  }
}

/** Where the signature of an organisation stands. */
export type Standing = "unsigned" | "late" | "signed" | "stale";

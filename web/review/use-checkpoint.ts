import { useQuery } from "@tanstack/react-query";

/** Number of leaves under the newest signed checkpoint; null until it is known. */
export function useCheckpoint(): number | null {
  const answer = useQuery({
    queryKey: ["/log/checkpoint"],
    queryFn: async ({ signal }) => {
      const response = await fetch("/log/checkpoint", { signal });
      return response.ok ? sizeOfCheckpoint(await response.text()) : null;
    },
  });
  return answer.data ?? null;
}

/** The tree size of a checkpoint: its second line (C2SP tlog-checkpoint); null if it is none. */
export function sizeOfCheckpoint(text: string): number | null {
  const line = text.split("\n")[1] ?? "";
  return /^(?:0|[1-9]\d{0,14})$/u.test(line) ? Number(line) : null;
}

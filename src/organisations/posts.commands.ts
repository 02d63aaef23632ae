import type { Command } from "commander";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { PostDeclared, PostPage } from "./posts.contract.ts";

interface DeclareOptions {
  readonly title: string;
  readonly from: string;
  readonly until?: string;
  readonly account?: string;
}

/** `post declare|list|withdraw`. */
export function postsCommands(program: Command, terminal: Terminal): void {
  const post = program
    .command("post")
    .description("posts that people held: whoever held one in an organisation does not audit it");

  post
    .command("declare")
    .description("declare that you, or an account, held a post in an organisation")
    .argument("<organisation>", "the identifier of the organisation")
    .requiredOption("--title <words>", "what the post was")
    .requiredOption("--from <day>", "its first day")
    .option("--until <day>", "its last day; left out while it is held")
    .option("--account <name>", "of whom, if not of yourself; for officers")
    .action(async (organisation: string, options: DeclareOptions) => {
      const body = { organisation, ...options };
      const answer = await terminal.api.send(PostDeclared, "POST", "/api/posts", body);
      if (terminal.wantsJson) return terminal.json(answer);
      const said = answer.unchanged ? "Stands already" : "Declared";
      terminal.out(`${said}: ${answer.post.post}  ${postInWords(answer)}.`);
    });

  post
    .command("list")
    .description("list declared posts: your own, or those of everybody for officers")
    .option("--account <name>", "only of one account")
    .option("--organisation <id>", "only in one organisation")
    .option("--after <post>", "the posts after this one")
    .action(async (options: Record<string, string>) => {
      const page = await terminal.api.get(PostPage, "/api/posts", options);
      if (terminal.wantsJson) return terminal.json(page);
      for (const each of page.posts) {
        terminal.out(`${each.post}  ${postInWords({ post: each })}`);
      }
      if (page.next !== null) terminal.out(`More: --after ${page.next}`);
    });

  post
    .command("withdraw")
    .description("withdraw a post that was declared by mistake; for officers")
    .argument("<post>", "its identifier")
    .requiredOption("--reason <words>", "why it does not count")
    .action(async (id: string, { reason }: { reason: string }) => {
      const path = `/api/posts/${encodeURIComponent(id)}/withdraw`;
      const answer = await terminal.api.send(PostDeclared, "POST", path, { reason });
      if (terminal.wantsJson) terminal.json(answer);
      else terminal.out(`Withdrawn: ${postInWords(answer)}.`);
    });
}

function postInWords({ post }: Pick<PostDeclared, "post">): string {
  const until = post.until === null ? "" : ` until ${post.until}`;
  const gone = post.withdrawn_because === null ? "" : ` (withdrawn: ${post.withdrawn_because})`;
  return `${post.name}, ${post.title} in ${post.organisation} from ${post.from}${until}${gone}`;
}

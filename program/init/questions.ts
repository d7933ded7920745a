import { instanceName, patterns } from "../config/patterns";
import { starts } from "./starts";

/** Asks a question, and returns the answer without surrounding white space. */
export type Ask = (question: string) => Promise<string>;

/** The answers, as the options of the command. */
export interface Answers {
    readonly stack: string;
    readonly region: string;
    readonly pattern: readonly string[];
}

/** Asks until an answer is valid. */
const askUntil = async <Answer>(
    ask: Ask,
    question: string,
    read: (answer: string) => { readonly value: Answer } | { readonly issue: string },
): Promise<Answer> => {
    for (let text = question; ;) {
        const answer = read(await ask(text));
        if ("value" in answer) {
            return answer.value;
        }
        // Lists that come before the question are not repeated.
        text = `${answer.issue}\n${question.split("\n").at(-1) ?? ""}`;
    }
};

const isInstanceName = (name: string): boolean => new RegExp(`^(?:${instanceName.pattern ?? ""})$`).test(name);

/** The patterns as a numbered list. */
const listOfPatterns = (): string =>
    [...patterns].map(([key, { summary }], i) => `${String(i + 1).padStart(3)}  ${key}: ${summary}`).join("\n");

const keysOf = (answer: string): { readonly value: readonly string[] } | { readonly issue: string } => {
    const keys = [...patterns.keys()];
    const words = answer.split(/[\s,]+/).filter((word) => word !== "");
    const chosen = words.map((word) => (/^\d+$/.test(word) ? keys[Number(word) - 1] : word));
    const wrong = words.filter((_, i) => !patterns.has(chosen[i] ?? ""));
    if (words.length === 0 || wrong.length > 0) {
        return { issue: words.length === 0 ? "Choose at least one." : `Not in the list: ${wrong.join(", ")}.` };
    }
    return { value: [...new Set(chosen.flatMap((key) => key ?? []))] };
};

/** Asks for what the options leave open. */
export const askForChoice = async (
    ask: Ask,
    given: Partial<Answers>,
    issueOf: {
        readonly stack: (name: string) => string | undefined;
        readonly region: (code: string) => string | undefined;
    },
): Promise<Answers> => {
    const valid =
        (check: (value: string) => string | undefined, otherwise: string) =>
        (answer: string): { readonly value: string } | { readonly issue: string } => {
            const value = answer === "" ? otherwise : answer;
            const issue = check(value);
            return issue === undefined ? { value } : { issue };
        };
    const stack = given.stack ?? (await askUntil(ask, "Name of the stack [dev]: ", valid(issueOf.stack, "dev")));
    const region = given.region ?? (await askUntil(ask, "Region [eu-west-1]: ", valid(issueOf.region, "eu-west-1")));
    if (given.pattern !== undefined && given.pattern.length > 0) {
        return { stack, region, pattern: given.pattern };
    }
    const keys = await askUntil(ask, `${listOfPatterns()}\nPatterns, by number or name: `, keysOf);
    const pattern: string[] = [];
    for (const key of keys) {
        const start = starts[key]?.name ?? key;
        const name = await askUntil(
            ask,
            `Name of the component of ${key} [${start}]: `,
            valid((value) => (isInstanceName(value) ? undefined : `Use ${instanceName.description}.`), start),
        );
        pattern.push(`${key}=${name}`);
    }
    return { stack, region, pattern };
};

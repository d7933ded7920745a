import type { Unverified } from "../../components/pattern/pattern";
import type { DocumentedPattern } from "./documentedPattern";
import { blocks, code, prose, table } from "./markdown";

/** Facts that nobody could confirm, each with its switch and its check. */
export const unverifiedOf = (facts: readonly Unverified[]): string =>
    table(
        ["What is not known", "The arg that follows the other reading", "How to find out on a live account"],
        facts.map(({ fact, arg, check }) => [prose(fact), code(arg), prose(check)]),
    );

/** Every such fact of every pattern. */
export const unverifiedPage = (patterns: readonly DocumentedPattern[]): string =>
    blocks(
        "# What AWS does not document",
        "AWS's pages leave these open, and only a live account can answer. Each component follows the reading that fits " +
            "the pages best; an arg switches it to the other one.",
        ...patterns
            .filter(({ unverified }) => unverified.length > 0)
            .flatMap(({ key, component, unverified }) => [
                `## [${component}](patterns/${key}.md)`,
                unverifiedOf(unverified),
            ]),
    );

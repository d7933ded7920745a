import type { Unverified } from "../../components/pattern/pattern";
import type { DocumentedPattern } from "./documentedPattern";
import { blocks, code, prose, table } from "./markdown";

/** The table of unverified facts, each with the arg that selects the alternative and a check. */
export const unverifiedOf = (facts: readonly Unverified[]): string =>
    table(
        ["Unverified fact", "Arg for the alternative", "How to verify in a live account"],
        facts.map(({ fact, arg, check }) => [prose(fact), code(arg), prose(check)]),
    );

/** The page of the unverified facts of all patterns. */
export const unverifiedPage = (patterns: readonly DocumentedPattern[]): string =>
    blocks(
        "# Unverified facts",
        "The AWS documentation does not answer these questions; only a test in a live account can. Each component " +
            "implements the interpretation that fits the documentation best, and an arg selects the alternative.",
        ...patterns
            .filter(({ unverified }) => unverified.length > 0)
            .flatMap(({ key, component, unverified }) => [
                `## [${component}](patterns/${key}.md)`,
                unverifiedOf(unverified),
            ]),
    );

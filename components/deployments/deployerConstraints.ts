/** Constraints on the names of a stack and of the repository that deploys it, as they appear in token claims. */
import type { ValueConstraint } from "../pattern/constraints";

/** A name that Pulumi Cloud accepts, as a regular expression. */
export const pulumiName = "[A-Za-z0-9_.-]{1,100}";

/** The name of an entity in Pulumi Cloud. */
export const nameOf = (what: string): ValueConstraint => ({
    description: `${what}'s name: 1 to 100 letters, digits, "_", "." or "-"`,
    pattern: pulumiName,
});

export const organization: ValueConstraint = {
    description: "an organization in lower case",
    pattern: "[a-z0-9][a-z0-9_.-]*",
};
export const projectName = nameOf("a project");
export const stackName = nameOf("a stack");

export const repository: ValueConstraint = {
    description: "a repository as OWNER/NAME",
    pattern: "[A-Za-z0-9-]+/[A-Za-z0-9_.-]+",
};

/** A numeric GitHub ID: of an owner, a repository or an app installation. */
export const gitHubNumber: ValueConstraint = { description: "a number in digits", pattern: "[1-9][0-9]*" };

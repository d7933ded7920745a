/** The limits of what names a stack and where it is deployed from, as the claims of a deployer's tokens do. */
import type { ValueConstraint } from "../pattern/constraints";

/** A name that Pulumi Cloud takes, as a regular expression. */
export const pulumiName = "[A-Za-z0-9_.-]{1,100}";

/** The name of something in Pulumi Cloud. */
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

/** What GitHub numbers: owners, repositories, installations of an app. */
export const gitHubNumber: ValueConstraint = { description: "a number in digits", pattern: "[1-9][0-9]*" };

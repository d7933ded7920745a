/** Names of stacks, and the patterns by which exemptions refer to them. */
import { matches, memoizeByText } from "../iam";

/** A stack, as far as it is known. */
export interface StackName {
    readonly stack: string;
    readonly project: string;
    /** An export does not name the organization. */
    readonly organization: string | undefined;
}

/** The stack of a resource. */
export const stackOf = (urn: string, organization?: string): StackName => {
    const [, stack = "", project = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(urn) ?? [];
    return { stack, project, organization };
};

/** The name with as many parts as are known. */
export const formatStack = ({ stack, project, organization }: StackName): string =>
    [organization, project, stack].filter((part) => part !== undefined && part !== "").join("/");

/** `STACK`, `PROJECT/STACK` or `ORGANIZATION/PROJECT/STACK`, each with wildcards. */
export const stackPattern = "^[^/\\s]+(/[^/\\s]+){0,2}$";

const maxCachedCharacters = 50_000;

const partsOf = memoizeByText(maxCachedCharacters, (pattern): readonly string[] => pattern.split("/").reverse());

/** Whether the pattern names the stack. An organization that is not known is not compared. */
export const namesStack = (pattern: string, { stack, project, organization }: StackName): boolean => {
    const [stackPart = "", projectPart, organizationPart] = partsOf(pattern);
    return (
        matches(stackPart, stack) &&
        (projectPart === undefined || matches(projectPart, project)) &&
        (organizationPart === undefined || organization === undefined || matches(organizationPart, organization))
    );
};

import { arnParts, isAccountId, overlaps, passRoleGrants } from "../../iam";
import type { RuleOptions } from "../../engine/rule";
import { confines, effectiveAllows, type EffectiveAllow } from "../../graph/effectiveAllow";
import type { GraphPrincipal } from "../../graph/graph";
import type { StackViolation, StackRule } from "../../engine/stackRule";

/** What makes a role or makes it more powerful, and the keys by which IAM lets a condition confine it. */
const making: Readonly<Record<string, readonly string[]>> = {
    "iam:CreateRole": ["iam:permissionsboundary"],
    "iam:PutRolePolicy": ["iam:permissionsboundary"],
    "iam:AttachRolePolicy": ["iam:permissionsboundary", "iam:policyarn"],
    "iam:UpdateAssumeRolePolicy": ["iam:permissionsboundary"],
};

interface Making extends EffectiveAllow {
    readonly action: string;
}

const isFree = ({ statement, action }: Making): boolean =>
    !(making[action] ?? []).some((key) => statement.conditions.some((condition) => confines(condition, key)));

const makings = ({ documents }: GraphPrincipal): readonly Making[] =>
    Object.keys(making)
        .flatMap((action) => effectiveAllows(documents, action.toLowerCase()).map((allow) => ({ ...allow, action })))
        .filter(isFree);

/** The resources that may be passed, once every document of the principal has had its say. */
const passable = ({ documents }: GraphPrincipal): readonly string[] => {
    const left = new Set(effectiveAllows(documents, "iam:passrole").flatMap(({ resources }) => resources));
    return documents
        .flatMap(({ document }) => passRoleGrants(document))
        .filter(({ resource, services }) => left.has(resource) && services?.length !== 0)
        .map(({ resource }) => resource);
};

/** A boundary to name, in the account and partition of the role that is passed. */
const someBoundary = (passed: string, { account, partition }: RuleOptions): string => {
    const arn = arnParts(passed);
    const isPlain = arn !== undefined && /^[a-z-]+$/.test(arn.partition);
    const told = account ?? (arn !== undefined && isAccountId(arn.account) ? arn.account : "ACCOUNT_ID");
    return `arn:${partition ?? (isPlain ? arn.partition : "aws")}:iam::${told}:policy/BOUNDARY`;
};

const findingOf = (
    principal: GraphPrincipal,
    free: readonly Making[],
    passed: string,
    options: RuleOptions,
): StackViolation | undefined => {
    const [first] = free;
    if (first === undefined) {
        return undefined;
    }
    const actions = [...new Set(free.map(({ action }) => action))].join(", ");
    return {
        urn: first.held.urn,
        property: first.held.property,
        path: first.statement.path,
        message: `${principal.kind} ${principal.name} may ${actions} on ${first.resources.join(", ")} and pass ${passed}`,
        identity: `${principal.kind} ${principal.name} may ${actions} on ${first.resources.join(", ")} and pass ${passed}`,
        reason: "Who can make a role, or change it, and then hand it to a service, can act as any administrator it makes.",
        fix:
            `"Condition": { "StringEquals": { "iam:PermissionsBoundary": "${someBoundary(passed, options)}" } } on each ` +
            "statement that creates or changes roles, or role names for PassRole that these statements do not reach.",
    };
};

/**
 * Role making and role passing in one hand. It shows only when all documents of a principal are read together, and one
 * statement without a condition makes the condition of another worthless.
 */
export const roleFactory: StackRule = {
    name: "iam-role-factory",
    level: "advisory",
    severity: "high",
    description:
        "No principal may both make roles and pass them, unless a permissions boundary confines what it makes.",
    remediationSteps:
        "Require iam:PermissionsBoundary (or iam:PolicyARN for attachments) on every statement that makes or changes roles, or separate the names.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    check: ({ principals }, settings) =>
        principals.flatMap((principal) => {
            const passed = passable(principal);
            const free = makings(principal).filter(({ resources }) =>
                resources.some((resource) => passed.some((role) => overlaps(resource, role))),
            );
            const reached = passed.find((role) =>
                free.some(({ resources }) => resources.some((resource) => overlaps(resource, role))),
            );
            return reached === undefined ? [] : (findingOf(principal, free, reached, settings) ?? []);
        }),
};

import {
    oneOrMore,
    toSnippet,
    roleGrants,
    toStatementJson,
    type Restriction,
    type PolicyModel,
    type RoleGrant,
} from "../../iam";
import { servicesFor } from "../shared/passRoleFix";
import type { Violation, Rule } from "../../engine/rule";
import { holderZone } from "../../engine/options";

/** A role that is passed should reach one service only. */
export const passRoleService: Rule = {
    name: "iam-passrole-service",
    level: "advisory",
    severity: "medium",
    description: "A grant of iam:PassRole should name the service that gets the role, in iam:PassedToService.",
    remediationSteps:
        'Add "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } to the statement\'s Condition.',
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService",
    appliesTo: ["grant"],
    check: (document, settings) => {
        const unbound = roleGrants(document, holderZone(settings)).filter(
            ({ scope, services }) => services === undefined && scope !== "serviceLinked",
        );
        // One statement is one defect, however many roles it names.
        const first = new Map([...unbound].reverse().map((grant) => [grant.statement, grant]));
        return [...first.values()].reverse().map((grant) => findingOf(document, grant));
    },
};

const findingOf = (document: PolicyModel, grant: RoleGrant): Violation => ({
    path: "path" in grant.passedTo ? grant.passedTo.path : grant.path,
    message: `iam:PassRole on "${grant.resource}" ${without(grant.passedTo, grant)}`,
    reason: "The role can be handed to any service that its trust policy lets in, not only to the one that needs it.",
    fix: paste(document, grant),
});

const without = (passedTo: Restriction, { statement }: RoleGrant): string => {
    if ("why" in passedTo) {
        return `with an iam:PassedToService that does not bind: ${passedTo.why}`;
    }
    return statement.conditions.some(({ key }) => key === "aws:passedtoservice")
        ? "with aws:PassedToService, a key that does not exist; iam:PassedToService is meant"
        : "without iam:PassedToService";
};

/** The statement as it stands, with the key; a wider statement gets one beside it for PassRole alone. */
const paste = (document: PolicyModel, grant: RoleGrant): string => {
    const { statement } = grant;
    const kept = statement.conditions.filter(({ key }) => !key.endsWith(":passedtoservice"));
    const alone = { ...statement, conditions: kept, actions: [{ text: "iam:PassRole", path: "" }], notActions: [] };
    const { Condition, ...rest } = toStatementJson(alone);
    const before = (Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const services = oneOrMore(servicesFor(document, grant));
    return toSnippet([
        {
            ...rest,
            Condition: { ...before, StringEquals: { ...before.StringEquals, "iam:PassedToService": services } },
        },
    ]);
};

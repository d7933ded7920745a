import { allow } from "../../policypack/iam";
import type { ServiceLinkedRolesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import { isLinkedService, linkedRole, linkedRoleNames, type LinkedService } from "../statements/serviceLinkedRole";
import type { NamingScope } from "../pattern/naming";
import type { Child } from "../pattern/children";
import { patternConstraints } from "../pattern/commonConstraints";
import type { AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy } from "../pattern/namedResources";
import { duplicateIssues } from "../pattern/duplicates";

type Args = Unwrap<ServiceLinkedRolesArgs>;
type NameArgs = Pick<ServiceLinkedRolesArgs, "path" | "services">;

const known = Object.keys(linkedRoleNames);

const service: ValueConstraint = {
    description: `the principal of a service with a service-linked role: ${known.join(", ")}`,
    pattern: known.map((one) => one.replaceAll(".", "\\.")).join("|"),
};

const constraints: Constraints<Args> = {
    properties: {
        ...patternConstraints,
        services: { atLeast: 1, each: service },
        creators: { properties: { grantees: granteesConstraints, services: { atLeast: 1, each: service } } },
    },
    groups: [{ rule: "atLeastOne", of: ["services", "creators"] }],
};

/** The known services of a list; the constraints report the others. */
export const linkedServices = (services: readonly string[] = []): readonly LinkedService[] =>
    services.filter(isLinkedService);

/** One statement per service, so that no role can be created for another service. */
const create = (location: AwsLocation, services: readonly string[]): PlannedDocument => {
    const roles = linkedServices(services).map((one) => ({ service: one, ...linkedRole(location, one) }));
    return grant(
        ...roles.map((role) =>
            allow(
                `Create${role.name.replace(/^AWSServiceRoleFor|_/g, "")}`,
                ["iam:CreateServiceLinkedRole"],
                [role.arn],
                { StringEquals: { "iam:AWSServiceName": role.service } },
            ),
        ),
        allow(
            "SeeWhetherTheyExist",
            ["iam:GetRole"],
            roles.map(({ arn }) => arn),
        ),
    );
};

const validate = ({ services, creators }: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...duplicateIssues("services", services),
    ...duplicateIssues("creators.services", creators?.services),
    ...granteesIssues({ creators }, ["creators"], scope),
];

/** Service-linked roles, and who may create them. */
export const serviceLinkedRoles: Pattern<
    Args,
    Readonly<Record<string, NamedResource>> & { readonly creators: NamedResource },
    { readonly creators: PlannedDocument | undefined },
    NameArgs
> = {
    component: "ServiceLinkedRoles",
    summary: "The service-linked roles that Systems Manager features need, and who may create them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html",
    ],
    unverified: [
        {
            fact: "The user guide gives ssm.amazonaws.com as the service of the roles for just-in-time access; AWS managed policies give the services used here.",
            arg: "services",
            check: "Create the role of justintimeaccess.ssm.amazonaws.com. AWS rejects a service without a service-linked role.",
        },
    ],
    constraints,
    children: {
        ...Object.fromEntries(
            Object.values(linkedRoleNames).map((name): readonly [string, Child<"creators">] => [
                name,
                { kind: "serviceLinkedRole" },
            ]),
        ),
        creators: { kind: "policy", purpose: "grantees" },
    },
    validate,
    names: (scope, explicit) => ({
        ...Object.fromEntries(
            linkedServices(explicit.services).map((one): readonly [string, NamedResource] => {
                const role = linkedRole(scope.location, one);
                return [role.name, role];
            }),
        ),
        creators: namedPolicy(scope, "creators", explicit),
    }),
    documents: { creators: ({ location }, { creators }) => creators && create(location, creators.services) },
};

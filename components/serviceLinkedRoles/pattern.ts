import { allow } from "../../policypack/iam";
import type { ServiceLinkedRolesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesLimits, granteesProblems } from "../pattern/grantees";
import type { Limits, ValueLimit } from "../pattern/constraints";
import { isLinkedService, linkedRole, linkedRoleNames, type LinkedService } from "../statements/serviceLinkedRole";
import type { Identity } from "../pattern/naming";
import { patternLimits } from "../pattern/commonConstraints";
import type { Place } from "../pattern/location";
import { grant, type Pattern, type Planned, type PlannedDocument } from "../pattern/pattern";
import type { Problem } from "../pattern/validationIssue";
import { plannedPolicy } from "../pattern/namedResources";
import { repeated } from "../pattern/duplicates";

type Args = Unwrap<ServiceLinkedRolesArgs>;

const known = Object.keys(linkedRoleNames);

const service: ValueLimit = {
    allowed: `the principal of a service with a role of its own: ${known.join(", ")}`,
    pattern: known.map((one) => one.replaceAll(".", "\\.")).join("|"),
};

const limits: Limits<Args> = {
    properties: {
        ...patternLimits,
        services: { atLeast: 1, each: service },
        creators: { properties: { grantees: granteesLimits, services: { atLeast: 1, each: service } } },
    },
    together: [{ rule: "atLeastOne", of: ["services", "creators"] }],
};

/** The services among texts; what is none is reported by the limits. */
export const linkedServices = (services: readonly string[] = []): readonly LinkedService[] =>
    services.filter(isLinkedService);

/** One statement a service, so that no role is made under the name of another service. */
const create = (place: Place, services: readonly string[]): PlannedDocument => {
    const roles = linkedServices(services).map((one) => ({ service: one, ...linkedRole(place, one) }));
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

const problems = ({ services, creators }: Args, identity?: Identity): readonly Problem[] => [
    ...repeated("services", services),
    ...repeated("creators.services", creators?.services),
    ...granteesProblems({ creators }, ["creators"], identity),
];

/** The roles that services of AWS make for themselves. */
export const serviceLinkedRoles: Pattern<
    Args,
    Readonly<Record<string, Planned>> & { readonly creators: Planned },
    { readonly creators: PlannedDocument | undefined }
> = {
    component: "ServiceLinkedRoles",
    summary: "The service-linked roles that features of Systems Manager need, and who may have AWS make them.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/using-service-linked-roles.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html",
    ],
    unverified: [
        {
            fact: "The guide gives ssm.amazonaws.com as the service of the roles for just-in-time access; AWS's own policies give the services used here.",
            arg: "services",
            check: "Make the role of justintimeaccess.ssm.amazonaws.com; AWS refuses a service that has none.",
        },
    ],
    limits,
    problems,
    names: (identity, explicit) => ({
        ...Object.fromEntries(
            linkedServices(explicit.services).map((one): readonly [string, Planned] => {
                const role = linkedRole(identity.place, one);
                return [role.name, role];
            }),
        ),
        creators: plannedPolicy(identity, "creators", explicit),
    }),
    documents: ({ place }, { creators }) => ({ creators: creators && create(place, creators.services) }),
};

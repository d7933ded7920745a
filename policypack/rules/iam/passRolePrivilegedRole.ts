import { overlaps, passRoleGrants, roleScope, trusts, type PassRoleGrant } from "../../iam";
import { passesEveryRole } from "../../iam/knowledge/managedPolicies";
import { effectiveAllows } from "../../graph/effectiveAllow";
import type { GraphPrincipal, HeldDocument } from "../../graph/graph";
import type { StackViolation, StackRule } from "../../engine/stackRule";

/** Stands for any action of any service: only a pattern for all actions reaches it. */
const anyAction = "\u{e000}:\u{e000}";

const isAdministrator = ({ documents }: GraphPrincipal): boolean =>
    effectiveAllows(documents, anyAction).some(
        ({ statement, resources }) => statement.conditions.length === 0 && resources.includes("*"),
    );

interface Passing {
    readonly held: HeldDocument;
    readonly grant: PassRoleGrant;
}

/** What a principal may pass, less what a Deny in another of its documents takes away. */
const passings = ({ documents }: GraphPrincipal): readonly Passing[] => {
    const left = new Set(effectiveAllows(documents, "iam:passrole").flatMap(({ resources }) => resources));
    return documents.flatMap((held) =>
        passRoleGrants(held.document)
            .filter(({ resource, services }) => left.has(resource) && services?.length !== 0)
            .map((grant) => ({ held, grant })),
    );
};

const passesAll = (principal: GraphPrincipal): boolean =>
    principal.managedPolicies.some((arn) => passesEveryRole(arn) !== undefined) ||
    passings(principal).some(({ grant }) => roleScope(grant.resource, true) === "all");

const privilege = (role: GraphPrincipal): string | undefined =>
    isAdministrator(role) || role.managedPolicies.some((arn) => arn.endsWith(":aws:policy/AdministratorAccess"))
        ? "is an administrator"
        : passesAll(role)
          ? "may itself pass every role"
          : undefined;

/** The services a role lets in; passing it to another one comes to nothing. */
const letIn = ({ trust }: GraphPrincipal): readonly string[] =>
    trust === undefined
        ? []
        : trusts(trust)
              .filter(({ kind }) => kind === "service")
              .map(({ principal }) => principal.toLowerCase());

const reaches = ({ grant }: Passing, role: GraphPrincipal): boolean => {
    const services = letIn(role);
    return (
        overlaps(grant.resource, role.arn) &&
        (grant.services === undefined ||
            services.length === 0 ||
            grant.services.some((service) => services.includes(service.toLowerCase())))
    );
};

const findingOf = (holder: GraphPrincipal, passing: Passing, role: GraphPrincipal, power: string): StackViolation => ({
    urn: passing.held.urn,
    property: passing.held.property,
    path: passing.grant.path,
    message: `${holder.kind} ${holder.name} may pass ${role.name} (by ${passing.grant.resource}), which ${power}`,
    identity: `${holder.kind} ${holder.name} may pass ${role.name} (by ${passing.grant.resource}), which ${power}`,
    reason: "Whoever passes a role to a service can do there what the role can, so the holder has the role's rights.",
    fix: `"Resource": the ARNs of the roles that are meant, without ${role.name}; ${
        letIn(role).length === 0
            ? ""
            : `if it is meant: "Condition": { "StringEquals": { "iam:PassedToService": ${JSON.stringify(letIn(role))} } } and `
    }fewer rights for ${role.name}.`,
});

/** A role of this stack that is worth more than the one who may pass it. */
export const passRolePrivilegedRole: StackRule = {
    name: "iam-passrole-privileged-role",
    level: "advisory",
    severity: "high",
    description: "A role that may be passed must not be an administrator, nor able to pass every role itself.",
    remediationSteps: "Name the roles that are meant, and leave the powerful ones out.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    check: ({ principals }) => {
        const powerful = principals
            .filter(({ kind }) => kind === "role")
            .flatMap((role) => {
                const power = privilege(role);
                return power === undefined ? [] : [{ role, power }];
            });
        return powerful.length === 0
            ? []
            : principals
                  // Who is powerful already gains nothing by it.
                  .filter((holder) => privilege(holder) === undefined)
                  .flatMap((holder) =>
                      passings(holder).flatMap((passing) =>
                          powerful
                              .filter(({ role }) => role.urn !== holder.urn && reaches(passing, role))
                              .map(({ role, power }) => findingOf(holder, passing, role, power)),
                      ),
                  );
    },
};

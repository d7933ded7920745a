import { arnParts, PatternIndex, roleGrants, roleScope, trusts, type RoleGrant, type StatementModel } from "../../iam";
import { passesEveryRole } from "../../iam/knowledge/managedPolicies";
import { effectiveAllows } from "../../graph/effectiveAllow";
import type { GraphPrincipal, HeldDocument } from "../../graph/graph";
import { groupBy } from "../../graph/groupBy";
import { passRoleReplacement } from "../shared/passRoleStatements";
import type { PlaceholderValues } from "../shared/placeholders";
import type { RuleOptions, StackReport, StackRule, WriteReplacement } from "../../engine/rule";

type Id = "administrator" | "passesEveryRole";

/** Why a role is privileged. */
const powers: Readonly<Record<Id, string>> = {
    administrator: "is an administrator",
    passesEveryRole: "may itself pass every role",
};

const what = "{kind} {holder} may pass {role} (matched by {resource}), which";

const reason = "A principal that passes a role to a service can use the role's permissions through that service.";

const fix =
    'List only the intended roles in "Resource"; if {role} is intended, ' +
    "[[restrict iam:PassedToService to {services} and ]]reduce its permissions.";

/** A placeholder for any action of any service: only a pattern for all actions matches it. */
const anyAction = "\u{e000}:\u{e000}";

const isAdministrator = ({ documents }: GraphPrincipal): boolean =>
    effectiveAllows(documents, anyAction).some(
        ({ statement, resources }) => statement.conditions.length === 0 && resources.some(({ text }) => text === "*"),
    );

interface Passing {
    readonly held: HeldDocument;
    readonly grant: RoleGrant;
}

/** The PassRole grants of a principal, without those that a Deny in any of its documents removes. */
const passings = ({ documents }: GraphPrincipal): readonly Passing[] => {
    const left = new Set(
        effectiveAllows(documents, "iam:passrole").flatMap(({ resources }) => resources.map(({ text }) => text)),
    );
    return documents.flatMap((held) =>
        roleGrants(held.document)
            .filter(({ resource, services }) => left.has(resource) && services?.length !== 0)
            .map((grant) => ({ held, grant })),
    );
};

const passesAll = (principal: GraphPrincipal): boolean =>
    principal.managedPolicies.some((arn) => passesEveryRole(arn) !== undefined) ||
    passings(principal).some(({ grant }) => roleScope(grant.resource, true) === "all");

const privilege = (role: GraphPrincipal): Id | undefined => {
    if (isAdministrator(role) || role.managedPolicies.some((arn) => arn.endsWith(":aws:policy/AdministratorAccess"))) {
        return "administrator";
    }
    return passesAll(role) ? "passesEveryRole" : undefined;
};

/** The services that the role trusts. Passing the role to another service has no effect. */
const trustedServices = ({ trust }: GraphPrincipal): readonly string[] =>
    trust === undefined
        ? []
        : trusts(trust)
              .filter(({ kind }) => kind === "service")
              .map(({ principal }) => principal.toLowerCase());

/** A privileged role of the stack. */
interface PrivilegedRole {
    readonly role: GraphPrincipal;
    readonly power: Id;
    /** The services that it trusts. */
    readonly services: readonly string[];
    /** Its position among the privileged roles. */
    readonly at: number;
}

const arnOf = ({ role }: PrivilegedRole): string => role.arn;

/** The privileged roles by ARN and trusted service: comparing every grant with every role takes their product. */
class PrivilegedRoles {
    private readonly all: PatternIndex<PrivilegedRole>;
    private readonly withoutService: PatternIndex<PrivilegedRole>;
    private readonly byService: ReadonlyMap<string, PatternIndex<PrivilegedRole>>;

    constructor(roles: readonly PrivilegedRole[]) {
        this.all = new PatternIndex(roles, arnOf);
        this.withoutService = new PatternIndex(
            roles.filter(({ services }) => services.length === 0),
            arnOf,
        );
        const trusting = groupBy(
            roles.flatMap((role) => [...new Set(role.services)].map((service) => ({ role, service }))),
            ({ service }) => service,
        );
        this.byService = new Map(
            [...trusting].map(([service, group]) => [
                service,
                new PatternIndex(
                    group.map(({ role }) => role),
                    arnOf,
                ),
            ]),
        );
    }

    /** The roles that a grant allows to pass to a service that they trust. */
    passedBy({ resource, services }: RoleGrant): readonly PrivilegedRole[] {
        if (services === undefined) {
            return this.all.overlapping(resource);
        }
        const lowerCased = new Set(services.map((service) => service.toLowerCase()));
        const roles = new Set([
            ...this.withoutService.overlapping(resource),
            ...[...lowerCased].flatMap((service) => this.byService.get(service)?.overlapping(resource) ?? []),
        ]);
        return [...roles].sort((one, other) => one.at - other.at);
    }
}

const report = (
    { kind, name, urn, documents }: GraphPrincipal,
    { held, grant }: Passing,
    { role, power, services }: PrivilegedRole,
): StackReport<Id> => ({
    urn: held.urn,
    property: held.property,
    path: grant.path,
    messageId: power,
    data: {
        kind,
        holder: name,
        role: role.name,
        resource: grant.written,
        ...(services.length === 0 ? {} : { services: services.join(" or ") }),
    },
    identity: [urn, role.urn, power, grant.resource].join(" "),
    granted: { statements: [grant.statement], documents },
});

/** The reports on one principal, with the replacements of its statements. */
class HolderReports {
    private readonly replacements = new Map<StatementModel, WriteReplacement>();

    constructor(
        private readonly holder: GraphPrincipal,
        private readonly privileged: PrivilegedRoles,
        private readonly harmless: PatternIndex<GraphPrincipal>,
        private readonly options: RuleOptions,
    ) {}

    get all(): readonly StackReport<Id>[] {
        return passings(this.holder).flatMap((passing) =>
            this.rolesPassedBy(passing.grant).map((role) => ({
                ...report(this.holder, passing, role),
                replacement: this.replacementFor(passing),
            })),
        );
    }

    private rolesPassedBy(grant: RoleGrant): readonly PrivilegedRole[] {
        return this.privileged.passedBy(grant).filter(({ role }) => role.urn !== this.holder.urn);
    }

    private replacementFor({ held: { document }, grant: { statement } }: Passing): WriteReplacement {
        const known =
            this.replacements.get(statement) ??
            passRoleReplacement(document, statement, this.options, (grant, values) =>
                this.rolesPassedBy(grant).length === 0 ? undefined : this.harmlessRoles(grant, values),
            );
        this.replacements.set(statement, known);
        return known;
    }

    /** The other roles of the stack that the grant passes. */
    private harmlessRoles({ resource }: RoleGrant, values: PlaceholderValues): readonly string[] {
        return this.harmless.overlapping(resource).map(({ arn }) => {
            const { partition = "*", account = "*", resource: role = "" } = arnParts(arn) ?? {};
            return [
                "arn",
                partition === "*" ? values.partition : partition,
                "iam",
                "",
                account === "*" ? values.account : account,
                role,
            ].join(":");
        });
    }
}

/** Reports principals that may pass a privileged role of the stack, and are not privileged themselves. */
export const passRolePrivilegedRole: StackRule<Id> = {
    name: "iam-passrole-privileged-role",
    on: "stack",
    level: "advisory",
    severity: "high",
    description:
        "Principals should not be able to pass administrator roles, or roles that can themselves pass every role.",
    remediationSteps: "Allow iam:PassRole on the intended roles only, without privileged roles.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    messages: {
        administrator: { message: `${what} ${powers.administrator}`, reason, fix },
        passesEveryRole: { message: `${what} ${powers.passesEveryRole}`, reason, fix },
    },
    check: ({ principals }, options) => {
        const privileges = new Map(principals.map((principal) => [principal, privilege(principal)]));
        const privileged = principals
            .filter(({ kind }) => kind === "role")
            .flatMap((role) => {
                const power = privileges.get(role);
                return power === undefined ? [] : [{ role, power, services: trustedServices(role) }];
            });
        if (privileged.length === 0) {
            return [];
        }
        const roles = new PrivilegedRoles(privileged.map((one, at) => ({ ...one, at })));
        const harmless = new PatternIndex(
            principals.filter((one) => one.kind === "role" && privileges.get(one) === undefined),
            ({ arn }) => arn,
        );
        return (
            principals
                // A privileged holder gains nothing.
                .filter((holder) => privileges.get(holder) === undefined)
                .flatMap((holder) => new HolderReports(holder, roles, harmless, options).all)
        );
    },
};

import {
    arnParts,
    covers,
    hasAction,
    isAccountId,
    knowsVariables,
    matches,
    memoizeByObject,
    memoizeInside,
    memoizeLast,
    memoizeRecent,
    oneOrMore,
    passedToCheck,
    passedToService,
    roleGrants,
    toStatementJson,
    type ConditionModel,
    type PolicyModel,
    type PolicyString,
    type RoleGrant,
    type StatementJson,
    type StatementModel,
} from "../../iam";
import { holderZone } from "../../engine/options";
import type { Report, RuleOptions, WriteReplacement } from "../../engine/rule";
import { placeholders, type PlaceholderValues } from "./placeholders";
import { newClause, requiring, statementReplacement, toStatements } from "./statementReplacement";

/**
 * The service that receives the passed role, by the prefix of the document's other actions.
 * @see Service Authorization Reference, each service's page (2026)
 */
const passedToByPrefix: Readonly<Record<string, string>> = {
    ssm: "ssm",
    ec2: "ec2",
    lambda: "lambda",
    events: "events",
    scheduler: "scheduler",
    pipes: "pipes",
    states: "states",
    cloudformation: "cloudformation",
    ecs: "ecs-tasks",
    codebuild: "codebuild",
    codepipeline: "codepipeline",
    glue: "glue",
    sagemaker: "sagemaker",
    batch: "batch",
    "ssm-incidents": "ssm-incidents",
};

/** The action prefixes that the document allows; computed once per document. */
export const prefixesIn = memoizeLast((document: PolicyModel): ReadonlySet<string> => {
    const prefixes = new Set<string>();
    for (const { effect, actions } of document.statements) {
        if (effect === "Allow") {
            for (const { text } of actions) {
                prefixes.add(text.toLowerCase().split(":", 1)[0] ?? "");
            }
        }
    }
    return prefixes;
});

/** The services that the document's other actions imply, else a placeholder. */
export const servicesOfActions = (document: PolicyModel): readonly string[] => {
    const known = [...prefixesIn(document)].flatMap((prefix) =>
        Object.hasOwn(passedToByPrefix, prefix) ? (passedToByPrefix[prefix] ?? []) : [],
    );
    return known.length === 0 ? ["SERVICE.amazonaws.com"] : known.map((service) => `${service}.amazonaws.com`);
};

/** Whether an accepted pattern covers the whole resource, for every value of its policy variables. */
export const isAcceptedPattern = (resource: string, { acceptedRolePatterns }: RuleOptions): boolean => {
    const wildcarded = withoutVariables(resource, "*");
    return acceptedRolePatterns.some(({ pattern }) => covers(pattern, wildcarded));
};

/** The text with each policy variable replaced. The end without a brace is left out: it would be searched again and again. */
const withoutVariables = (text: string, replacement: string): string => {
    const end = text.lastIndexOf("}") + 1;
    return text.slice(0, end).replace(/\$\{[^}]*\}/g, replacement) + text.slice(end);
};

/** A placeholder for the role to pass. */
const someRole = ({ partition, account }: PlaceholderValues, name = "ROLE_NAME"): string =>
    `arn:${partition}:iam::${account}:role/${name}`;

/** The pattern with a placeholder instead of its wildcards and variables. */
const namedRole = (resource: string, values: PlaceholderValues): string => {
    const arn = arnParts(resource);
    const marker = resource.indexOf(":role/");
    const name = marker === -1 ? "" : resource.slice(marker + ":role/".length);
    const filled = withoutVariables(name, "ROLE_NAME").replace(/(ROLE_NAME|[*?])+/g, "ROLE_NAME");
    return someRole(
        {
            ...values,
            partition: arn !== undefined && /^[a-z-]+$/.test(arn.partition) ? arn.partition : values.partition,
            account: arn !== undefined && isAccountId(arn.account) ? arn.account : values.account,
        },
        filled === "" ? undefined : filled,
    );
};

/** The grants of each statement; of the rules of a document, which ask for each statement. */
const grantsByStatement = memoizeByObject(
    (grants: readonly RoleGrant[]): ReadonlyMap<StatementModel, readonly RoleGrant[]> => {
        const byStatement = new Map<StatementModel, RoleGrant[]>();
        for (const grant of grants) {
            const same = byStatement.get(grant.statement) ?? [];
            same.push(grant);
            byStatement.set(grant.statement, same);
        }
        return byStatement;
    },
);

/** The Deny statements for a wildcard list the other grants of the document, for each of its wildcards. */
const maxGrants = 300;

/** How the grants of one statement are replaced. */
class PassRoleMend {
    private readonly values: PlaceholderValues;
    private readonly grants: readonly RoleGrant[];
    private readonly all: readonly RoleGrant[];

    constructor(
        private readonly document: PolicyModel,
        private readonly statement: StatementModel,
        private readonly options: RuleOptions,
        private readonly rolesInstead: RolesInstead,
    ) {
        this.values = placeholders(document, options);
        this.all = roleGrants(document, holderZone(options));
        this.grants = grantsByStatement(this.all).get(statement) ?? [];
    }

    /** The statements that take the place of the statement; undefined if they are too long to paste. */
    get statements(): readonly StatementJson[] | undefined {
        const { statement } = this;
        const rest = statement.actions.filter((action) => !isPassRoleAlone(action));
        if (statement.notActions.length > 0 || hasAction({ ...statement, actions: rest }, "iam:passrole")) {
            return this.all.length > maxGrants ? undefined : [toStatementJson(statement), ...this.denies];
        }
        const others = { ...statement, actions: rest };
        return toStatements([...(rest.length === 0 ? [] : [others]), ...this.passing]);
    }

    /** The statements that pass roles alone: one for those that the service is restricted for, and one for the rest. */
    private get passing(): readonly StatementModel[] {
        const { statement } = this;
        const linked = this.grants.filter(({ scope }) => scope === "serviceLinked").map(({ path }) => path);
        const resources = (statement.notResources.length > 0 ? [{ text: "*", path: "" }] : statement.resources).flatMap(
            (resource): readonly PolicyString[] =>
                linked.includes(resource.path) ? [] : this.rolesFor(resource).map((text) => ({ text, path: "" })),
        );
        const one: StatementModel = { ...statement, actions: [passRole], notResources: [], resources };
        const unchanged = { ...one, resources: statement.resources.filter(({ path }) => linked.includes(path)) };
        return [
            ...(resources.length === 0
                ? []
                : [{ ...one, resources: distinct(resources), conditions: this.conditions }]),
            ...(unchanged.resources.length === 0 ? [] : [unchanged]),
        ];
    }

    /** The roles in place of a Resource: itself, if it is no wildcard. */
    private rolesFor(resource: PolicyString): readonly string[] {
        const granted = this.grants.filter(
            ({ path }) => path === resource.path || this.statement.notResources.length > 0,
        );
        return granted.length === 0 ? [resource.text] : granted.flatMap((grant) => this.rolesOf(grant));
    }

    private rolesOf(grant: RoleGrant): readonly string[] {
        return this.namedFor(grant) ?? [grant.resource];
    }

    /** The names in place of a grant; undefined if it stays. */
    private namedFor(grant: RoleGrant): readonly string[] | undefined {
        const { scope, resource } = grant;
        const instead = this.rolesInstead(grant, this.values);
        if (instead !== undefined || scope === "all") {
            return instead === undefined || instead.length === 0 ? [someRole(this.values)] : instead;
        }
        return scope === "pattern" && !isAcceptedPattern(resource, this.options)
            ? [namedRole(resource, this.values)]
            : undefined;
    }

    private get isServiceOpen(): boolean {
        return this.grants.some(({ scope, services }) => services === undefined && scope !== "serviceLinked");
    }

    /** The services in a condition that does not restrict them, else those that the document implies. */
    private get services(): readonly string[] {
        const check = passedToCheck(knowsVariables(this.document));
        const optional = this.statement.conditions.find(
            (one) => one.key === passedToService && requiring(one, check) !== undefined,
        );
        return optional === undefined ? servicesOfActions(this.document) : optional.values.map(({ text }) => text);
    }

    /** The conditions with the service, if they do not restrict it. */
    private get conditions(): readonly ConditionModel[] {
        const { conditions } = this.statement;
        return this.isServiceOpen
            ? [
                  ...conditions.filter(({ key }) => !key.endsWith(":passedtoservice")),
                  newClause("StringEquals", "iam:PassedToService", this.services),
              ]
            : conditions;
    }

    /**
     * Deny statements that leave the named roles and services, because nothing can be taken out of a wildcard. They
     * apply to the whole document, so they leave what its other statements allow.
     */
    private get denies(): readonly StatementJson[] {
        const isWide = this.grants.some((grant) => this.namedFor(grant) !== undefined);
        const others = this.all.filter((grant) => grant.statement !== this.statement);
        const left = [...this.grants, ...others.filter(({ scope }) => scope !== "all")];
        const roles = [...new Set(left.flatMap((grant) => this.rolesOf(grant)))];
        const services = [...new Set([...this.services, ...others.flatMap((other) => other.services ?? [])])];
        return [
            ...(isWide ? [{ Effect: "Deny", Action: "iam:PassRole", NotResource: oneOrMore(roles) }] : []),
            ...(this.isServiceOpen
                ? [
                      {
                          Effect: "Deny",
                          Action: "iam:PassRole",
                          Resource: "*",
                          Condition: { StringNotEquals: { "iam:PassedToService": oneOrMore(services) } },
                      },
                  ]
                : []),
        ];
    }
}

/** Whether the pattern covers iam:PassRole and no other action of IAM. */
const isPassRoleAlone = ({ text }: PolicyString): boolean =>
    matches(text.toLowerCase(), "iam:passrole") && /pass|ssrole/i.test(text);

const passRole: PolicyString = { text: "iam:PassRole", path: "" };

const distinct = (strings: readonly PolicyString[]): readonly PolicyString[] => [
    ...new Map(strings.map((one) => [one.text, one])).values(),
];

/**
 * The reports on grants, each with the replacement of its statement: it names the roles and the service, whichever of
 * them the rule reports.
 */
export const passRoleReports = <Id extends string>(
    document: PolicyModel,
    options: RuleOptions,
    grants: readonly RoleGrant[],
    report: (grant: RoleGrant) => Report<Id>,
): readonly Report<Id>[] => {
    if (grants.length === 0) {
        return [];
    }
    const replacementOf = lastReplacements({ document, options });
    return grants.map((grant) => ({ ...report(grant), replacement: replacementOf(grant.statement) }));
};

/** What the replacements of a document depend on. */
interface ReplacementsOf {
    readonly document: PolicyModel;
    readonly options: RuleOptions;
}

/** The replacements by statement. Several rules report grants of the same statement. */
const lastReplacements = memoizeRecent(
    {
        most: 1,
        isSame: (one: ReplacementsOf, other: ReplacementsOf) =>
            one.document === other.document && one.options === other.options,
    },
    ({ document, options }) =>
        memoizeInside((statement: StatementModel) => passRoleReplacement(document, statement, options)),
);

/** The roles in place of a grant: an empty list if only the reader knows them, undefined if nothing is wrong with it. */
export type RolesInstead = (grant: RoleGrant, values: PlaceholderValues) => readonly string[] | undefined;

/** The replacement of a statement that allows iam:PassRole too widely. */
export const passRoleReplacement = (
    document: PolicyModel,
    statement: StatementModel,
    options: RuleOptions,
    rolesInstead: RolesInstead = () => undefined,
): WriteReplacement =>
    statementReplacement(document, statement, options, () => {
        const { statements } = new PassRoleMend(document, statement, options, rolesInstead);
        return statements && { statements };
    });

/** What a stack takes to exist: everything that its config names and the stack does not create. */
import { isCreated } from "../../components/pattern/children";
import { isAwsOwnedDocument, nameOf, type AwsLocation } from "../../components/pattern/location";
import { bucketName, documentName, logGroupName } from "../../components/pattern/values";
import { arnParts, isAccountId } from "../../policypack/iam";
import { isRecord, step } from "../config/encrypted";
import { granteeKinds, granteeTypes } from "../config/settings";
import { attachmentsIn, principalKey, quotaOf, type Attachment } from "../plan/attachmentQuotas";
import type { Computed } from "../plan/deploymentScope";
import type { PlannedInstance, StackPlan } from "../plan/plan";

/** The kind of a resource that a stack takes to exist. */
export type RequirementKind =
    | "user"
    | "group"
    | "role"
    | "policy"
    | "vpc"
    | "subnet"
    | "security group"
    | "route table"
    | "bucket"
    | "key"
    | "document"
    | "topic"
    | "log group"
    | "function"
    | "state machine";

/** The identity of a resource. */
interface Resource {
    readonly kind: RequirementKind;
    /** Its name, ID or ARN, as AWS takes it: IAM principals and documents of the account by name. */
    readonly id: string;
    readonly accountId: string;
    readonly region: string;
}

/** A resource that a stack takes to exist. */
export interface Requirement extends Resource {
    /** The name of the provider through which it is reached; undefined for that of the stack. */
    readonly provider?: string;
    /** Where the config names it. */
    readonly paths: readonly string[];
}

/** How many managed policies a principal gets from the stack. */
export interface PolicyCount {
    readonly kind: "user" | "group" | "role";
    readonly name: string;
    readonly accountId: string;
    readonly provider?: string;
    readonly count: number;
    readonly quota: number;
}

/** What a stack takes to exist, and the quotas that it uses. */
export interface Preflight {
    /** The accounts and Regions that the stack deploys to. */
    readonly locations: readonly (AwsLocation & { readonly provider?: string; readonly assumeRoleArn?: string })[];
    readonly requirements: readonly Requirement[];
    readonly policyCounts: readonly PolicyCount[];
}

type Found = Resource & { readonly path: string };

const idPrefixes: readonly (readonly [prefix: string, kind: RequirementKind])[] = [
    ["vpc-", "vpc"],
    ["subnet-", "subnet"],
    ["sg-", "security group"],
    ["rtb-", "route table"],
];

/** The kinds of ARNs, by service and the beginning of the resource. A wildcard names no resource. */
const arnKinds: readonly (readonly [service: string, resource: string, kind: RequirementKind])[] = [
    ["iam", "user/", "user"],
    ["iam", "group/", "group"],
    ["iam", "role/", "role"],
    ["iam", "policy/", "policy"],
    ["kms", "key/", "key"],
    ["sns", "", "topic"],
    ["lambda", "function:", "function"],
    ["states", "stateMachine:", "state machine"],
    ["ssm", "document/", "document"],
];

const byName: ReadonlySet<RequirementKind> = new Set(["user", "group", "role"]);

/** The resource that an ARN names, if it is of a kind that can be looked up. */
const ofArn = (arn: string, { region }: AwsLocation): Resource | undefined => {
    const { service, account = "", region: its = "", resource = "" } = arnParts(arn) ?? {};
    const [, , kind] = arnKinds.find((one) => one[0] === service && resource.startsWith(one[1])) ?? [];
    return kind === undefined || !isAccountId(account) || /[*?$]/.test(resource)
        ? undefined
        : { kind, id: byName.has(kind) ? nameOf(arn) : arn, accountId: account, region: its === "" ? region : its };
};

/** The kinds of names, by the pattern that their constraint requires. */
const namedKinds: ReadonlyMap<string | undefined, RequirementKind> = new Map([
    [bucketName.pattern, "bucket"],
    [documentName.pattern, "document"],
    [logGroupName.pattern, "log group"],
]);

/** The parts of a constraint that lead to the constraint on a nested value. */
interface Nesting {
    readonly pattern?: string;
    readonly each?: unknown;
    readonly values?: unknown;
    readonly properties?: Readonly<Record<string, unknown>>;
}

const ofText = (text: string, pattern: string | undefined, location: AwsLocation): Resource | undefined => {
    const { accountId, region } = location;
    if (text.startsWith("arn:")) {
        return ofArn(text, location);
    }
    const named = namedKinds.get(pattern);
    if (named !== undefined) {
        return named === "document" && isAwsOwnedDocument(text)
            ? undefined
            : { kind: named, id: text, accountId, region };
    }
    const [, kind] = idPrefixes.find(([prefix]) => new RegExp(`^${prefix}[0-9a-f]+$`).test(text)) ?? [];
    return kind === undefined ? undefined : { kind, id: text, accountId, region };
};

/** The resources that plain args name, with their paths. */
const namedIn = (value: unknown, constraint: unknown, path: string, location: AwsLocation): readonly Found[] => {
    const { pattern, each, values, properties } = (constraint ?? {}) as Nesting;
    if (Array.isArray(value)) {
        return value.flatMap((element, i) => namedIn(element, each, step(path, i), location));
    }
    if (isRecord(value)) {
        return Object.entries(value).flatMap(([name, inner]) =>
            name === "grantees" && isRecord(inner)
                ? granteesIn(inner, step(path, name), location)
                : namedIn(inner, properties?.[name] ?? values, step(path, name), location),
        );
    }
    const found = typeof value === "string" ? ofText(value, pattern, location) : undefined;
    return found === undefined ? [] : [{ ...found, path }];
};

const granteesIn = (
    grantees: Readonly<Record<string, unknown>>,
    path: string,
    { accountId, region }: AwsLocation,
): readonly Found[] =>
    granteeKinds.flatMap((kind) =>
        [grantees[kind] ?? []].flat().flatMap((grantee, i) =>
            typeof grantee === "string"
                ? [
                      {
                          kind: granteeTypes[kind],
                          id: nameOf(grantee),
                          accountId,
                          region,
                          path: step(step(path, kind), i),
                      },
                  ]
                : [],
        ),
    );

/** The components as the plan computed them. */
const computedOf = (instance: PlannedInstance): Computed => ({
    instance,
    documents: Object.fromEntries(instance.reviewed.map(({ child, plannedDocument }) => [child, plannedDocument])),
});

/** Names and ARNs of what the stack creates: `ACCOUNT NAME`, and the ARN. */
const createdIn = (all: readonly Computed[]): ReadonlySet<string> =>
    new Set(
        all.flatMap(({ instance, documents }) =>
            Object.entries(instance.physicalNames).flatMap(([name, { name: physicalName, arn }]) => {
                const child = instance.pattern.children[name];
                // The policy of an existing bucket has the bucket's name.
                return child !== undefined &&
                    child.kind !== "bucketPolicy" &&
                    isCreated(name, child, instance.resolved, arn, documents)
                    ? [`${instance.scope.location.accountId} ${physicalName}`, ...(arn === undefined ? [] : [arn])]
                    : [];
            }),
        ),
    );

const requirementsIn = (all: readonly Computed[]): readonly Requirement[] => {
    const created = createdIn(all);
    const requirements = new Map<string, Requirement>();
    for (const { instance } of all) {
        // What a deployer of the stack may change is what the stack creates.
        const args = Object.fromEntries(
            Object.entries(instance.resolved).filter(([arg]) => !["deployed", "tags"].includes(arg)),
        );
        for (const { path, ...resource } of namedIn(
            args,
            instance.pattern.constraints,
            instance.path,
            instance.scope.location,
        )) {
            const { kind, id, accountId, region } = resource;
            if (created.has(id) || created.has(`${accountId} ${id}`)) {
                continue;
            }
            const key = `${accountId} ${byName.has(kind) || kind === "bucket" ? "" : region} ${kind} ${id}`;
            const known = requirements.get(key);
            requirements.set(key, {
                ...resource,
                ...(instance.provider === undefined ? {} : { provider: instance.provider.name }),
                ...known,
                paths: [...(known?.paths ?? []), path],
            });
        }
    }
    return [...requirements.values()].sort(
        (a, b) => a.accountId.localeCompare(b.accountId) || a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id),
    );
};

const policyCountsIn = (all: readonly Computed[], { settings }: StackPlan): readonly PolicyCount[] => {
    const counts = new Map<string, PolicyCount>();
    const providers = new Map(all.map(({ instance }) => [instance.path, instance.provider?.name]));
    for (const attachment of attachmentsIn(all)) {
        const { kind, principal, accountId, owner }: Attachment = attachment;
        const key = principalKey(attachment);
        const provider = providers.get(owner);
        counts.set(key, {
            kind: granteeTypes[kind],
            name: principal,
            accountId,
            ...(provider === undefined ? {} : { provider }),
            quota: quotaOf(settings, attachment),
            ...counts.get(key),
            count: (counts.get(key)?.count ?? 0) + 1,
        });
    }
    return [...counts.values()];
};

/** What a planned stack takes to exist. `home` is the location of its own provider. */
export const preflightOf = (plan: StackPlan, home: AwsLocation): Preflight => {
    const all = plan.instances.map(computedOf);
    const { assumeRoleArn } = plan.settings;
    const providers = new Map(
        plan.instances.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.name, provider]])),
    );
    return {
        locations: [
            { ...home, ...(assumeRoleArn === undefined ? {} : { assumeRoleArn }) },
            ...[...providers.values()].map(({ name, location, assumeRoleArn: assumed }) => ({
                ...location,
                provider: name,
                ...(assumed === undefined ? {} : { assumeRoleArn: assumed }),
            })),
        ],
        requirements: requirementsIn(all),
        policyCounts: policyCountsIn(all, plan),
    };
};

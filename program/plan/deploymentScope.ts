import { canBeDeployed } from "../../components/deployments/deployableArns";
import { namedActions } from "../../components/deployments/boundaryActions";
import type { Documents, Names, PlannedDocument } from "../../components/pattern/pattern";
import { covers, parse, trusts } from "../../policypack/iam";
import type { Resolved } from "../config/references";
import { isRecord, mapLeaves } from "../config/encrypted";

/** A component with its computed names and documents. */
export interface Computed {
    readonly instance: Resolved;
    readonly physicalNames: Names;
    readonly documents: Documents;
}

/** The arg `deployed` of `DeploymentsAccess`. */
interface DeploymentScope {
    readonly arns: readonly string[];
    readonly granteeArns?: readonly string[];
    readonly windowNames?: readonly string[];
    readonly passes?: readonly { readonly roleArn: string; readonly service: string }[];
    readonly uses?: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/** The config key of the pattern that deploys the others. */
const deploymentsKey = "deployments";

/** The strings among the args whose path matches. */
const textsAt = (args: unknown, path: RegExp): readonly (readonly [path: string, text: string])[] => {
    const found: (readonly [string, string])[] = [];
    mapLeaves(args, (leaf, at) => {
        if (typeof leaf === "string" && path.test(at)) {
            found.push([at, leaf]);
        }
        return leaf;
    });
    return found;
};

/** ARNs of the users, groups and roles that the component attaches policies to. A plain name has the path `/`. */
const granteesOf = ({ resolved, scope: { location } }: Resolved): readonly string[] =>
    textsAt(resolved, /\.(users|groups|roles)\[\d+\]$/).map(([at, text]) => {
        const [, kind = ""] = /(user|group|role)s\[\d+\]$/.exec(at) ?? [];
        return text.startsWith("arn:") ? text : `arn:${location.partition}:iam::${location.accountId}:${kind}/${text}`;
    });

/** The trust policy of a role, by the role's child name: `trust` for `role`, `xTrust` for `x` or `xRole`. */
const trustOf = (child: string, documents: Documents): Documents[string] =>
    documents[child === "role" ? "trust" : `${child.replace(/Role$/, "")}Trust`];

/** Excludes existing resources from args, resources owned by AWS, and access levels that are not configured. */
const isCreated = (child: string, arn: string, { instance, documents }: Computed): boolean => {
    if (
        textsAt(instance.resolved, /./).some(([, text]) => text === arn) ||
        /:aws:policy\/|\/aws-service-role\//.test(arn)
    ) {
        return false;
    }
    return arn.includes(":role/")
        ? trustOf(child, documents) !== undefined
        : !arn.includes(":policy/") || documents[child] !== undefined;
};

/** The ARNs of the resources that a component creates. */
const createdBy = (computed: Computed): readonly (readonly [child: string, arn: string])[] =>
    Object.entries(computed.physicalNames).flatMap(([child, { arn }]) =>
        arn !== undefined && isCreated(child, arn, computed) ? [[child, arn] as const] : [],
    );

/** The stack passes a role to the services that its trust policy allows. */
const passedRoles = (computed: Computed): NonNullable<DeploymentScope["passes"]> =>
    createdBy(computed).flatMap(([child, arn]) => {
        const trust = arn.includes(":role/") ? trustOf(child, computed.documents) : undefined;
        return trust === undefined
            ? []
            : trusts(parse(trust.kind, trust.document))
                  .filter(({ kind }) => kind === "service")
                  .map(({ principal }) => ({ roleArn: arn, service: principal }));
    });

/** A policy for people has the name of an arg with grantees. Permissions boundaries do not apply to people. */
const isForPeople = (child: string, { instance }: Computed): boolean => {
    const arg = instance.resolved[child];
    return isRecord(arg) && "grantees" in arg;
};

/** The permissions policies of a component's roles. */
export const roleGrants = (computed: Computed): readonly PlannedDocument[] =>
    Object.entries(computed.documents).flatMap(([child, planned]) =>
        planned?.kind === "grant" && !isForPeople(child, computed) ? [planned] : [],
    );

/** The actions that a component's roles perform on named resources. */
const usedActions = (computed: Computed): NonNullable<DeploymentScope["uses"]> =>
    roleGrants(computed).flatMap(({ document }) =>
        document.Statement.flatMap(({ Effect, Action, Resource = [] }) => {
            const actions = namedActions.filter((named) =>
                Action.some((action) => covers(action.toLowerCase(), named.toLowerCase())),
            );
            return Effect === "Allow" && actions.length > 0 ? [{ actions, resources: Resource }] : [];
        }),
    );

const windowsOf = ({ instance, physicalNames }: Computed): readonly string[] =>
    instance.resolved.window === undefined ? [] : [physicalNames.window?.name ?? []].flat();

/** The distinct values in order; undefined if there are none. */
const distinct = <Value>(values: readonly Value[]): readonly Value[] | undefined => {
    const unique = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
    return unique.length === 0 ? undefined : unique;
};

/** The resources that the other components of a stack create, by exact name. */
const deployedBy = (others: readonly Computed[]): DeploymentScope => {
    const [granteeArns, windowNames, passes, uses] = [
        distinct(others.flatMap(({ instance }) => granteesOf(instance))),
        distinct(others.flatMap(windowsOf)),
        distinct(others.flatMap(passedRoles)),
        distinct(others.flatMap(usedActions)),
    ];
    return {
        arns: distinct(others.flatMap(createdBy).flatMap(([, arn]) => (canBeDeployed(arn) ? [arn] : []))) ?? [],
        ...(granteeArns === undefined ? {} : { granteeArns }),
        ...(windowNames === undefined ? {} : { windowNames }),
        ...(passes === undefined ? {} : { passes }),
        ...(uses === undefined ? {} : { uses }),
    };
};

/** Fills in `deployed` of `DeploymentsAccess` components that do not set it: everything else that the stack creates. */
export const fillDeploymentScope = (
    instances: readonly Resolved[],
    compute: (instance: Resolved) => Computed,
): readonly Resolved[] => {
    const needsScope = ({ key, resolved }: Resolved): boolean =>
        key === deploymentsKey && resolved.deployed === undefined;
    if (!instances.some(needsScope)) {
        return instances;
    }
    const deployed = deployedBy(instances.filter(({ key }) => key !== deploymentsKey).map(compute));
    return instances.map((instance) =>
        needsScope(instance) ? { ...instance, resolved: { ...instance.resolved, deployed } } : instance,
    );
};

import { canBeDeployed } from "../../components/deployments/deployableArns";
import { namedActions } from "../../components/deployments/boundaryActions";
import type { Documents, Names, PlannedDocument } from "../../components/pattern/pattern";
import { covers, parse, trusts } from "../../policypack/iam";
import type { Resolved } from "../config/references";
import { isRecord, mapLeaves } from "../config/encrypted";

/** One component's names and documents, as computed. */
export interface Computed {
    readonly instance: Resolved;
    readonly physicalNames: Names;
    readonly documents: Documents;
}

/** What `DeploymentsAccess` takes as `deployed`. */
interface DeploymentScope {
    readonly arns: readonly string[];
    readonly granteeArns?: readonly string[];
    readonly windowNames?: readonly string[];
    readonly passes?: readonly { readonly roleArn: string; readonly service: string }[];
    readonly uses?: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/** The key of the pattern that delivers the others. */
const deliveries = "deployments";

/** The texts among the args whose path ends so. */
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

/** Users, groups and roles that policies of the component are attached to; one given by name is of the path `/`. */
const granteesOf = ({ resolved, scope: { location } }: Resolved): readonly string[] =>
    textsAt(resolved, /\.(users|groups|roles)\[\d+\]$/).map(([at, text]) => {
        const [, kind = ""] = /(user|group|role)s\[\d+\]$/.exec(at) ?? [];
        return text.startsWith("arn:") ? text : `arn:${location.partition}:iam::${location.accountId}:${kind}/${text}`;
    });

/** The trust document of a role by the role's child: `trust` for `role`, else the child's name before `Trust`. */
const trustOf = (child: string, documents: Documents): Documents[string] =>
    documents[child === "role" ? "trust" : `${child.replace(/Role$/, "")}Trust`];

/** Whether a component makes what it names: not what an arg gave it, nor what AWS owns, nor a level nobody asked for. */
const isMade = (child: string, arn: string, { instance, documents }: Computed): boolean => {
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

/** The ARNs of one component, as far as it makes what they name. */
const madeBy = (computed: Computed): readonly (readonly [child: string, arn: string])[] =>
    Object.entries(computed.physicalNames).flatMap(([child, { arn }]) =>
        arn !== undefined && isMade(child, arn, computed) ? [[child, arn] as const] : [],
    );

/** The services that a role's trust lets in are those that the stack hands it to. */
const passedRoles = (computed: Computed): NonNullable<DeploymentScope["passes"]> =>
    madeBy(computed).flatMap(([child, arn]) => {
        const trust = arn.includes(":role/") ? trustOf(child, computed.documents) : undefined;
        return trust === undefined
            ? []
            : trusts(parse(trust.kind, trust.document))
                  .filter(({ kind }) => kind === "service")
                  .map(({ principal }) => ({ roleArn: arn, service: principal }));
    });

/** The policies of people stand beside an arg of the same name with its grantees; no boundary holds people. */
const isForPeople = (child: string, { instance }: Computed): boolean => {
    const arg = instance.resolved[child];
    return isRecord(arg) && "grantees" in arg;
};

/** The policies of a component's roles. */
export const roleGrants = (computed: Computed): readonly PlannedDocument[] =>
    Object.entries(computed.documents).flatMap(([child, planned]) =>
        planned?.kind === "grant" && !isForPeople(child, computed) ? [planned] : [],
    );

/** What a component's roles do to named resources. */
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

/** The list, each once, in order; undefined for none. */
const listed = <Value>(values: readonly Value[]): readonly Value[] | undefined => {
    const each = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
    return each.length === 0 ? undefined : each;
};

/** What the other components of a stack make, by exact name. */
const deployedBy = (others: readonly Computed[]): DeploymentScope => {
    const [granteeArns, windowNames, passes, uses] = [
        listed(others.flatMap(({ instance }) => granteesOf(instance))),
        listed(others.flatMap(windowsOf)),
        listed(others.flatMap(passedRoles)),
        listed(others.flatMap(usedActions)),
    ];
    return {
        arns: listed(others.flatMap(madeBy).flatMap(([, arn]) => (canBeDeployed(arn) ? [arn] : []))) ?? [],
        ...(granteeArns === undefined ? {} : { granteeArns }),
        ...(windowNames === undefined ? {} : { windowNames }),
        ...(passes === undefined ? {} : { passes }),
        ...(uses === undefined ? {} : { uses }),
    };
};

/** The instances with what they deliver filled in: all that the rest of the stack makes, unless they say otherwise. */
export const fillDeploymentScope = (
    instances: readonly Resolved[],
    compute: (instance: Resolved) => Computed,
): readonly Resolved[] => {
    const asks = ({ key, resolved }: Resolved): boolean => key === deliveries && resolved.deployed === undefined;
    if (!instances.some(asks)) {
        return instances;
    }
    const deployed = deployedBy(instances.filter(({ key }) => key !== deliveries).map(compute));
    return instances.map((instance) =>
        asks(instance) ? { ...instance, resolved: { ...instance.resolved, deployed } } : instance,
    );
};

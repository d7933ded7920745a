import { namedActions } from "../../components/deployments/boundaryActions";
import { canBeDeployed } from "../../components/deployments/resourceTypes";
import { granteesPath, isCreated, isForGrantees, valueAt, type Child } from "../../components/pattern/children";
import type { AwsLocation } from "../../components/pattern/location";
import type { Documents, PlannedDocument } from "../../components/pattern/pattern";
import { servicePrincipal } from "../../components/statements/servicePrincipal";
import { covers } from "../../policypack/iam";
import type { CheckedInstance } from "../config/check";
import { granteeTypes } from "../config/settings";

/** A component with its documents. */
export interface Computed {
    readonly instance: CheckedInstance;
    readonly documents: Documents;
}

/** A resource that a component creates. */
interface CreatedResource {
    readonly child: Child;
    readonly physicalName: string;
    readonly arn: string | undefined;
}

/** The arg `deployed` of `DeploymentsAccess`. */
interface DeploymentScope {
    readonly arns: readonly string[];
    readonly granteeArns?: readonly string[];
    readonly windowNames?: readonly string[];
    readonly assumeRoleArns?: readonly string[];
    readonly passes?: readonly { readonly roleArn: string; readonly service: string }[];
    readonly uses?: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[];
}

/** The config key of the pattern that deploys the others. */
const deploymentsKey = "deployments";

const typeOfKind: ReadonlyMap<string, string> = new Map(Object.entries(granteeTypes));

/** The ARN of a grantee. A plain name has the path `/`. */
const granteeArn = ({ partition, accountId }: AwsLocation, kind: string, grantee: string): string =>
    grantee.startsWith("arn:") ? grantee : `arn:${partition}:iam::${accountId}:${kind}/${grantee}`;

/** ARNs of the users, groups and roles that get the policy with this name. */
export const granteeArns = (
    { resolved, pattern, scope: { location } }: CheckedInstance,
    policy: string,
): readonly string[] =>
    Object.entries(valueAt(resolved, granteesPath(policy, pattern.children[policy])) ?? {}).flatMap(
        ([grantees, given]) => {
            const kind = typeOfKind.get(grantees);
            return kind === undefined
                ? []
                : [given as unknown]
                      .flat()
                      .flatMap((one) => (typeof one === "string" ? [granteeArn(location, kind, one)] : []));
        },
    );

/** ARNs of the users, groups and roles that the component attaches policies to. */
const granteesOf = (instance: CheckedInstance): readonly string[] =>
    Object.entries(instance.pattern.children)
        .filter(([, child]) => isForGrantees(child))
        .flatMap(([policy]) => granteeArns(instance, policy));

/** The resources that a component creates, with their ARNs if AWS does not assign them. */
const createdBy = ({ instance, documents }: Computed): readonly CreatedResource[] =>
    Object.entries(instance.physicalNames).flatMap(([name, { name: physicalName, arn }]) => {
        const child = instance.pattern.children[name];
        return child !== undefined && isCreated(name, child, instance.resolved, arn, documents)
            ? [{ child, physicalName, arn }]
            : [];
    });

const deployableArns = (computed: Computed): readonly string[] =>
    createdBy(computed).flatMap(({ child, arn }) => (arn !== undefined && canBeDeployed(child.kind) ? [arn] : []));

/** The stack passes a role to the service that assumes it. */
const passedRoles = (computed: Computed): NonNullable<DeploymentScope["passes"]> =>
    createdBy(computed).flatMap(({ child, arn }) =>
        arn === undefined || child.kind !== "role" || child.passedTo === undefined || child.passedByOthers === true
            ? []
            : [{ roleArn: arn, service: servicePrincipal(computed.instance.scope.location, child.passedTo) }],
    );

/** The permissions policies of a component's roles. Permissions boundaries do not apply to people. */
export const roleGrants = ({ instance: { pattern }, documents }: Computed): readonly PlannedDocument[] => {
    const grants = new Set(
        Object.values(pattern.children).flatMap((child) => (child.kind === "role" ? child.grants : [])),
    );
    return Object.entries(documents).flatMap(([name, planned]) =>
        planned !== undefined && grants.has(name) ? [planned] : [],
    );
};

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

const windowsOf = (computed: Computed): readonly string[] =>
    createdBy(computed).flatMap(({ child, physicalName }) =>
        child.kind === "maintenanceWindow" ? [physicalName] : [],
    );

/** The distinct values in order; undefined if there are none. */
const distinct = <Value>(values: readonly Value[]): readonly Value[] | undefined => {
    const unique = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
    return unique.length === 0 ? undefined : unique;
};

/** The roles that the providers of the components assume. The provider of the stack assumes its role itself. */
const assumedRoles = ({ instance: { provider } }: Computed): readonly string[] =>
    provider?.assumeRoleArn === undefined ? [] : [provider.assumeRoleArn];

/**
 * The resources that the other components of a stack create in an account, by exact name; undefined if they create none.
 * In other accounts, the roles of the providers create them.
 */
const deployedBy = (all: readonly Computed[], account: string): DeploymentScope | undefined => {
    const others = all.filter(({ instance }) => instance.scope.location.accountId === account);
    const assumeRoleArns = distinct(all.flatMap(assumedRoles));
    const arns = distinct(others.flatMap(deployableArns));
    if (arns === undefined && assumeRoleArns === undefined) {
        return undefined;
    }
    const [granteeArns, windowNames, passes, uses] = [
        distinct(others.flatMap(({ instance }) => granteesOf(instance))),
        distinct(others.flatMap(windowsOf)),
        distinct(others.flatMap(passedRoles)),
        distinct(others.flatMap(usedActions)),
    ];
    return {
        arns: arns ?? [],
        ...(granteeArns === undefined ? {} : { granteeArns }),
        ...(windowNames === undefined ? {} : { windowNames }),
        ...(assumeRoleArns === undefined ? {} : { assumeRoleArns }),
        ...(passes === undefined ? {} : { passes }),
        ...(uses === undefined ? {} : { uses }),
    };
};

/** Whether the component deploys everything else that the stack creates, because the config does not say what. */
const needsScope = ({ key, resolved }: CheckedInstance): boolean =>
    key === deploymentsKey && resolved.deployed === undefined;

/**
 * Computes the documents of all components, each once. `DeploymentsAccess` components that do not set `deployed` are
 * the last, because theirs depend on everything else that the stack creates.
 */
export const computeDocuments = (
    instances: readonly CheckedInstance[],
    plan: (instance: CheckedInstance) => Documents,
): readonly Computed[] => {
    const compute = (instance: CheckedInstance): Computed => ({ instance, documents: plan(instance) });
    const others = new Map(
        instances.filter((instance) => !needsScope(instance)).map((instance) => [instance, compute(instance)]),
    );
    const deployedTogether = [...others.values()].filter(({ instance }) => instance.key !== deploymentsKey);
    const scopes = new Map<string, DeploymentScope | undefined>();
    const scopeOf = ({ scope: { location } }: CheckedInstance): DeploymentScope | undefined => {
        const scope = scopes.get(location.accountId) ?? deployedBy(deployedTogether, location.accountId);
        scopes.set(location.accountId, scope);
        return scope;
    };
    return instances.map(
        (instance) =>
            others.get(instance) ??
            compute({ ...instance, resolved: { ...instance.resolved, deployed: scopeOf(instance) } }),
    );
};

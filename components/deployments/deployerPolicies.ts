import { allow, document, passRole, type Statement } from "../../policypack/iam";
import type { DeployedResources, DeploymentsAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { boundaryActions } from "./boundaryActions";
import { isOfType } from "./deployableArns";
import {
    deployableResourceTypes,
    granteeTypes,
    policyChanges,
    windowRights,
    type DeployableResourceType,
} from "./resourceTypes";
import { arn, type AwsLocation } from "../pattern/location";
import { grant, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { windowTagKey } from "../maintenanceWindow/registrars";

/** What a deployer of a stack may read and change, and the boundary of the stack's roles. */

type Args = Unwrap<DeploymentsAccessArgs>;
type Deployed = Unwrap<DeployedResources>;

const nothing: Deployed = { arns: [] };

/** The ARNs of one resource type. */
const ofKind = (arns: readonly string[], service: string, resource: string): readonly string[] =>
    arns.filter((text) => isOfType(text, { service, resource }));

/** The ARNs that AWS evaluates the actions of one resource type against. */
const authorizedArns = (
    arns: readonly string[],
    { service, resource, within }: DeployableResourceType,
): readonly string[] =>
    ofKind(arns, service, resource).flatMap((one) => (within === undefined ? [one] : [one, `${one}${within}`]));

/** One statement, or none if there are no actions or no resources. */
const some = (
    sid: string,
    actions: readonly string[] | undefined,
    arns: readonly string[],
    condition?: Statement["Condition"],
): readonly Statement[] =>
    actions === undefined || actions.length === 0 || arns.length === 0 ? [] : [allow(sid, actions, arns, condition)];

const named = (key: string, names: readonly string[]): Statement["Condition"] => ({
    StringEquals: { [`${key}/${windowTagKey}`]: names },
});

const readWindows = (location: AwsLocation, names: readonly string[]): readonly Statement[] => [
    ...some(
        "ReadWindows",
        windowRights.read,
        names.length === 0 ? [] : [arn(location, "ssm", "maintenancewindow/*")],
        named("aws:ResourceTag", names),
    ),
    ...some("ListWindows", ["ssm:DescribeMaintenanceWindows"], names.length === 0 ? [] : ["*"]),
];

/** The read permissions of previews and refreshes. */
export const read = (
    location: AwsLocation,
    { arns, granteeArns = [], windowNames = [] }: Deployed = nothing,
): PlannedDocument =>
    grant(
        ...deployableResourceTypes.flatMap((kind) => {
            const typeArns = authorizedArns(arns, kind);
            return [
                ...some(`Read${kind.noun}`, kind.read, typeArns),
                ...some(`List${kind.noun}`, kind.list, typeArns.length === 0 ? [] : ["*"]),
            ];
        }),
        ...granteeTypes.flatMap((kind) =>
            some(`Read${kind.noun}`, kind.read, ofKind(granteeArns, "iam", kind.resource)),
        ),
        ...readWindows(location, windowNames),
    );

/** Creating a window with tags also calls `AddTagsToResource` on a window without tags, so any window can be tagged. */
const createWindows = (location: AwsLocation, names: readonly string[]): readonly Statement[] => [
    allow("CreateWindows", ["ssm:CreateMaintenanceWindow"], ["*"], named("aws:RequestTag", names)),
    allow(
        "TagNewWindows",
        ["ssm:AddTagsToResource"],
        [arn(location, "ssm", "maintenancewindow/*")],
        named("aws:RequestTag", names),
    ),
];

const changeWindows = (location: AwsLocation, names: readonly string[], create: boolean): readonly Statement[] =>
    names.length === 0
        ? []
        : [
              ...(create ? createWindows(location, names) : []),
              allow(
                  "ChangeWindows",
                  windowRights.change,
                  [arn(location, "ssm", "maintenancewindow/*")],
                  named("aws:ResourceTag", names),
              ),
              // AWS also authorizes these actions on the window, so the window's tag limits them too.
              allow("ChangeWindowTargets", windowRights.targets, [arn(location, "ssm", "windowtarget/*")]),
              allow("ChangeWindowTasks", windowRights.tasks, [arn(location, "ssm", "windowtask/*")]),
          ];

/** The roles passed to each service, one statement per service. */
const passes = (deployed: Deployed): readonly Statement[] => {
    const services = [...new Set((deployed.passes ?? []).map(({ service }) => service))].sort();
    return services.map((service) =>
        passRole(
            `PassTo${service.split(".")[0]?.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase()) ?? ""}`,
            (deployed.passes ?? []).filter((pass) => pass.service === service).map((pass) => pass.roleArn),
            service,
        ),
    );
};

/**
 * What an update may change. A role can be created and changed only while it has the boundary, and the boundary is not
 * a resource of the deployed stack. So no role that an update creates can do more than the boundary allows.
 */
export const change = (location: AwsLocation, args: Args, boundary: NamedResource): PlannedDocument => {
    const deployed = args.deployed ?? nothing;
    const bounded = { StringEquals: { "iam:PermissionsBoundary": boundary.arn } };
    const policies = ofKind(deployed.arns, "iam", "policy/");
    const roles = ofKind(deployed.arns, "iam", "role/");
    const attachable = { ...bounded, ArnEquals: { "iam:PolicyARN": policies } };
    return grant(
        ...deployableResourceTypes.flatMap((kind) => {
            const arns = authorizedArns(deployed.arns, kind);
            return [
                ...some(`Change${kind.noun}`, kind.change, arns),
                ...some(`Change${kind.noun}UnderBoundary`, kind.changeBounded, arns, bounded),
            ];
        }),
        ...(policies.length === 0
            ? []
            : some("AttachToRolesUnderBoundary", ["iam:AttachRolePolicy"], roles, attachable)),
        ...(args.changePolicies === true
            ? [
                  ...some("ChangePolicies", policyChanges, policies),
                  ...granteeTypes.flatMap((kind) =>
                      some(
                          `AttachTo${kind.noun}`,
                          kind.attach,
                          ofKind(deployed.granteeArns ?? [], "iam", kind.resource),
                          {
                              ArnEquals: { "iam:PolicyARN": policies },
                          },
                      ),
                  ),
              ]
            : []),
        ...changeWindows(location, deployed.windowNames ?? [], args.createWindows === true),
        ...passes(deployed),
        ...some("AssumeProviderRoles", ["sts:AssumeRole"], deployed.assumeRoleArns ?? []),
    );
};

/** Collects the resources of each action, and groups actions on the same resources into one statement. */
const usedActions = ({ uses = [] }: Deployed): readonly Statement[] => {
    const resources = new Map<string, Set<string>>();
    for (const use of uses) {
        for (const action of use.actions) {
            const known = resources.get(action) ?? new Set<string>();
            use.resources.forEach((arn) => known.add(arn));
            resources.set(action, known);
        }
    }
    const actions = new Map<string, string[]>();
    for (const [action, arns] of [...resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const key = JSON.stringify([...arns].sort());
        actions.set(key, [...(actions.get(key) ?? []), action]);
    }
    return [...actions].map(([key, together], i) =>
        allow(`UseWhatTheStackNames${String(i + 1)}`, together, JSON.parse(key) as readonly string[]),
    );
};

/**
 * The maximum permissions of a role of the deployed stack: what the patterns need, limited to named resources where the
 * action could affect others, and passing the stack's own roles.
 */
export const boundary = ({ deployed = nothing, boundaryActions: further = [] }: Args): PlannedDocument => ({
    kind: "boundary",
    document: document(
        allow("DoWhatThePatternsNeed", [...boundaryActions, ...further], ["*"]),
        ...usedActions(deployed),
        ...passes(deployed),
    ),
});

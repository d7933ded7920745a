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

/** What a deployer of a stack reads and changes, and what its roles can do at most. */

type Args = Unwrap<DeploymentsAccessArgs>;
type Deployed = Unwrap<DeployedResources>;

const nothing: Deployed = { arns: [] };

/** The ARNs of one kind. */
const ofKind = (arns: readonly string[], service: string, resource: string): readonly string[] =>
    arns.filter((text) => isOfType(text, { service, resource }));

/** What AWS judges actions on one kind on. */
const judgedOn = (arns: readonly string[], { service, resource, within }: DeployableResourceType): readonly string[] =>
    ofKind(arns, service, resource).flatMap((one) => (within === undefined ? [one] : [one, `${one}${within}`]));

/** One statement for those there are; none for none. */
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

/** What previews and refreshes read. */
export const read = (
    location: AwsLocation,
    { arns, granteeArns = [], windowNames = [] }: Deployed = nothing,
): PlannedDocument =>
    grant(
        ...deployableResourceTypes.flatMap((kind) => {
            const ofThis = judgedOn(arns, kind);
            return [
                ...some(`Read${kind.noun}`, kind.read, ofThis),
                ...some(`List${kind.noun}`, kind.list, ofThis.length === 0 ? [] : ["*"]),
            ];
        }),
        ...granteeTypes.flatMap((kind) =>
            some(`Read${kind.noun}`, kind.read, ofKind(granteeArns, "iam", kind.resource)),
        ),
        ...readWindows(location, windowNames),
    );

/** A window made with tags is tagged in the same call, before it carries any; so every window may be tagged. */
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
              // These actions ask for the window too, so that its tag limits them as well.
              allow("ChangeWindowTargets", windowRights.targets, [arn(location, "ssm", "windowtarget/*")]),
              allow("ChangeWindowTasks", windowRights.tasks, [arn(location, "ssm", "windowtask/*")]),
          ];

/** The roles handed to each service, in one statement a service. */
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
 * What an update may change. A role is made and changed only while it carries the boundary, and the boundary is no
 * resource of the deployed stack; so nothing that is made can do more than the boundary says.
 */
export const change = (location: AwsLocation, args: Args, boundary: NamedResource): PlannedDocument => {
    const deployed = args.deployed ?? nothing;
    const bounded = { StringEquals: { "iam:PermissionsBoundary": boundary.arn } };
    const policies = ofKind(deployed.arns, "iam", "policy/");
    const roles = ofKind(deployed.arns, "iam", "role/");
    const attachable = { ...bounded, ArnEquals: { "iam:PolicyARN": policies } };
    return grant(
        ...deployableResourceTypes.flatMap((kind) => {
            const arns = judgedOn(deployed.arns, kind);
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
    );
};

/** The resources of each action, and the actions of the same resources in one statement. */
const usesOf = ({ uses = [] }: Deployed): readonly Statement[] => {
    const resources = new Map<string, Set<string>>();
    for (const use of uses) {
        for (const action of use.actions) {
            resources.set(action, new Set([...(resources.get(action) ?? []), ...use.resources]));
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
 * The most that a role of the deployed stack can do: what the patterns need, on named resources where it could harm
 * others, and to pass roles of the stack itself.
 */
export const boundary = ({ deployed = nothing, boundaryActions: further = [] }: Args): PlannedDocument => ({
    kind: "boundary",
    document: document(
        allow("DoWhatThePatternsNeed", [...boundaryActions, ...further], ["*"]),
        ...usesOf(deployed),
        ...passes(deployed),
    ),
});

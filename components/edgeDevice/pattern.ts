import { allow, passRole } from "../../policypack/iam";
import type { EdgeDeviceAccessArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { nodeTagConstraints, registeringWith, tagNodes } from "../nodes/tags";
import { pathAndName } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";
import { namedPolicy } from "../pattern/namedResources";
import {
    nodeRoleOf,
    registeredNodesChildren,
    registeredNodesConstraints,
    registeredNodesGrants,
    registeredNodesNames,
    registeredNodesIssues,
    registeredNodesTrust,
    registrationRegions,
    type RegisteredNodesNameArgs,
} from "../nodes/registration";
import { servicePrincipal } from "../statements/servicePrincipal";
import { unverifiedSourceAccount } from "../statements/serviceTrust";
import * as limit from "../pattern/values";

type Args = Unwrap<EdgeDeviceAccessArgs>;

const constraints: Constraints<Args> = {
    properties: {
        ...registeredNodesConstraints,
        acceptUnguardedTrust: limit.reason,
        devices: { properties: { grantees: granteesConstraints } },
        nodeTags: nodeTagConstraints,
    },
};

/** Devices only have the role that they get in exchange for their certificate. */
const deviceIssues = ({ devices }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    devices === undefined
        ? []
        : [
              ...(["users", "groups"] as const)
                  .filter((kind) => devices.grantees?.[kind] !== undefined)
                  .map((kind) => ({
                      path: `devices.grantees.${kind}`,
                      value: devices.grantees?.[kind],
                      message: "has no effect, because devices use a role",
                      fix: "Name the token exchange role of the devices in roles.",
                  })),
              ...granteesIssues({ devices }, ["devices"], scope),
          ];

/**
 * The permissions that a device needs to register itself with the role.
 *
 * @see https://docs.aws.amazon.com/greengrass/v2/developerguide/systems-manager-agent-component.html
 */
const devices = (scope: NamingScope, args: Args): PlannedDocument => {
    const { location } = scope;
    const regions = registrationRegions(location, args);
    const tags =
        args.nodeTags && Object.fromEntries(Object.entries(args.nodeTags).map(([key, value]) => [key, [value]]));
    return grant(
        passRole("PassNodeRole", [nodeRoleOf(scope, args).arn], servicePrincipal(location, "ssm")),
        allow("RegisterNode", ["ssm:RegisterManagedInstance"], ["*"], registeringWith(tags, regions)),
        ...tagNodes(location, tags, regions),
    );
};

/** The configuration of the agent's Greengrass component, as JSON. It takes the role by path and name. */
export const deploymentConfiguration = (
    roleArn: string,
    { nodeTags, overrideExistingRegistration = false }: Pick<Args, "nodeTags" | "overrideExistingRegistration">,
): string =>
    JSON.stringify({
        SSMRegistrationRole: pathAndName(roleArn),
        SSMOverrideExistingRegistration: overrideExistingRegistration,
        ...(nodeTags === undefined
            ? {}
            : { SSMResourceTags: Object.entries(nodeTags).map(([Key, Value]) => ({ Key, Value })) }),
    });

/** The role with which AWS IoT Greengrass core devices register. */
export const edgeDevice: Pattern<
    Args,
    Record<"role" | "core" | "awsManagedCore" | "features" | "devices", NamedResource>,
    Record<"trust" | "core" | "features" | "devices", PlannedDocument | undefined>,
    RegisteredNodesNameArgs
> = {
    component: "EdgeDeviceAccess",
    summary: "The role with which AWS IoT Greengrass core devices register, and the devices that can register.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-edge-devices-service-role.html",
        "https://docs.aws.amazon.com/greengrass/v2/developerguide/systems-manager-agent-component.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "AWS IoT Greengrass devices, whose role the user guide allows to be that of hybrid activations",
            "Deploy the agent's component to one device. If it does not become managed, AWS does not send the keys.",
        ),
        {
            fact: "The AWS policy for devices allows ssm:AddTagsToResource with any tags on all resources, and passing the role to any service. This component allows only the given tags, on managed instances, and passing the role to Systems Manager only.",
            arg: "nodeTags",
            check: "Deploy the agent's component to one device, with tags and without. It must become managed and have the tags.",
        },
    ],
    constraints,
    children: {
        ...registeredNodesChildren("devices"),
        devices: { kind: "policy", purpose: "grantees" },
    },
    validate: (args, scope) => [...registeredNodesIssues(args, scope), ...deviceIssues(args, scope)],
    names: (scope, explicit) => ({
        ...registeredNodesNames(scope, explicit),
        devices: namedPolicy(scope, "devices", explicit),
    }),
    documents: {
        trust: ({ location }, args) => registeredNodesTrust(location, args, args.acceptUnguardedTrust),
        ...registeredNodesGrants,
        devices: (scope, args) => args.devices && devices(scope, args),
    },
};

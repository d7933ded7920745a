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
    registeredNodesDocuments,
    registeredNodesConstraints,
    registeredNodesNames,
    registeredNodesIssues,
    registrationRegions,
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

/** A device has the role that it gets for its certificate, and nothing else. */
const deviceIssues = ({ devices }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    devices === undefined
        ? []
        : [
              ...(["users", "groups"] as const)
                  .filter((kind) => devices.grantees[kind] !== undefined)
                  .map((kind) => ({
                      path: `devices.grantees.${kind}`,
                      value: devices.grantees[kind],
                      message: "names people, but devices act with a role",
                      fix: "Name the token exchange role of the devices under roles.",
                  })),
              ...granteesIssues({ devices }, ["devices"], scope),
          ];

/**
 * What a device needs to register itself with the role.
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

/** The configuration of the agent's Greengrass component, as JSON text; it takes the role by its name. */
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

/** The role that AWS IoT Greengrass core devices register with. */
export const edgeDevice: Pattern<
    Args,
    Record<"role" | "core" | "awsManagedCore" | "features" | "devices", NamedResource>,
    Record<"trust" | "core" | "features" | "devices", PlannedDocument | undefined>
> = {
    component: "EdgeDeviceAccess",
    summary: "The role that AWS IoT Greengrass core devices register with, and which devices may.",
    sources: [
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-edge-devices-service-role.html",
        "https://docs.aws.amazon.com/greengrass/v2/developerguide/systems-manager-agent-component.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html",
    ],
    unverified: [
        unverifiedSourceAccount(
            "devices of AWS IoT Greengrass, whose role its guide lets be that of hybrid activations",
            "Deploy the agent's component to one device. A device that does not become managed tells that the keys are not sent.",
        ),
        {
            fact: "AWS's policy for devices allows ssm:AddTagsToResource and tags on every resource, and passes the role without naming the service; here tags are those given, on managed instances, and the role goes to Systems Manager only.",
            arg: "nodeTags",
            check: "Deploy the agent's component to one device, with tags and without. It must become managed, with the tags.",
        },
    ],
    constraints,
    validate: (args, scope) => [...registeredNodesIssues(args, scope), ...deviceIssues(args, scope)],
    names: (scope, explicit) => ({
        ...registeredNodesNames(scope, explicit),
        devices: namedPolicy(scope, "devices", explicit),
    }),
    documents: (scope, args) => ({
        ...registeredNodesDocuments(scope, args, args.acceptUnguardedTrust),
        devices: args.devices && devices(scope, args),
    }),
};

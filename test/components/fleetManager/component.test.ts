import { FleetManagerAccess } from "../../../components";
import { fleetManager } from "../../../components/fleetManager/pattern";
import { describeComponent } from "../../support/component";
import { namingScope } from "../namingScopes";
import { everything } from "./fixture";

const names = fleetManager.names(namingScope("FleetManagerAccess"), {});
const policy = (level: string) => ["aws:iam/policy:Policy", `ops-${level}`] as const;

describeComponent(FleetManagerAccess, fleetManager, {
    args: everything,
    inventory: [
        ["ssm-access:index:FleetManagerAccess", "ops"],
        policy("desktopUsers"),
        ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-desktopUsers-user-ana"],
        policy("readers"),
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-readers-group-support"],
        policy("writers"),
        ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-writers-group-ops"],
    ],
    carries: [
        ["ops-readers", "policy", "readers"],
        ["ops-writers", "policy", "writers"],
        ["ops-desktopUsers", "policy", "desktopUsers"],
    ],
    outputs: {
        readerPolicyArn: names.readers.arn,
        writerPolicyArn: names.writers.arn,
        desktopUserPolicyArn: names.desktopUsers.arn,
    },
    rejected: {
        args: { readers: { grantees: {}, nodeIds: ["*"] }, path: "ops" },
        paths: ["readers.grantees", "readers.nodeIds[0]", "path"],
    },
});

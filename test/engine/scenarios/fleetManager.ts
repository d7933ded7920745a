import * as assert from "node:assert/strict";
import { FleetManagerAccess } from "../../../components";
import { allowed, region, staff, type Scenario } from "./scenario";

export const fleetManagerScenario: Scenario = {
    component: "FleetManagerAccess",
    make: (changed) =>
        new FleetManagerAccess("windows", {
            readers: {
                targetTags: { Environment: ["test"] },
                performance: true,
                events: changed,
                grantees: staff("FleetManagerAccess", changed),
            },
            desktopUsers: {
                targetTags: { Environment: ["test"] },
                grantees: { groups: ["FleetManagerAccess-audit"] },
            },
        }),
    exists: [
        "GroupPolicyAttachment FleetManagerAccess-audit/policy/windows-desktopUsers-HASH",
        "GroupPolicyAttachment FleetManagerAccess-team/policy/windows-readers-HASH",
        "Policy policy/windows-desktopUsers-HASH",
        "Policy policy/windows-readers-HASH",
    ],
    holds: (found) => {
        assert.deepEqual(
            allowed(found("windows-readers Policy"), "ssm:SendCommand").filter((arn) => arn.includes(":document/")),
            [`arn:aws:ssm:${region}::document/AWSFleetManager-GetPerformanceCounters`],
        );
        assert.ok(
            allowed(found("windows-desktopUsers Policy"), "ssm:StartSession").includes(
                `arn:aws:ssm:${region}::document/AWS-StartPortForwardingSession`,
            ),
        );
    },
    steps: [
        "create GroupPolicyAttachment windows-readers-group-FleetManagerAccess-audit",
        "update Policy windows-readers",
    ],
};

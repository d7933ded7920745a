import * as assert from "node:assert/strict";
import { TeamAccess } from "../../../components";
import { allowed, staff, type Scenario } from "./scenario";

export const teamScenario: Scenario = {
    component: "TeamAccess",
    make: (changed) =>
        new TeamAccess("team", {
            levels: [
                {
                    runCommand: {
                        operator: {
                            documents: changed ? ["Acme-PatchNow", "Acme-Restart"] : ["Acme-PatchNow"],
                            targetTags: { Environment: ["test"] },
                        },
                    },
                },
                { parameter: { readers: { paths: ["/app"] } } },
            ],
            holder: staff("TeamAccess", changed),
        }),
    exists: ["GroupPolicyAttachment TeamAccess-team/policy/team-policy1-HASH", "Policy policy/team-policy1-HASH"],
    holds: (found) => {
        const policy = found("team-policy1 Policy");
        assert.deepEqual(
            allowed(policy, "ssm:SendCommand").filter((arn) => arn.includes(":document/")),
            ["arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow"],
        );
        assert.ok(allowed(policy, "ssm:GetParametersByPath").length > 0);
    },
    steps: ["create GroupPolicyAttachment team-policy1-group-TeamAccess-audit", "update Policy team-policy1"],
};

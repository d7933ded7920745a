import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { inWorld, type Program } from "./support/harness";

/** The smallest program that covers all operations: a role, a policy and an attachment. */
const program: Program = async () => {
    const { accountId } = await aws.getCallerIdentity();
    const trust = {
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "TrustSystemsManager",
                Effect: "Allow",
                Principal: { Service: "ssm.amazonaws.com" },
                Action: ["sts:AssumeRole"],
                Condition: { StringEquals: { "aws:SourceAccount": accountId } },
            },
        ],
    };
    const grant = {
        Version: "2012-10-17",
        Statement: [{ Sid: "ReadInstances", Effect: "Allow", Action: ["ec2:DescribeInstances"], Resource: ["*"] }],
    };
    const role = new aws.iam.Role("automation", { name: "automation", assumeRolePolicy: JSON.stringify(trust) });
    const policy = new aws.iam.Policy("read", { policy: JSON.stringify(grant) });
    new aws.iam.RolePolicyAttachment("read", { role: role.name, policyArn: policy.arn });
    return { roleArn: role.arn };
};

describe("the engine", () => {
    it("previews, deploys, shows no changes, refreshes, and destroys everything", async function () {
        await inWorld(this, {}, async (world) => {
            const preview = await world.preview(program);
            assert.ok(preview.succeeded, preview.output);
            assert.deepEqual(preview.changes, { create: 4 });
            assert.deepEqual(world.existing("aws:iam/role:Role"), []);

            const up = await world.up(program);
            assert.ok(up.succeeded, up.output);
            assert.equal(up.outputs.roleArn?.value, "arn:aws:iam::123456789012:role/automation");

            const again = await world.preview(program);
            assert.deepEqual(again.changes, { same: 4 }, again.output);

            const refresh = await world.refresh();
            assert.ok(refresh.succeeded, refresh.output);
            assert.deepEqual(refresh.changes, { same: 4 });

            const destroy = await world.destroy();
            assert.ok(destroy.succeeded, destroy.output);
            for (const type of ["role:Role", "policy:Policy", "rolePolicyAttachment:RolePolicyAttachment"]) {
                assert.deepEqual(world.existing(`aws:iam/${type}`), []);
            }
            assert.deepEqual(await world.state(), []);
        });
    });
});

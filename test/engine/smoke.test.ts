import * as assert from "node:assert/strict";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { inWorld, type Outcome, type Program, type World } from "./harness";

const root = join(__dirname, "..", "..");

/** The program that `pulumi up` runs. */
const stack: Program = async () => {
    const { default: run } = (await import("../../index")) as unknown as { default: Program };
    return run();
};

/** A guarded role, a policy of its own and an attachment: the least that shows the whole way. */
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

/** The people and roles whom a preview would attach something to, and whom it does not make itself. */
const granteesIn = ({ calls }: Outcome): Required<Pick<World, "users" | "groups" | "roles">> => {
    const planned = calls.filter(({ rpc }) => rpc === "create");
    const named = (kind: string): string[] =>
        planned.map(({ inputs }) => inputs?.[kind]).filter((name): name is string => typeof name === "string");
    const made = planned.filter(({ type }) => type === "aws:iam/role:Role").map(({ inputs }) => inputs?.name);
    return {
        users: named("user"),
        groups: named("group"),
        roles: named("role").filter((name) => !made.includes(name)),
    };
};

describe("the stack", () => {
    it("is deployed from Pulumi.dev.yaml, is stable, and leaves nothing when it goes", async function () {
        await inWorld(this, { stackFile: join(root, "Pulumi.dev.yaml"), stack: "dev" }, async (world) => {
            const preview = await world.preview(stack);
            assert.ok(preview.succeeded, preview.output);
            world.populate(granteesIn(preview));

            const up = await world.up(stack);
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(up.diagnostics, []);
            assert.deepEqual(up.changes, preview.changes);

            const again = await world.preview(stack);
            assert.deepEqual(Object.keys(again.changes), ["same"], again.output);

            const refresh = await world.refresh();
            assert.deepEqual(Object.keys(refresh.changes), ["same"], refresh.output);

            await world.unprotect();
            const destroy = await world.destroy();
            assert.ok(destroy.succeeded, destroy.output);
            assert.deepEqual(await world.state(), []);
        });
    });
});

describe("the engine", () => {
    it("previews, deploys, finds nothing to change, refreshes, and destroys all of it", async function () {
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

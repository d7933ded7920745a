import * as assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { engineFor, EngineWorld, inWorld, type Program } from "./support/harness";

const document = (Action: string, Resource: pulumi.Input<string>): pulumi.Output<string> =>
    pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

const trust = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ssm.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const policyWith =
    (action: string): Program =>
    () => {
        const role = new aws.iam.Role("automation", { name: "automation", assumeRolePolicy: trust });
        // The ARN is unknown at preview, and so is the whole document.
        new aws.iam.Policy("grant", { name: "grant", policy: document(action, role.arn) });
        return Promise.resolve({});
    };

/** A pack with one rule, which shows that the harness enforces any pack. */
const onePolicy = `
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
new PolicyPack("harness", {
    enforcementLevel: "mandatory",
    policies: [{
        name: "no-pass-role",
        description: "Policies must not contain iam:PassRole.",
        validateResource: ({ type, props }, report) => {
            if (type === "aws:iam/policy:Policy" && props.policy.includes("iam:PassRole")) {
                report("The policy contains iam:PassRole.");
            }
        },
    }],
});
`;

describe("the harness", () => {
    let pack: string;
    before(() => {
        pack = mkdtempSync(join(tmpdir(), "ssm-access-pack-"));
        writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
        writeFileSync(join(pack, "package.json"), '{ "name": "harness", "version": "0.0.1", "main": "index.js" }');
        writeFileSync(join(pack, "index.js"), onePolicy);
        const modules = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", "..");
        symlinkSync(modules, join(pack, "node_modules"), "dir");
    });
    after(() => {
        rmSync(pack, { recursive: true });
    });

    it("skips a policy at preview if its input is unknown, and enforces it at up", async function () {
        await inWorld(this, { policyPacks: [pack] }, async (world) => {
            const preview = await world.preview(policyWith("iam:PassRole"));
            assert.ok(preview.succeeded, preview.output);
            assert.match(preview.output, /can't run policy 'no-pass-role'.*during preview/);

            const up = await world.up(policyWith("iam:PassRole"));
            assert.equal(up.succeeded, false);
            assert.deepEqual(
                up.violations.map(({ policy, level }) => [policy, level]),
                [["no-pass-role", "mandatory"]],
            );
            assert.match(up.violations[0]?.message ?? "", /Policies must not contain iam:PassRole/);
            // The call log proves that the blocked resource was not created.
            assert.deepEqual(
                up.calls
                    .filter(({ rpc, preview: planned }) => rpc === "create" && planned !== true)
                    .map(({ name }) => name),
                ["automation"],
            );
            assert.deepEqual(world.existing("aws:iam/policy:Policy"), []);

            const compliant = await world.up(policyWith("ssm:GetDocument"));
            assert.ok(compliant.succeeded, compliant.output);
            assert.deepEqual(compliant.violations, []);
        });
    });

    it("passes config, stack and account to the program, and creates the users and groups", async function () {
        const world = {
            project: "access",
            stack: "dev",
            region: "us-gov-west-1",
            accountId: "210987654321",
            config: { "access:names": ["one", "two"], "access:owner": "platform" },
            groups: ["operators"],
        };
        const program: Program = async () => {
            const config = new pulumi.Config("access");
            const { accountId } = await aws.getCallerIdentity();
            const { partition } = await aws.getPartition();
            new aws.iam.GroupPolicyAttachment("operators", {
                group: "operators",
                policyArn: `arn:${partition}:iam::aws:policy/AmazonSSMReadOnlyAccess`,
            });
            return {
                names: config.requireObject("names"),
                owner: config.require("owner"),
                where: [pulumi.getProject(), pulumi.getStack(), partition, accountId, (await aws.getRegion()).region],
            };
        };
        await inWorld(this, world, async (opened) => {
            const { outputs, output, diagnostics } = await opened.up(program);
            assert.deepEqual(outputs.names?.value, ["one", "two"], output);
            assert.equal(outputs.owner?.value, "platform");
            assert.deepEqual(outputs.where?.value, ["access", "dev", "aws-us-gov", "210987654321", "us-gov-west-1"]);
            assert.deepEqual(diagnostics, []);
        });
    });

    it("removes its folder when closed", async function () {
        const world = await EngineWorld.open(engineFor(this));
        assert.ok(existsSync(world.folder));
        world.close();
        assert.ok(!existsSync(world.folder));
    });
});

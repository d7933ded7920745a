import * as assert from "node:assert/strict";
import { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { AutomationAccess, type AutomationAccessArgs } from "../../../components";
import { deploy, documentIn, inventory, isKnown, valueOf, type Run } from "../../support/deploy";
import { unknownInputs } from "../../support/component";
import { everything, functionArn, instanceRole } from "./fixture";

const make = (args: AutomationAccessArgs, run: Run = {}, opts: pulumi.ComponentResourceOptions = {}) =>
    deploy(() => new AutomationAccess("images", args, opts), run);

const outputs = ["roleArn", "roleName", "starterPolicyArn", "approverPolicyArn"] as const;

const physical = /^acme-test-images-(assume|starters|approvers)-[0-9a-f]{8}$/;

describe("AutomationAccess", () => {
    it("creates only the role, its permissions and the policies of starters and approvers", async () => {
        const { made } = await make(everything);
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "images"],
            ["ssm-access:index:AutomationAccess", "images"],
            ["aws:iam/policy:Policy", "images-approvers"],
            ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "images-approvers-user-ana"],
            ["aws:iam/rolePolicy:RolePolicy", "images-permissions"],
            ["aws:iam/policy:Policy", "images-starters"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "images-starters-group-ops"],
        ]);
    });

    it("creates only the role and its permissions without starters and approvers", async () => {
        const { made, result } = await make({ functionArns: [functionArn] });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "images"],
            ["ssm-access:index:AutomationAccess", "images"],
            ["aws:iam/rolePolicy:RolePolicy", "images-permissions"],
        ]);
        assert.deepEqual([result.starterPolicyArn, result.approverPolicyArn], [undefined, undefined]);
    });

    it("sets the name, path, permissions boundary, session duration and tags of the role", async () => {
        const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
        const { made } = await make({
            ...everything,
            roleName: "images",
            path: "/ops/",
            permissionsBoundary,
            maxSessionSeconds: 7200,
            tags: { Owner: "platform" },
        });
        const { assumeRolePolicy, ...inputs } = made[0]?.inputs ?? {};
        assert.equal(typeof assumeRolePolicy, "string");
        assert.deepEqual(inputs, {
            name: "images",
            path: "/ops/",
            permissionsBoundary,
            maxSessionDuration: 7200,
            description: "Assumed by Systems Manager Automation for its runbooks.",
            tags: { Owner: "platform" },
        });
    });

    it("outputs the ARNs of the role and of the policies", async () => {
        const { result } = await make(everything);
        const [roleArn, roleName, starter, approver] = await Promise.all(
            outputs.map((output) => valueOf(result[output] ?? pulumi.output(""))),
        );
        assert.match(String(roleName), physical);
        assert.equal(roleArn, `arn:aws:iam::123456789012:role/${String(roleName)}`);
        assert.match(String(starter), /^arn:aws:iam::123456789012:policy\/acme-test-images-starters-[0-9a-f]{8}$/);
        assert.match(String(approver), /^arn:aws:iam::123456789012:policy\/acme-test-images-approvers-[0-9a-f]{8}$/);
    });

    it("resolves every output and document at preview, including the ARN of its role", async () => {
        const { made, result } = await make(everything, { preview: true });
        for (const output of outputs) {
            assert.ok(await isKnown(result[output] ?? pulumi.output(pulumi.unknown)), output);
        }
        const roleArn = await valueOf(result.roleArn);
        for (const [child, property] of [
            ["images", "assumeRolePolicy"],
            ["images-permissions", "policy"],
            ["images-starters", "policy"],
            ["images-approvers", "policy"],
        ] as const) {
            assert.ok(documentIn(made, child, property));
        }
        assert.ok(JSON.stringify(documentIn(made, "images-permissions", "policy")).includes(roleArn));
        assert.ok(JSON.stringify(documentIn(made, "images-starters", "policy")).includes(roleArn));
    });

    it("keeps the names known and the document unknown while a role ARN is unknown", async () => {
        const { made, result } = await make(
            { instanceRoleArns: [pulumi.output(pulumi.unknown as string)], maxSessionSeconds: 3600 },
            { preview: true },
        );
        assert.ok(await isKnown(result.roleArn));
        assert.throws(() => documentIn(made, "images-permissions", "policy"), /has no string at policy/);
    });

    it("uses the account, Region and partition of its provider", async () => {
        const { made, result } = await make(
            { functionArns: [functionArn], starters: everything.starters },
            { location: { accountId: "210987654321", region: "us-gov-west-1", partition: "aws-us-gov" } },
        );
        assert.match(await valueOf(result.roleArn), /^arn:aws-us-gov:iam::210987654321:role\//);
        assert.match(
            JSON.stringify(documentIn(made, "images", "assumeRolePolicy")),
            /"aws:SourceAccount":"210987654321".*"arn:aws-us-gov:ssm:us-gov-west-1:210987654321:automation-execution\/\*"/,
        );
        assert.match(
            JSON.stringify(documentIn(made, "images-starters", "policy")),
            /"arn:aws-us-gov:ssm:us-gov-west-1:210987654321:document\/Acme-PatchImage","arn:aws-us-gov:ssm:us-gov-west-1::document\//,
        );
    });

    it("rejects roles of another account than the provider's before it creates children", async () => {
        await assert.rejects(
            make(everything, { location: { accountId: "210987654321" } }),
            /AutomationAccess "images"\.instanceRoleArns\[0\] .* is in account 123456789012, but the component deploys to account 210987654321/,
        );
    });

    it("keeps every policy known at preview but the one with the ARN of a new role", async () => {
        const { made } = await deploy(
            () => {
                const build = new Role("build", { assumeRolePolicy: "{}" });
                return new AutomationAccess("images", { ...everything, instanceRoleArns: [build.arn] });
            },
            { preview: true },
        );
        assert.deepEqual(unknownInputs(made), ["images-permissions.policy"]);
    });

    it("validates an arg once it is known, before it creates anything", async () => {
        await assert.rejects(
            make({ ...everything, instanceRoleArns: [Promise.resolve("arn:aws:iam::210987654321:role/other")] }),
            /AutomationAccess "images"\.instanceRoleArns\[0\] .* is in account 210987654321/,
        );
    });

    it("does not print a secret that is invalid", async () => {
        await assert.rejects(make({ ...everything, instanceRoleArns: [pulumi.secret("hunter2")] }), (error: Error) => {
            assert.match(error.message, /AutomationAccess "images"\.instanceRoleArns\[0\] is not the ARN of one role/);
            assert.doesNotMatch(error.message, /hunter2/);
            return true;
        });
    });

    it("trusts executions in the Region of the region arg", async () => {
        const { made } = await make({ functionArns: [functionArn], region: "us-east-1" });
        assert.match(
            JSON.stringify(documentIn(made, "images", "assumeRolePolicy")),
            /arn:aws:ssm:us-east-1:123456789012:automation-execution\/\*/,
        );
    });

    it("reports every validation issue at once", async () => {
        await assert.rejects(
            make({
                instanceRoleArns: [instanceRole.replace("instances", "*")],
                starters: { grantees: {}, runbooks: [] },
            }),
            (error: Error) => {
                assert.match(error.message, /AutomationAccess "images"\.instanceRoleArns\[0\]/);
                assert.match(error.message, /AutomationAccess "images"\.starters\.runbooks \[\] has 0 values/);
                assert.match(error.message, /AutomationAccess "images"\.starters\.grantees has neither/);
                return true;
            },
        );
    });
});

import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogDelivery } from "../../../components";
import type { FlowLogDeliveryArgs } from "../../../components/flowLogDelivery/args";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const creators = { grantees: { groups: ["network"] }, resourceIds: ["vpc-0123456789abcdef0"] };
const key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const bucketName = "acme-flow-logs";

const make = (args: FlowLogDeliveryArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new FlowLogDelivery("network", args, opts), run);

const inputsOf = (made: readonly Made[], type: string): Made["inputs"] =>
    made.find((child) => child.type === type)?.inputs ?? assert.fail(`no ${type}`);

const outputsOf = async (delivery: FlowLogDelivery): Promise<Record<string, string | undefined>> => {
    const { deliveryRoleArn, deliveryRoleName, logGroupName, logGroupArn, bucketArn, creatorPolicyArn } = delivery;
    const outputs = { deliveryRoleArn, deliveryRoleName, logGroupName, logGroupArn, bucketArn, creatorPolicyArn };
    return Object.fromEntries(
        await Promise.all(
            Object.entries(outputs).map(async ([name, output]) => [name, output && (await valueOf(output))] as const),
        ),
    );
};

describe("FlowLogDelivery", () => {
    it("creates a log group, the role that publishes to it, and the creators' policy", async () => {
        const { made, result } = await make({
            logGroup: { logGroupName: "/acme/flow", retentionDays: 90, kmsKeyArn: key },
            roleName: "flow",
            path: "/network/",
            tags: { Team: "network" },
            creators,
        });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "network"],
            ["ssm-access:index:FlowLogDelivery", "network"],
            ["aws:iam/policy:Policy", "network-creators"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "network-creators-group-network"],
            ["aws:cloudwatch/logGroup:LogGroup", "network-log-group"],
            ["aws:iam/rolePolicy:RolePolicy", "network-publish"],
        ]);
        assert.deepEqual(inputsOf(made, "aws:cloudwatch/logGroup:LogGroup"), {
            name: "/acme/flow",
            retentionInDays: 90,
            kmsKeyId: key,
            tags: { Team: "network" },
        });
        const { creatorPolicyArn, ...outputs } = await outputsOf(result);
        assert.deepEqual(outputs, {
            deliveryRoleArn: "arn:aws:iam::123456789012:role/network/flow",
            deliveryRoleName: "flow",
            logGroupName: "/acme/flow",
            logGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:/acme/flow",
            bucketArn: undefined,
        });
        assert.match(creatorPolicyArn ?? "", /:policy\/network\/acme-test-network-creators-[0-9a-f]{8}$/);
    });

    it("defaults to a computed log group name and a retention of 365 days", async () => {
        const { made, result } = await make({ logGroup: {} });
        const { name, retentionInDays } = inputsOf(made, "aws:cloudwatch/logGroup:LogGroup");
        assert.equal(retentionInDays, 365);
        assert.equal(await valueOf(result.logGroupName ?? assert.fail()), name);
        assert.match(
            JSON.stringify(documentIn(made, "network-publish", "policy")),
            new RegExp(`log-group:${String(name)}:\\*`),
        );
    });

    it("publishes to an existing log group without creating one", async () => {
        const { made, result } = await make({ logGroup: { existingLogGroupName: pulumi.output("/acme/flow") } });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "network"],
            ["ssm-access:index:FlowLogDelivery", "network"],
            ["aws:iam/rolePolicy:RolePolicy", "network-publish"],
        ]);
        assert.equal(
            await valueOf(result.logGroupArn ?? assert.fail()),
            "arn:aws:logs:eu-west-1:123456789012:log-group:/acme/flow",
        );
    });

    it("attaches the bucket policy and creates no role", async () => {
        const { made, result } = await make({ bucket: { bucketName, keyPrefix: "network" } });
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:FlowLogDelivery", "network"],
            ["aws:s3/bucketPolicy:BucketPolicy", "network-bucket-policy"],
        ]);
        const { bucket, policy } = inputsOf(made, "aws:s3/bucketPolicy:BucketPolicy");
        const exported = await valueOf(result.bucketPolicy ?? assert.fail());
        assert.deepEqual([bucket, policy], [bucketName, exported]);
        assert.match(exported, /"arn:aws:s3:::acme-flow-logs\/network\/AWSLogs\/123456789012\/\*"/);
        assert.deepEqual(await outputsOf(result), {
            deliveryRoleArn: undefined,
            deliveryRoleName: undefined,
            logGroupName: undefined,
            logGroupArn: undefined,
            bucketArn: "arn:aws:s3:::acme-flow-logs/network/",
            creatorPolicyArn: undefined,
        });
    });

    it("exports the policy without attaching it if attachPolicy is false", async () => {
        const { made, result } = await make({ bucket: { bucketName, attachPolicy: false } });
        assert.deepEqual(inventory(made), [["ssm-access:index:FlowLogDelivery", "network"]]);
        assert.match(await valueOf(result.bucketPolicy ?? assert.fail()), /"AWSLogDeliveryWrite"/);
        assert.equal(await valueOf(result.bucketArn ?? assert.fail()), "arn:aws:s3:::acme-flow-logs");
    });

    it("has known documents and outputs at preview", async () => {
        const { made, result } = await make({ logGroup: {}, bucket: { bucketName }, creators }, { preview: true });
        documentIn(made, "network", "assumeRolePolicy");
        for (const child of ["network-publish", "network-creators", "network-bucket-policy"]) {
            documentIn(made, child, "policy");
        }
        for (const output of [
            result.deliveryRoleArn,
            result.logGroupArn,
            result.bucketArn,
            result.bucketPolicy,
            result.creatorPolicyArn,
        ]) {
            assert.equal(output && (await isKnown(output)), true);
        }
    });

    it("leaves only outputs that depend on an unknown arg unknown", async () => {
        const unknown = pulumi.output(pulumi.unknown) as pulumi.Output<string>;
        const { result } = await make({ logGroup: {}, bucket: { bucketName: unknown } }, { preview: true });
        assert.equal(await isKnown(result.deliveryRoleArn ?? assert.fail()), true);
        assert.equal(await isKnown(result.bucketArn ?? assert.fail()), false);
    });

    it("uses the account and Region of its provider", async () => {
        const { made } = await deploy(
            () =>
                (["ireland", "beijing"] as const).map(
                    (name) =>
                        new FlowLogDelivery(
                            name,
                            { logGroup: {}, bucket: { bucketName } },
                            { provider: new Provider(name) },
                        ),
                ),
            {
                providers: {
                    ireland: home,
                    beijing: { partition: "aws-cn", accountId: "210987654321", region: "cn-north-1" },
                },
            },
        );
        const beijing = JSON.stringify(
            ["policy", "assumeRolePolicy"].flatMap((property) =>
                made
                    .filter(({ name, inputs }) => name.startsWith("beijing") && property in inputs)
                    .map(({ inputs }) => inputs[property]),
            ),
        );
        assert.doesNotMatch(beijing, /arn:aws:|123456789012|eu-west-1/);
        assert.match(beijing, /arn:aws-cn:logs:cn-north-1:210987654321:/);
    });

    it("reports all validation issues at once before creating anything", async () => {
        await assert.rejects(
            make({ bucket: { bucketName: "acme-*" }, roleName: "flow" }),
            (error: Error) =>
                error.message.includes('bucket.bucketName "acme-*" is not a bucket name') &&
                error.message.includes('roleName "flow" applies only to the role that writes to a log group'),
        );
        await assert.rejects(make({}), /FlowLogDelivery "network" has neither "logGroup" nor "bucket"/);
    });
});

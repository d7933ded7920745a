import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { RunCommandAccess, type RunCommandAccessArgs } from "../../../components";
import { runCommand } from "../../../components/runCommand/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { administrator, operator, reader } from "./fixture";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";
import { describeAccess, may, mayNot, worldOf } from "../../support/oracle";

const token = "ssm-access:index:RunCommandAccess";

const everyLevel: RunCommandAccessArgs = {
    administrator: { ...administrator, grantees: { users: ["arn:aws:iam::123456789012:user/staff/ana"] } },
    operator: { ...operator, grantees: { groups: ["ops"], roles: ["arn:aws:iam::123456789012:role/deploy/runner"] } },
    reader: { ...reader, grantees: { groups: ["everybody"] } },
    path: "/ssm/",
    tags: { Owner: "platform" },
};

const build = (args: RunCommandAccessArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new RunCommandAccess("ops", args, opts), run);

const named = (made: readonly Made[], name: string): Made =>
    made.find((child) => child.name === name) ?? assert.fail(`no resource is named ${name}`);

/** The names and documents of the pattern, as expected values. */
const plannedAt = (location: Partial<typeof home> = {}, args = everyLevel) => {
    const scope = namingScope("RunCommandAccess", location);
    return {
        names: runCommand.names(scope, args.path === undefined ? {} : { path: args.path }),
        documents: planDocuments(runCommand, scope, args as Parameters<typeof runCommand.validate>[0]),
    };
};

describe("RunCommandAccess", () => {
    it("creates a policy for each level and attaches it to each grantee", async () => {
        const { made } = await build(everyLevel);
        assert.deepEqual(inventory(made), [
            [token, "ops"],
            ["aws:iam/policy:Policy", "ops-administrator"],
            ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "ops-administrator-user-ana"],
            ["aws:iam/policy:Policy", "ops-operator"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-operator-group-ops"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ops-operator-role-runner"],
            ["aws:iam/policy:Policy", "ops-reader"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "ops-reader-group-everybody"],
        ]);
    });

    it("creates nothing for a level that is not configured", async () => {
        const { result, made } = await build({ reader });
        assert.deepEqual(
            made.map(({ name }) => name),
            ["ops", "ops-reader", "ops-reader-group-ops"],
        );
        assert.equal(result.administratorPolicyArn, undefined);
        assert.equal(result.operatorPolicyArn, undefined);
    });

    it("sets the computed name, path, tags and document of each policy", async () => {
        const { made } = await build(everyLevel);
        const { names, documents } = plannedAt();
        for (const level of ["administrator", "operator", "reader"] as const) {
            const { policy, ...inputs } = named(made, `ops-${level}`).inputs;
            assert.equal(typeof policy, "string");
            assert.deepEqual(documentIn(made, `ops-${level}`, "policy"), documents[level]?.document);
            assert.deepEqual(
                { ...inputs, description: undefined },
                { name: names[level].name, path: "/ssm/", tags: { Owner: "platform" }, description: undefined },
            );
            assert.match(String(inputs.description), /^[A-Z].* Run Command\.$/);
        }
        assert.match(names.operator.name, /^acme-test-ops-operator-[0-9a-f]{8}$/);
    });

    it("attaches policies by computed ARN to grantee names taken from ARNs", async () => {
        const { made } = await build(everyLevel);
        const { names } = plannedAt();
        assert.deepEqual(named(made, "ops-administrator-user-ana").inputs, {
            user: "ana",
            policyArn: names.administrator.arn,
        });
        assert.deepEqual(named(made, "ops-operator-role-runner").inputs, {
            role: "runner",
            policyArn: names.operator.arn,
        });
        assert.deepEqual(named(made, "ops-reader-group-everybody").inputs, {
            group: "everybody",
            policyArn: names.reader.arn,
        });
    });

    it("outputs the ARN of each policy", async () => {
        const { result } = await build(everyLevel);
        const { names } = plannedAt();
        for (const level of ["administrator", "operator", "reader"] as const) {
            const arn = result[`${level}PolicyArn`];
            assert.equal(arn && (await valueOf(arn)), names[level].arn);
        }
    });

    it("keeps its names across projects and stacks with namePrefix", async () => {
        const policyName = async (run: Run): Promise<unknown> =>
            named((await build({ reader, namePrefix: "platform" }, run)).made, "ops-reader").inputs.name;
        assert.equal(
            await policyName({ project: "old", stack: "dev" }),
            await policyName({ project: "new", stack: "prod" }),
        );
    });
});

describe("RunCommandAccess with invalid args", () => {
    it("reports every validation issue at once and registers nothing", async () => {
        const { result, made } = await deploy(() => {
            try {
                new RunCommandAccess("ops", {
                    operator: { documents: ["AWS-RunShellScript", "x"], nodeIds: ["i-*"], grantees: { users: [] } },
                    region: "everywhere",
                });
                return "nothing";
            } catch (issue) {
                return String(issue);
            }
        });
        assert.deepEqual(made, []);
        assert.match(result, /RunCommandAccess "ops"\.operator\.documents\[1\] "x" is not the name of one document/);
        for (const path of ["operator.documents[0]", "operator.nodeIds[0]", "operator.grantees.users", "region"]) {
            assert.ok(result.includes(`RunCommandAccess "ops".${path} `), `${path} is not reported`);
        }
    });

    it("creates no policy from an output with an invalid value", async () => {
        await assert.rejects(
            build({
                operator: {
                    ...operator,
                    documents: [pulumi.output("AWS-RunShellScript")],
                    acceptRootDocuments: undefined,
                },
            }),
            /operator\.documents\[0\] "AWS-RunShellScript" is an AWS-owned document that can run any code as root/,
        );
    });

    it("compares documents with acceptances only after their values are known", async () => {
        const accepted = { ...operator, documents: ["AWS-RunPatchBaseline"] };
        for (const given of [
            { ...accepted, documents: [pulumi.output("AWS-RunPatchBaseline")] },
            { ...accepted, acceptRootDocuments: [pulumi.output("AWS-RunPatchBaseline")] },
        ]) {
            const { made } = await build({ operator: given });
            assert.deepEqual(
                documentIn(made, "ops-operator", "policy"),
                plannedAt({}, { operator: accepted }).documents.operator?.document,
            );
        }
    });

    it("rejects a grantee in another account once the account is known", async () => {
        await assert.rejects(
            build({ reader: { grantees: { users: ["arn:aws:iam::210987654321:user/ana"] } } }),
            /reader\.grantees\.users\[0\] .* is in account 210987654321, but the component deploys to account 123456789012/,
        );
    });
});

describe("RunCommandAccess at preview", () => {
    const preview = { preview: true };

    it("resolves every name, ARN and document", async () => {
        const { result, made } = await build(everyLevel, preview);
        assert.deepEqual(
            made.flatMap(({ name, inputs }) =>
                Object.entries(inputs).flatMap(([property, value]) =>
                    pulumi.isUnknown(value) ? [`${name}.${property}`] : [],
                ),
            ),
            [],
        );
        assert.deepEqual(documentIn(made, "ops-operator", "policy"), plannedAt().documents.operator?.document);
        for (const arn of [result.administratorPolicyArn, result.operatorPolicyArn, result.readerPolicyArn]) {
            assert.equal(arn && (await isKnown(arn)), true);
        }
    });

    it("keeps a name known while its document depends on an unknown arg", async () => {
        const { result, made } = await deploy(() => {
            const role = new Role("notify", { assumeRolePolicy: "{}" });
            return new RunCommandAccess("ops", { operator: { ...operator, notificationRoleArns: [role.arn] } });
        }, preview);
        const { policy, name } = named(made, "ops-operator").inputs;
        assert.equal(pulumi.isUnknown(policy), true);
        assert.equal(name, plannedAt().names.operator.name);
        assert.equal(result.operatorPolicyArn && (await isKnown(result.operatorPolicyArn)), true);
    });

    it("keeps everything unknown while the account is unknown", async () => {
        const { made } = await build(everyLevel, {
            ...preview,
            location: { accountId: undefined } as unknown as Partial<typeof home>,
        });
        const { policy, name } = named(made, "ops-operator").inputs;
        assert.deepEqual([pulumi.isUnknown(policy), pulumi.isUnknown(name)], [true, true]);
        assert.doesNotMatch(JSON.stringify(made), /undefined|null/);
    });

    it("resolves documents from outputs with known values", async () => {
        const { made } = await build(
            {
                operator: {
                    documents: [pulumi.output("Acme-PatchNow"), Promise.resolve("AWS-RunPatchBaseline")],
                    acceptRootDocuments: [pulumi.output("AWS-RunPatchBaseline")],
                    targetTags: { Environment: [pulumi.output("prod")], PatchGroup: ["web", pulumi.output("batch")] },
                    outputBucketName: pulumi.output("acme-output"),
                    notificationRoleArns: operator.notificationRoleArns?.map((arn) => pulumi.secret(arn)),
                    grantees: { groups: [pulumi.output("ops")] },
                },
            },
            preview,
        );
        assert.deepEqual(documentIn(made, "ops-operator", "policy"), plannedAt().documents.operator?.document);
        assert.equal(named(made, "ops-operator-group-0").inputs.group, "ops");
    });
});

describe("RunCommandAccess in other locations", () => {
    const bare: RunCommandAccessArgs = { operator: { ...operator, notificationRoleArns: undefined }, reader };

    for (const [name, args, run, location] of [
        ["the Region of the region arg", { region: "us-east-1" }, {}, { region: "us-east-1" }],
        ["the Region of the provider", {}, { location: { region: "us-east-1" } }, { region: "us-east-1" }],
        [
            "China",
            {},
            { location: { partition: "aws-cn", region: "cn-north-1" } },
            { partition: "aws-cn", region: "cn-north-1" },
        ],
        [
            "AWS GovCloud",
            {},
            { location: { partition: "aws-us-gov", region: "us-gov-west-1" } },
            { partition: "aws-us-gov", region: "us-gov-west-1" },
        ],
    ] as const) {
        it(`uses ARNs for ${name}`, async () => {
            const { result, made } = await build({ ...bare, ...args }, run);
            const { names, documents } = plannedAt(location, bare);
            assert.deepEqual(documentIn(made, "ops-operator", "policy"), documents.operator?.document);
            assert.deepEqual(documentIn(made, "ops-reader", "policy"), documents.reader?.document);
            assert.equal(named(made, "ops-operator").inputs.name, names.operator.name);
            assert.equal(result.operatorPolicyArn && (await valueOf(result.operatorPolicyArn)), names.operator.arn);
        });
    }

    it("uses the account and Region of its own provider", async () => {
        const location = { accountId: "210987654321", region: "us-east-1" };
        const { made } = await deploy(
            () => new RunCommandAccess("ops", bare, { provider: new Provider("other", {}) }),
            { providers: { other: location } },
        );
        const { names, documents } = plannedAt(location, bare);
        assert.deepEqual(documentIn(made, "ops-operator", "policy"), documents.operator?.document);
        assert.equal(named(made, "ops-reader-group-ops").inputs.policyArn, names.reader.arn);
        for (const { type, provider } of made.filter(({ type: of }) => of.startsWith("aws:iam/"))) {
            assert.match(provider, /::other::/, type);
        }
    });
});

const command = "arn:aws:ssm:eu-west-1:123456789012:document/Acme-PatchNow";

describeAccess(
    "a grantee of RunCommandAccess",
    async () => worldOf((await build({ reader: everyLevel.reader, administrator: everyLevel.administrator })).made),
    [
        may("read documents, in the reader group", {
            principal: "arn:aws:iam::123456789012:group/everybody",
            action: "ssm:GetDocument",
            resource: command,
        }),
        may("list commands, as the administrator", {
            principal: "arn:aws:iam::123456789012:user/ana",
            action: "ssm:ListCommands",
            resource: "*",
        }),
        mayNot("read documents, in another group", {
            principal: "arn:aws:iam::123456789012:group/ops",
            action: "ssm:GetDocument",
            resource: command,
        }),
    ],
);

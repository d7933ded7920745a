import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ManagedInstanceAccess } from "../../../components";
import type { ManagedInstanceAccessArgs } from "../../../components/managedInstance/args";
import { deploy, documentIn, home, inventory, isKnown, valueOf, type Made, type Run } from "../../support/deploy";

const key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const launchers = { grantees: { groups: ["ops"], users: ["ana"] } };
const existingRoleArn = "arn:aws:iam::123456789012:role/team/nodes";

const trusting = (...statements: readonly unknown[]): Run => ({
    answers: {
        "aws:iam/getRole:getRole": {
            arn: existingRoleArn,
            name: "nodes",
            assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
        },
    },
});
const trusts = (principal: unknown, rest: object = {}) => ({
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...rest,
});
const ec2 = trusts({ Service: "ec2.amazonaws.com" });

const make = (args?: ManagedInstanceAccessArgs, run?: Run, opts?: pulumi.ComponentResourceOptions) =>
    deploy(() => new ManagedInstanceAccess("web", args, opts), run);

const inputsOf = (made: readonly Made[], type: string): Made["inputs"] =>
    made.find((child) => child.type === type)?.inputs ?? assert.fail(`no ${type}`);

const outputsOf = async (access: ManagedInstanceAccess): Promise<Record<string, string | undefined>> => ({
    roleArn: await valueOf(access.roleArn),
    roleName: await valueOf(access.roleName),
    instanceProfileArn: await valueOf(access.instanceProfileArn),
    instanceProfileName: await valueOf(access.instanceProfileName),
    launcherPolicyArn: access.launcherPolicyArn && (await valueOf(access.launcherPolicyArn)),
});

describe("ManagedInstanceAccess", () => {
    it("creates a role, a core policy and an instance profile by default", async () => {
        const { made } = await make();
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "web"],
            ["ssm-access:index:ManagedInstanceAccess", "web"],
            ["aws:iam/policy:Policy", "web-core"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-core-role-0"],
            ["aws:iam/instanceProfile:InstanceProfile", "web-profile"],
        ]);
    });

    it("creates a policy each for features and launchers", async () => {
        const { made } = await make({
            parameters: { paths: ["/web"] },
            managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMPatchAssociation"],
            launchers,
        });
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "web"],
            ["ssm-access:index:ManagedInstanceAccess", "web"],
            ["aws:iam/policy:Policy", "web-core"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-core-role-0"],
            ["aws:iam/policy:Policy", "web-features"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-features-role-0"],
            ["aws:iam/policy:Policy", "web-launchers"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "web-launchers-group-ops"],
            ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "web-launchers-user-ana"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-policy-AmazonSSMPatchAssociation"],
            ["aws:iam/instanceProfile:InstanceProfile", "web-profile"],
        ]);
    });

    it("attaches the AWS managed core instead of its own", async () => {
        const { made } = await make(
            { awsManagedCore: true },
            { location: { partition: "aws-cn", region: "cn-north-1" } },
        );
        assert.deepEqual(inventory(made), [
            ["aws:iam/role:Role", "web"],
            ["ssm-access:index:ManagedInstanceAccess", "web"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-core"],
            ["aws:iam/instanceProfile:InstanceProfile", "web-profile"],
        ]);
        assert.equal(
            inputsOf(made, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").policyArn,
            "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore",
        );
    });

    it("passes on names, path, permissions boundary and tags", async () => {
        const { made, result } = await make({
            roleName: "web-node",
            instanceProfileName: "web-node-profile",
            path: "/ec2/",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Team: "web" },
            launchers,
        });
        assert.deepEqual(inputsOf(made, "aws:iam/role:Role"), {
            name: "web-node",
            path: "/ec2/",
            description: "Lets EC2 instances be managed by Systems Manager.",
            assumeRolePolicy: inputsOf(made, "aws:iam/role:Role").assumeRolePolicy,
            permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            tags: { Team: "web" },
        });
        assert.deepEqual(inputsOf(made, "aws:iam/instanceProfile:InstanceProfile"), {
            name: "web-node-profile",
            path: "/ec2/",
            role: "web-node",
            tags: { Team: "web" },
        });
        const policies = made.filter(({ type }) => type === "aws:iam/policy:Policy");
        assert.deepEqual(
            policies.map(({ inputs }) => [inputs.path, inputs.tags]),
            policies.map(() => ["/ec2/", { Team: "web" }]),
        );
        const { launcherPolicyArn, ...outputs } = await outputsOf(result);
        assert.deepEqual(outputs, {
            roleArn: "arn:aws:iam::123456789012:role/ec2/web-node",
            roleName: "web-node",
            instanceProfileArn: "arn:aws:iam::123456789012:instance-profile/ec2/web-node-profile",
            instanceProfileName: "web-node-profile",
        });
        assert.match(launcherPolicyArn ?? "", /^arn:aws:iam::123456789012:policy\/ec2\/acme-test-web-launchers-/);
    });

    it("uses the account, Region and partition of its provider", async () => {
        const location = { partition: "aws-us-gov", accountId: "210987654321", region: "us-gov-west-1" };
        const { made } = await make({ parameters: { names: ["flat"] } }, { location: location });
        const texts = ["web-core", "web-features"].map((child) => JSON.stringify(documentIn(made, child, "policy")));
        texts.forEach((text) => {
            assert.doesNotMatch(text, new RegExp(`arn:aws:|${home.accountId}|${home.region}`));
            assert.match(text, /arn:aws-us-gov:ssm:us-gov-west-1:210987654321:/);
        });
    });

    it("is limited to instances in the Region of the region arg", async () => {
        const { made } = await make({ region: "eu-central-1" });
        const text = JSON.stringify(documentIn(made, "web-core", "policy"));
        assert.doesNotMatch(text, /eu-west-1/);
    });

    it("passes its provider to its children", async () => {
        const { made } = await deploy(() => {
            const provider = new Provider("other", { region: "eu-west-1" });
            return new ManagedInstanceAccess("web", { launchers }, { provider });
        });
        const children = made.filter(({ type }) => type.startsWith("aws:"));
        assert.equal(children.length > 5 && children.every(({ provider }) => provider.includes("::other::")), true);
    });

    it("knows all documents and outputs at preview", async () => {
        const { made, result } = await make(
            { parameters: { paths: ["/web"], kmsKeyArns: [key] }, launchers },
            { preview: true },
        );
        for (const child of ["web-core", "web-features", "web-launchers"]) {
            documentIn(made, child, "policy");
        }
        documentIn(made, "web", "assumeRolePolicy");
        const outputs = [result.roleArn, result.roleName, result.instanceProfileArn, result.instanceProfileName];
        assert.deepEqual(await Promise.all(outputs.map(isKnown)), [true, true, true, true]);
        assert.equal(result.launcherPolicyArn && (await isKnown(result.launcherPolicyArn)), true);
    });

    it("leaves only the document with an unknown arg unknown", async () => {
        const bucketName = pulumi.output(pulumi.unknown) as pulumi.Output<string>;
        const { made, result } = await make({ outputBuckets: [{ bucketName }] }, { preview: true });
        assert.throws(() => documentIn(made, "web-features", "policy"), /no string at policy/);
        assert.equal(await isKnown(result.instanceProfileName), true);
    });

    it("reports all validation issues at once", async () => {
        await assert.rejects(
            make({ roleName: "a b", parameters: { paths: ["/"] }, documents: ["*"] }),
            (error: Error) => {
                assert.match(error.message, /ManagedInstanceAccess "web"\.roleName "a b" is not a role name/);
                assert.match(error.message, /ManagedInstanceAccess "web"\.parameters\.paths\[0\] "\/" is not a path/);
                assert.match(error.message, /ManagedInstanceAccess "web"\.documents\[0\] "\*"/);
                return true;
            },
        );
    });
});

describe("ManagedInstanceAccess with an existing role", () => {
    it("creates no role, and attaches policies and an instance profile to the existing one", async () => {
        const { made, result } = await make({ existingRoleArn, launchers }, trusting(ec2));
        assert.deepEqual(inventory(made), [
            ["ssm-access:index:ManagedInstanceAccess", "web"],
            ["aws:iam/policy:Policy", "web-core"],
            ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-core-role-0"],
            ["aws:iam/policy:Policy", "web-launchers"],
            ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "web-launchers-group-ops"],
            ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "web-launchers-user-ana"],
            ["aws:iam/instanceProfile:InstanceProfile", "web-profile"],
        ]);
        assert.equal(inputsOf(made, "aws:iam/instanceProfile:InstanceProfile").role, "nodes");
        assert.equal(await valueOf(result.roleArn), existingRoleArn);
        assert.match(
            JSON.stringify(documentIn(made, "web-launchers", "policy")),
            /"arn:aws:iam::123456789012:role\/team\/nodes"/,
        );
    });

    it("knows its documents at preview, after reading the trust policy", async () => {
        const { made, result } = await make({ existingRoleArn }, { ...trusting(ec2), preview: true });
        documentIn(made, "web-core", "policy");
        assert.equal(await isKnown(result.instanceProfileArn), true);
    });

    it("stays unknown while the provider is not configured", async () => {
        const { result } = await make(
            { existingRoleArn },
            { preview: true, answers: { "aws:iam/getRole:getRole": {} } },
        );
        assert.equal(await isKnown(result.roleArn), false);
    });

    const rejected: readonly (readonly [name: string, run: Run, message: RegExp])[] = [
        [
            "trusts another service",
            trusting(trusts({ Service: "ssm.amazonaws.com" })),
            /does not trust ec2\.amazonaws\.com.*it trusts "ssm\.amazonaws\.com"/,
        ],
        ["trusts no principal", trusting({ ...ec2, Effect: "Deny" }), /it trusts nobody/],
        [
            "also trusts an account",
            trusting(ec2, trusts({ AWS: "arn:aws:iam::210987654321:root" })),
            /also trusts "arn:aws:iam::210987654321:root"/,
        ],
        [
            "also trusts another service in the same list",
            trusting(trusts({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] })),
            /also trusts "ssm\.amazonaws\.com".*acceptTrustedPrincipals/,
        ],
        ["also trusts everyone", trusting(ec2, trusts("*")), /also trusts "\*"/],
        [
            "requires a source key of EC2",
            trusting({ ...ec2, Condition: { StringEquals: { "aws:SourceAccount": home.accountId } } }),
            /which EC2 does not send/,
        ],
        [
            "has a different path",
            {
                answers: {
                    "aws:iam/getRole:getRole": {
                        arn: "arn:aws:iam::123456789012:role/nodes",
                        assumeRolePolicy: JSON.stringify({ Statement: ec2 }),
                    },
                },
            },
            /is not the ARN of the role, which is arn:aws:iam::123456789012:role\/nodes/,
        ],
        [
            "cannot be read",
            {},
            /existingRoleArn "arn:aws:iam::123456789012:role\/team\/nodes" cannot be read: .*iam:GetRole/s,
        ],
    ];
    for (const [name, run, message] of rejected) {
        it(`rejects at preview a role that ${name}`, async () => {
            await assert.rejects(make({ existingRoleArn }, { ...run, preview: true }), message);
        });
    }

    it("allows additional principals that are accepted by name", async () => {
        const run = trusting(trusts({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] }));
        const { made } = await make({ existingRoleArn, acceptTrustedPrincipals: ["ssm.amazonaws.com"] }, run);
        assert.equal(inputsOf(made, "aws:iam/instanceProfile:InstanceProfile").role, "nodes");
    });
});

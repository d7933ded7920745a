import * as assert from "node:assert/strict";
import { allow, document, passRole, trustService, type PolicyDocument } from "../../policypack/iam";
import { assumedBy, describeAccess, isAllowed, sendCommand, unnoticed, type Case } from "./oracle";
import type { World } from "./policiesInForce";
import { removals, widenings } from "./variants";

const user = "arn:aws:iam::123456789012:user/ana";
const role = "arn:aws:iam::123456789012:role/runner";
const holding = (...documents: PolicyDocument[]): World => ({ grants: { [user]: documents } });

describe("the oracle", () => {
    const sends = holding(
        document(
            allow(
                "Documents",
                ["ssm:SendCommand"],
                ["arn:aws:ssm:eu-west-1::document/AWS-Run", "arn:aws:ssm:eu-west-1:123456789012:document/Own"],
            ),
            allow("Nodes", ["ssm:SendCommand"], ["arn:aws:ec2:eu-west-1:123456789012:instance/*"], {
                StringEquals: { "ssm:resourceTag/Env": ["prod"] },
            }),
        ),
    );
    const node = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
    const send = (document_: string, Env: string): Promise<boolean> =>
        isAllowed(sends, { principal: user, ...sendCommand({ document: document_, node, tags: { Env } }) });

    it("allows a command only if both document and node are allowed", async () => {
        assert.equal(await send("arn:aws:ssm:eu-west-1:123456789012:document/Own", "prod"), true);
        assert.equal(await send("arn:aws:ssm:eu-west-1:123456789012:document/Own", "dev"), false);
        assert.equal(await send("arn:aws:ssm:eu-west-1:123456789012:document/Other", "prod"), false);
    });

    it("distinguishes an AWS-owned document from one of the account with the same name", async () => {
        assert.equal(await send("arn:aws:ssm:eu-west-1::document/AWS-Run", "prod"), true);
        assert.equal(await send("arn:aws:ssm:eu-west-1::document/AWS-RunOther", "prod"), false);
        assert.equal(await send("arn:aws:ssm:eu-west-1:123456789012:document/AWS-Run", "prod"), false);
    });

    it("evaluates data channels by session, and the dispatch role by its condition key", async () => {
        const world = holding(
            document(
                allow("Channel", ["ssmmessages:OpenDataChannel"], ["arn:aws:ssm:*:*:session/${aws:userid}-*"]),
                allow("Associate", ["ssm:CreateAssociation"], ["arn:aws:ssm:eu-west-1:123456789012:document/Own"], {
                    StringEquals: { "ssm:AssociationDispatchAssumeRole": role },
                }),
            ),
        );
        const open = (of: string): Promise<boolean> =>
            isAllowed(world, {
                principal: user,
                action: "ssmmessages:OpenDataChannel",
                resource: `arn:aws:ssm:eu-west-1:123456789012:session/${of}-1`,
                context: { "aws:userid": "AIDA1" },
            });
        assert.deepEqual([await open("AIDA1"), await open("AIDA2")], [true, false]);
        const associate = (dispatch: string): Promise<boolean> =>
            isAllowed(world, {
                principal: user,
                action: "ssm:CreateAssociation",
                resource: "arn:aws:ssm:eu-west-1:123456789012:document/Own",
                context: { "ssm:AssociationDispatchAssumeRole": dispatch },
            });
        assert.deepEqual([await associate(role), await associate(`${role}2`)], [true, false]);
    });

    it("applies permissions boundaries, and group policies to their users", async () => {
        const group = "arn:aws:iam::123456789012:group/ops";
        const list = document(allow("List", ["ssm:ListCommands"], ["*"]));
        const request = { action: "ssm:ListCommands", resource: "*" };
        assert.equal(await isAllowed({ grants: { [group]: [list] } }, { principal: group, ...request }), true);
        assert.equal(await isAllowed(holding(list), { principal: user, ...request }), true);
        const boundaries = { [user]: document(allow("Other", ["ssm:ListDocuments"], ["*"])) };
        assert.equal(await isAllowed({ ...holding(list), boundaries }, { principal: user, ...request }), false);
    });

    it("applies a bucket policy to the objects in the bucket", async () => {
        const put = (accountId: string): Promise<boolean> =>
            isAllowed(
                {
                    resourcePolicies: {
                        "arn:aws:s3:::acme-sync": {
                            Version: "2012-10-17",
                            Statement: [
                                {
                                    ...allow("Sync", ["s3:PutObject"], ["arn:aws:s3:::acme-sync/*"], {
                                        StringEquals: { "aws:SourceAccount": "123456789012" },
                                    }),
                                    Principal: { Service: "ssm.amazonaws.com" },
                                },
                            ],
                        },
                    },
                },
                {
                    principal: "ssm.amazonaws.com",
                    action: "s3:PutObject",
                    resource: "arn:aws:s3:::acme-sync/inventory/1",
                    context: { "aws:SourceAccount": accountId },
                },
            );
        assert.deepEqual([await put("123456789012"), await put("210987654321")], [true, false]);
    });

    it("substitutes texts that the simulator does not support, if the case lists them", async () => {
        const issuer = "token.actions.githubusercontent.com";
        const provider = `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
        const trusts = {
            [role]: document({
                Sid: "GitHub",
                Effect: "Allow",
                Principal: { Federated: provider },
                Action: ["sts:AssumeRoleWithWebIdentity"],
                Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" } },
            }),
        };
        const request = (aud: string) => ({
            principal: provider,
            action: "sts:AssumeRoleWithWebIdentity",
            resource: role,
            context: { [`${issuer}:aud`]: aud },
        });
        const substitutes = { [issuer]: "accounts.google.com" };
        assert.equal(await isAllowed({ trusts }, { ...request("sts.amazonaws.com"), substitutes }), true);
        assert.equal(await isAllowed({ trusts }, { ...request("other"), substitutes }), false);
        await assert.rejects(
            isAllowed({ trusts }, request("sts.amazonaws.com")),
            /without token\.actions.*"substitutes"/,
        );
    });

    it("rejects a case that the simulator would evaluate only in part", async () => {
        const request = { principal: user, action: "ssm:ListCommands", resource: "*" };
        await assert.rejects(isAllowed({}, { ...request, action: "ssm:ListCommand" }), /invalid\.action/);
        await assert.rejects(isAllowed({}, { ...request, context: { "ssm:SyncType": "x" } }), /without ssm:SyncType/);
        await assert.rejects(
            isAllowed(
                {},
                {
                    ...request,
                    action: "ssm:SendCommand",
                    resource: "arn:aws:ssm:eu-west-1::document/AWS-Run",
                    context: { "ssm:SyncType": "x" },
                },
            ),
            /without ssm:SyncType/,
        );
    });
});

describeAccess(
    "a guarded trust",
    () => ({
        trusts: {
            [role]: document(
                trustService("Trust", "ssm.amazonaws.com", {
                    sourceAccount: "123456789012",
                    sourceArns: ["arn:aws:ssm:eu-west-1:123456789012:automation-execution/*"],
                }),
            ),
        },
    }),
    assumedBy("ssm.amazonaws.com", role, {
        account: "123456789012",
        arn: "arn:aws:ssm:eu-west-1:123456789012:automation-execution/1",
        otherArns: [
            "arn:aws:ssm:eu-west-2:123456789012:automation-execution/1",
            "arn:aws:ssm:eu-west-1:210987654321:automation-execution/1",
            "arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/1",
        ],
    }),
);

describe("the variants of a document", () => {
    const pass = document(passRole("Pass", [role], "ssm.amazonaws.com"));

    it("remove each condition, make it optional, or widen it", () => {
        assert.deepEqual(
            removals(pass).map(({ name }) => name),
            [
                'Statement "Pass" without StringEquals iam:PassedToService',
                'Statement "Pass" with StringEqualsIfExists iam:PassedToService',
                'Statement "Pass" with * at StringEquals iam:PassedToService',
            ],
        );
        assert.deepEqual(removals(pass)[0]?.document, document(allow("Pass", ["iam:PassRole"], [role])));
        assert.deepEqual(removals(pass)[2]?.document.Statement[0]?.Condition, {
            StringLike: { "iam:PassedToService": ["*"] },
        });
    });

    it("widen an ARN field by field", () => {
        const trust = document(
            trustService("Trust", "ssm.amazonaws.com", {
                sourceAccount: "123456789012",
                sourceArns: ["arn:aws:ssm:eu-west-1:123456789012:automation-execution/*"],
            }),
        );
        assert.deepEqual(
            removals(trust).flatMap(
                ({ document: { Statement } }) => Statement[0]?.Condition?.ArnLike?.["aws:SourceArn"] ?? "none",
            ),
            [
                ...Array<string>(3).fill("arn:aws:ssm:eu-west-1:123456789012:automation-execution/*"),
                "none",
                "none",
                "arn:aws:ssm:*:123456789012:automation-execution/*",
                "arn:aws:ssm:eu-west-1:*:automation-execution/*",
                "arn:aws:ssm:eu-west-1:123456789012:*",
            ],
        );
        assert.deepEqual(
            widenings(pass).map(({ name }) => name),
            [`Statement "Pass" with arn:aws:iam::123456789012:* for ${role}`],
        );
    });

    it("are each unnoticed by a table without the near miss", async () => {
        const request = { principal: user, action: "iam:PassRole", resource: role };
        const may: Case = {
            may: "pass it to Systems Manager",
            ...request,
            context: { "iam:PassedToService": "ssm.amazonaws.com" },
        };
        const toEc2: Case = {
            mayNot: "pass it to EC2",
            ...request,
            context: { "iam:PassedToService": "ec2.amazonaws.com" },
        };
        const toNoService: Case = { mayNot: "pass it to no service", ...request };
        assert.equal((await unnoticed(holding(pass), [may])).length, 3);
        assert.deepEqual(await unnoticed(holding(pass), [may, toEc2]), [
            'Statement "Pass" with StringEqualsIfExists iam:PassedToService',
        ]);
        assert.deepEqual(await unnoticed(holding(pass), [may, toEc2, toNoService]), []);
    });
});

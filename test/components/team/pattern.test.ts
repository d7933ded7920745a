import * as assert from "node:assert/strict";
import { team } from "../../../components/team/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import { namingScope } from "../namingScopes";
import { assumed, callerRole, everything, ofOrganization, readersOf, shells } from "./fixture";

const allow = (sid: string, actions: readonly string[], resources: readonly string[], condition?: object) => ({
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
});
const location = "eu-west-1:123456789012";
const everyNode = [`arn:aws:ec2:${location}:instance/*`, `arn:aws:ssm:${location}:managed-instance/*`];

describe("the documents of TeamAccess", () => {
    const documents = planDocuments(team, namingScope("TeamAccess"), everything);

    it("write a level for its own Region", () => {
        const { policy1 } = planDocuments(team, namingScope("TeamAccess"), {
            ...everything,
            levels: [{ session: { ...shells.session, region: "us-east-1" } }],
        });
        const resources = policy1?.document.Statement.flatMap(({ Resource = [] }) => Resource) ?? [];
        assert.ok(resources.length > 0);
        assert.deepEqual(
            resources.filter((arn) => !arn.includes(":us-east-1:")),
            [],
        );
    });

    it("are divided where one policy has no room", () => {
        const planned = Object.values(
            planDocuments(team, namingScope("TeamAccess"), { ...everything, levels: readersOf(20) }),
        ).flatMap((one) => (one === undefined ? [] : [JSON.stringify(one.document).length]));
        assert.ok(planned.length > 2);
        assert.ok(planned.every((characters) => characters <= 6144));
    });

    it("do not depend on the Region, where a program does not know it: the statements are in the same policies", () => {
        const sidsIn = (region: string, partition: string) =>
            Object.values(
                planDocuments(team, namingScope("TeamAccess", { region, partition }), {
                    ...everything,
                    levels: readersOf(20),
                }),
            ).map((one) => one?.document.Statement.length);
        assert.deepEqual(sidsIn("us-gov-west-1", "aws-us-gov"), sidsIn("eu-west-1", "aws"));
    });

    it("are exactly these", () => {
        assert.deepEqual(Object.entries(documents).filter(([, planned]) => planned !== undefined).length, 1);
        assert.deepEqual(documents.policy1, {
            kind: "grant",
            document: {
                Version: "2012-10-17",
                Statement: [
                    allow(
                        "ReadAndSignalExecutions",
                        [
                            "ssm:GetAutomationExecution",
                            "ssm:SendAutomationSignal",
                            "ssm:DescribeAutomationStepExecutions",
                        ],
                        [`arn:aws:ssm:${location}:automation-execution/*`],
                    ),
                    allow(
                        "ListExecutions",
                        [
                            "ssm:DescribeAutomationExecutions",
                            "ssm:ListCommands",
                            "ssm:ListCommandInvocations",
                            "ssm:GetCommandInvocation",
                        ],
                        ["*"],
                    ),
                    allow(
                        "StartRunbooks",
                        ["ssm:StartAutomationExecution"],
                        [
                            `arn:aws:ssm:${location}:document/Acme-RefreshImage`,
                            `arn:aws:ssm:${location}:automation-execution/*`,
                        ],
                    ),
                    allow(
                        "PassAssumeRole",
                        ["iam:PassRole"],
                        ["arn:aws:iam::123456789012:role/acme-test-images-assume-dd6bc3f8"],
                        { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
                    ),
                    allow(
                        "SendDocuments",
                        ["ssm:SendCommand"],
                        [`arn:aws:ssm:${location}:document/Acme-PatchNow`, "arn:aws:s3:::acme-output"],
                    ),
                    allow("SendToNodes", ["ssm:SendCommand"], everyNode, {
                        StringEquals: { "ssm:resourceTag/PatchGroup": ["web"] },
                    }),
                    allow("StartOnNodes", ["ssm:StartSession"], everyNode, {
                        StringEquals: { "ssm:resourceTag/PatchGroup": ["web"] },
                        BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" },
                    }),
                    allow(
                        "StartByDocuments",
                        ["ssm:StartSession"],
                        [`arn:aws:ssm:${location}:document/SSM-SessionManagerRunShell`],
                    ),
                    allow("OpenDataChannels", ["ssmmessages:OpenDataChannel"], [`arn:aws:ssm:${location}:session/*`]),
                    allow(
                        "KeepOwnSessions",
                        ["ssm:ResumeSession", "ssm:TerminateSession"],
                        [`arn:aws:ssm:${location}:session/\${aws:userid}-*`],
                    ),
                    allow(
                        "KeepOwnSessionsByTag",
                        ["ssm:ResumeSession", "ssm:TerminateSession"],
                        [`arn:aws:ssm:${location}:session/*`],
                        {
                            StringLike: {
                                "ssm:resourceTag/aws:ssmmessages:session-id": ["${aws:userid}", "${aws:userid}-*"],
                            },
                        },
                    ),
                ],
            },
        });
    });
});

describe("the trust policy of TeamAccess", () => {
    const trustOf = (args: typeof assumed) =>
        planDocuments(team, namingScope("TeamAccess"), args).trust?.document.Statement;
    const role = (name: string, account: string, path = "") =>
        `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${path}AWSReservedSSO_${name}_*`;

    it("names permission sets in both forms of the path, and roles", () => {
        const { trust } = assumed.holder.role ?? assert.fail();
        const sets = ["Operations", "On.Call"].flatMap((name) => [
            role(name, "210987654321"),
            role(name, "210987654321", "*/"),
        ]);
        const statement = (sid: string, action: string, principal: unknown, condition: object) => ({
            Sid: sid,
            Effect: "Allow",
            Principal: { AWS: principal },
            Action: [action],
            Condition: condition,
        });
        const identity = { StringLike: { "sts:SourceIdentity": trust.sourceIdentities } };
        const external = { StringEquals: { "sts:ExternalId": trust.externalIds } };
        const ofSets = { ArnLike: { "aws:PrincipalArn": sets } };
        const root = ["arn:aws:iam::210987654321:root"];
        assert.deepEqual(trustOf(assumed), [
            statement("TrustPermissionSets", "sts:AssumeRole", root, { ...ofSets, ...external, ...identity }),
            statement("TrustPermissionSetsToSetIdentity", "sts:SetSourceIdentity", root, { ...ofSets, ...identity }),
            statement("TrustRoles", "sts:AssumeRole", [callerRole], { ...external, ...identity }),
            statement("TrustRolesToSetIdentity", "sts:SetSourceIdentity", [callerRole], identity),
        ]);
    });

    it("asks an organization for its ID and for MFA", () => {
        assert.deepEqual(trustOf(ofOrganization), [
            {
                Sid: "TrustAccounts",
                Effect: "Allow",
                Principal: { AWS: "*" },
                Action: ["sts:AssumeRole"],
                Condition: {
                    StringEquals: { "aws:PrincipalOrgID": "o-0123456789" },
                    Bool: { "aws:MultiFactorAuthPresent": "true" },
                },
            },
        ]);
    });

    it("takes the permission sets of an organization in any of its accounts, and otherwise those of the own", () => {
        const principals = (trust: object) =>
            trustOf({ ...assumed, holder: { role: { trust: { permissionSets: ["Ops"], ...trust } } } })?.map(
                ({ Principal, Condition }) => [Principal?.AWS, Condition?.ArnLike?.["aws:PrincipalArn"]],
            );
        assert.deepEqual(principals({ organizationId: "o-0123456789" }), [
            ["*", [role("Ops", "*"), role("Ops", "*", "*/")]],
        ]);
        assert.deepEqual(principals({}), [
            [["arn:aws:iam::123456789012:root"], [role("Ops", "123456789012"), role("Ops", "123456789012", "*/")]],
        ]);
    });
});

describe("the names of TeamAccess", () => {
    it("leave room for the path in the 64 characters that Switch Role takes", () => {
        for (const path of ["/", "/team/", "/a-long-path-of-an-organization/"]) {
            const { role } = team.names({ ...namingScope("TeamAccess"), project: "p".repeat(60) }, { path });
            assert.equal(`${path}${role.name}`.length - 1, 64);
        }
    });
});

describe("the warnings of TeamAccess", () => {
    const warningsOf = (args: typeof assumed) =>
        team.warnings?.(args, namingScope("TeamAccess"), []).map(({ path, message }) => `${path} ${message}`);

    it("name what Switch Role cannot send, and sessions that nobody gets", () => {
        assert.deepEqual(warningsOf(assumed), [
            "holder.role.trust.externalIds cannot be sent by Switch Role in the console: callers need the CLI or an SDK",
            "holder.role.trust.sourceIdentities cannot be sent by Switch Role in the console: callers need the CLI or an SDK",
            "holder.role.maxSessionSeconds has no effect for callers that are roles, as users of permission sets are: they get one hour",
        ]);
    });

    it("name a role that Switch Role does not take", () => {
        assert.deepEqual(warningsOf({ ...ofOrganization, path: "/team/", roleName: "r".repeat(60) }), [
            "roleName has 65 characters with the path, but Switch Role in the console takes 64",
        ]);
    });

    it("are none for users and groups, and for a role of an organization", () => {
        assert.deepEqual([warningsOf(everything), warningsOf(ofOrganization)], [[], []]);
    });
});

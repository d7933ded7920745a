import * as assert from "node:assert/strict";
import { automation } from "../../components/automation/pattern";
import { maintenanceWindow } from "../../components/maintenanceWindow/pattern";
import { parameter } from "../../components/parameter/pattern";
import { patch } from "../../components/patch/pattern";
import { checkConstraints, type Constraints } from "../../components/pattern/constraints";
import { planDocuments, type Documents, type Pattern, type PlannedDocument } from "../../components/pattern/pattern";
import { runCommand } from "../../components/runCommand/pattern";
import { session } from "../../components/session/pattern";
import { stateManager } from "../../components/stateManager/pattern";
import { isAllowed, sendCommand, type Request } from "../support/oracle";
import { home } from "../support/deploy";
import { namingScope } from "./namingScopes";

const principal = "arn:aws:iam::123456789012:role/somebody";
const further = "eu-central-1";
const others = ["eu-west-2", "us-east-1"] as const;

const arn = (region: string, resource: string, service = "ssm"): string =>
    `arn:aws:${service}:${region}:123456789012:${resource}`;
const document = (region: string): string => arn(region, "document/Acme-PatchNow");
const node = (region: string): string => arn(region, "instance/i-0123456789abcdef0", "ec2");
const tags = { PatchGroup: "web" };
const targetTags = { PatchGroup: ["web"] };
const role = "arn:aws:iam::123456789012:role/assumed";

type RegionalRequest = Pick<Request, "action" | "resource" | "context">;
type ErasedPattern = Pick<Pattern<object>, "component" | "documents" | "validate" | "constraints">;

const send = (region: string): RegionalRequest => sendCommand({ document: document(region), node: node(region), tags });
const start = (region: string): RegionalRequest => ({
    action: "ssm:StartAutomationExecution",
    resource: [{ resource: document(region) }, { resource: arn(region, "automation-execution/1") }],
});
const on =
    (action: string, resource: string, context: Request["context"] = {}) =>
    (region: string): RegionalRequest => ({ action, resource: arn(region, resource), context });

/** Who may do what in each Region, by the child with the document. */
const cases: readonly {
    readonly pattern: ErasedPattern;
    readonly args: object;
    readonly requests: readonly (readonly [
        child: string,
        what: string,
        requestIn: (region: string) => RegionalRequest,
    ])[];
}[] = [
    {
        pattern: runCommand,
        args: {
            administrator: { documents: ["AWS-RunShellScript"] },
            operator: { documents: ["Acme-PatchNow"], targetTags },
            reader: {},
        },
        requests: [
            ["operator", "send a document", send],
            [
                "administrator",
                "send a document of AWS",
                (region) =>
                    sendCommand({ document: `arn:aws:ssm:${region}::document/AWS-RunShellScript`, node: node(region) }),
            ],
            ["reader", "read a document", on("ssm:GetDocument", "document/Acme-PatchNow")],
        ],
    },
    {
        pattern: session,
        args: {
            users: { documents: ["Acme-Shell"], targetTags, documentAccessCheck: false },
            administrators: {},
            auditors: { logGroupNames: ["/sessions"] },
        },
        requests: [
            [
                "users",
                "start a session",
                (region) => ({
                    action: "ssm:StartSession",
                    resource: [
                        { resource: arn(region, "document/Acme-Shell") },
                        { resource: node(region), context: { "ssm:resourceTag/PatchGroup": "web" } },
                    ],
                }),
            ],
            [
                "administrators",
                "change the preferences",
                on("ssm:UpdateDocument", "document/SSM-SessionManagerRunShell", { "ssm:DocumentType": "Session" }),
            ],
            ["auditors", "read the preferences", on("ssm:GetDocument", "document/SSM-SessionManagerRunShell")],
            [
                "auditors",
                "read logs",
                (region) => ({
                    action: "logs:GetLogEvents",
                    resource: arn(region, "log-group:/sessions:log-stream:a", "logs"),
                }),
            ],
        ],
    },
    {
        pattern: parameter,
        args: { readers: { paths: ["/web"] }, writers: { paths: ["/web"] } },
        requests: [
            ["readers", "read a parameter", on("ssm:GetParameter", "parameter/web/db")],
            ["writers", "write a parameter", on("ssm:PutParameter", "parameter/web/db")],
        ],
    },
    {
        pattern: patch,
        args: { administrators: {}, patchers: { targetTags }, readers: {} },
        requests: [
            [
                "administrators",
                "change a baseline",
                on("ssm:UpdatePatchBaseline", "patchbaseline/pb-0123456789abcdef0"),
            ],
            [
                "patchers",
                "patch nodes",
                (region) =>
                    sendCommand({
                        document: `arn:aws:ssm:${region}::document/AWS-RunPatchBaseline`,
                        node: node(region),
                        tags,
                    }),
            ],
            ["readers", "read a baseline", on("ssm:GetPatchBaseline", "patchbaseline/pb-0123456789abcdef0")],
        ],
    },
    {
        pattern: stateManager,
        args: {
            roleName: "dispatch",
            runCommand: { documents: ["Acme-PatchNow"], targetTags },
            creators: { deleteAssociations: true },
        },
        requests: [
            ["dispatch", "send a document", send],
            ["creators", "delete an association", on("ssm:DeleteAssociation", "association/0a")],
        ],
    },
    {
        pattern: automation,
        args: {
            nested: { runbooks: ["Acme-PatchNow"], assumeRoleArns: [role] },
            starters: { runbooks: ["Acme-PatchNow"], stop: true },
            approvers: {},
        },
        requests: [
            ["permissions", "start a nested runbook", start],
            ["starters", "start a runbook", start],
            ["starters", "stop an execution", on("ssm:StopAutomationExecution", "automation-execution/1")],
            ["approvers", "approve a step", on("ssm:SendAutomationSignal", "automation-execution/1")],
        ],
    },
    {
        pattern: maintenanceWindow,
        args: {
            runCommand: { documents: ["Acme-PatchNow"], targetTags },
            automation: { runbooks: ["Acme-PatchNow"] },
            registrars: { windowTags: { Team: ["web"] } },
        },
        requests: [
            ["tasks", "send a document", send],
            ["tasks", "start a runbook", start],
            [
                "registrars",
                "read a window",
                on("ssm:GetMaintenanceWindow", "maintenancewindow/mw-0123456789abcdef0", {
                    "aws:ResourceTag/Team": "web",
                }),
            ],
        ],
    },
];

const plan = (pattern: ErasedPattern, args: object, region?: string): Documents =>
    planDocuments(pattern, namingScope(pattern.component, region === undefined ? {} : { region }), args);

const may = (planned: PlannedDocument | undefined, requestIn: RegionalRequest): Promise<boolean> =>
    isAllowed({ grants: { [principal]: [planned?.document ?? assert.fail()] } }, { principal, ...requestIn });

const resourcesOf = (planned: PlannedDocument): readonly (readonly string[])[] =>
    planned.document.Statement.map(({ Resource = [] }) => [...Resource].sort());

describe("policies for several Regions", () => {
    for (const { pattern, args, requests } of cases) {
        const inSeveral = { ...args, furtherRegions: [further] };

        describe(pattern.component, () => {
            it("has valid args", () => {
                const scope = namingScope(pattern.component);
                const constraints = pattern.constraints as Constraints<unknown>;
                assert.deepEqual(checkConstraints(constraints, inSeveral, scope.location), []);
                assert.deepEqual(pattern.validate(inSeveral, scope), []);
            });

            for (const [child, what, requestIn] of requests) {
                it(`lets ${child} ${what} in these Regions only`, async () => {
                    const several = plan(pattern, inSeveral)[child];
                    const one = plan(pattern, args)[child];
                    assert.deepEqual(
                        await Promise.all(
                            [home.region, further, ...others].map((region) => may(several, requestIn(region))),
                        ),
                        [true, true, false, false],
                    );
                    assert.deepEqual(
                        await Promise.all([home.region, further].map((region) => may(one, requestIn(region)))),
                        [true, false],
                    );
                });
            }

            it("asks for a case of each document that names a Region", () => {
                const regional = Object.entries(plan(pattern, args)).flatMap(([child, planned]) =>
                    planned?.kind === "grant" && JSON.stringify(planned.document).includes(home.region) ? [child] : [],
                );
                assert.deepEqual([...new Set(requests.map(([child]) => child))].sort(), regional.sort());
            });

            it("is the same document with its own Region among the further ones", () => {
                assert.equal(
                    JSON.stringify(plan(pattern, { ...args, furtherRegions: [home.region] })),
                    JSON.stringify(plan(pattern, args)),
                );
            });

            it("has the resources of both Regions in each statement, and no others", () => {
                const [several, first, second] = [
                    plan(pattern, inSeveral),
                    plan(pattern, args),
                    plan(pattern, args, further),
                ];
                for (const [child, planned] of Object.entries(several)) {
                    if (planned?.kind !== "grant") {
                        continue;
                    }
                    // Names of roles and policies contain the Region of the component, so only those of AWS differ.
                    const [one, other] = [first[child], second[child]].map((document) =>
                        resourcesOf(document ?? assert.fail()),
                    );
                    resourcesOf(planned).forEach((resources, i) => {
                        const expected = new Set([
                            ...(one?.[i] ?? []),
                            ...(other?.[i] ?? []).filter((each) => !each.startsWith("arn:aws:iam::")),
                        ]);
                        assert.deepEqual(resources, [...expected].sort(), `${child} ${String(i)}`);
                    });
                }
            });

            it("rejects a Region of another partition", () => {
                assert.match(
                    checkConstraints(
                        pattern.constraints as Constraints<unknown>,
                        { ...args, furtherRegions: ["cn-north-1"] },
                        namingScope(pattern.component).location,
                    )
                        .map(({ path, message }) => `${path} ${message}`)
                        .join("\n"),
                    /^furtherRegions\[0\] is a Region of partition aws-cn, /,
                );
            });
        });
    }

    it("trust executions of every Region", () => {
        const { trust } = plan(automation, {
            functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:f"],
            executionRegions: ["us-east-1"],
            furtherRegions: [further],
        });
        assert.deepEqual(
            trust?.document.Statement.map(({ Condition }) => Condition?.ArnLike),
            [
                {
                    "aws:SourceArn": ["eu-west-1", "us-east-1", further].map((region) =>
                        arn(region, "automation-execution/*"),
                    ),
                },
            ],
        );
    });

    it("allow keys through Systems Manager in every Region", () => {
        const key = (region: string): string => arn(region, "key/12345678-1234-1234-1234-123456789012", "kms");
        const args = { readers: { paths: ["/web"], kmsKeyArns: [key("eu-west-1"), key(further)] } };
        const issues = (furtherRegions?: readonly string[]): readonly string[] =>
            (parameter as ErasedPattern)
                .validate({ ...args, furtherRegions }, namingScope("ParameterAccess"))
                .map(({ path }) => path);
        assert.deepEqual([issues(), issues([further])], [["readers.kmsKeyArns[1]"], []]);
        const { readers } = plan(parameter, { ...args, furtherRegions: [further] });
        const decrypt = readers?.document.Statement.find(({ Sid }) => Sid === "DecryptParameters");
        assert.deepEqual(decrypt?.Condition?.StringEquals, {
            "kms:ViaService": ["ssm.eu-west-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"],
        });
    });

    it("encrypt sessions with a key of each Region", () => {
        const key = (region: string): string => arn(region, "key/12345678-1234-1234-1234-123456789012", "kms");
        const users = { documents: ["Acme-Shell"], targetTags, kmsKeyArn: key("eu-west-1") };
        const args = { users: { ...users, furtherKmsKeyArns: [key(further)] }, furtherRegions: [further] };
        const encrypt = plan(session, args).users?.document.Statement.find(({ Sid }) => Sid === "EncryptSessions");
        assert.deepEqual(encrypt?.Resource, [key("eu-west-1"), key(further)]);
        const issues = (given: object): readonly string[] =>
            (session as ErasedPattern).validate(given, namingScope("SessionAccess")).map(({ path }) => path);
        assert.deepEqual(issues(args), []);
        assert.deepEqual(issues({ users: args.users }), ["users.furtherKmsKeyArns[0]"]);
        assert.deepEqual(issues({ users: { ...users, kmsKeyArn: key(further) }, furtherRegions: [further] }), [
            "users.kmsKeyArn",
        ]);
    });

    it("reach a window of the component in its own Region only", () => {
        const args = { runCommand: { documents: ["Acme-PatchNow"], targetTags }, furtherRegions: [further] };
        const window = { schedule: "rate(1 day)", durationHours: 2, cutoffHours: 1 };
        const paths = (given: object): readonly string[] =>
            (maintenanceWindow.warnings?.(given, namingScope("MaintenanceWindowAccess"), []) ?? []).map(
                ({ path }) => path,
            );
        assert.deepEqual(paths({ ...args, window, registrars: {} }), ["furtherRegions"]);
        assert.deepEqual(paths({ ...args, window, registrars: { windowTags: { Team: ["web"] } } }), []);
        assert.deepEqual(paths({ ...args, window }), []);
        assert.deepEqual(paths({ ...args, registrars: {} }), []);
    });

    it("are not those of preferences, which are of one Region", () => {
        const issues = (session as ErasedPattern).validate(
            { preferences: {}, furtherRegions: [further] },
            namingScope("SessionAccess"),
        );
        assert.deepEqual(
            issues.map(({ path, message }) => `${path} ${message}`),
            ["furtherRegions has no effect without an access level: the preferences are those of one Region"],
        );
    });
});

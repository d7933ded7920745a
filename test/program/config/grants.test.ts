import * as assert from "node:assert/strict";
import { planStack } from "../../../program/plan/plan";
import { ConfigError } from "../../../program/config/error";
import type { GivenConfig } from "../../../program/config/read";
import { home } from "../../support/deploy";

const plan = (config: GivenConfig) => planStack(config, { project: "acme", stack: "test", location: home });

const issuesOf = (config: GivenConfig): readonly string[] => {
    try {
        plan(config);
        return [];
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.issues.map(({ path, message }) => `${path} ${message}`);
    }
};

const holder = { groups: ["ops"] };
const runCommand = {
    patching: {
        operator: { documents: ["Acme-PatchNow"], nodeIds: ["i-0123456789abcdef0"], grantees: { groups: ["dev"] } },
        reader: {},
    },
};
const session = { shells: { users: { documents: ["SSM-SessionManagerRunShell"], nodeIds: ["i-0123456789abcdef0"] } } };

const statementsOf = (config: GivenConfig, reference: string) =>
    plan(config)
        .instances.filter((instance) => instance.reference === reference)
        .flatMap(({ reviewed }) => reviewed.flatMap(({ plannedDocument }) => plannedDocument.document.Statement));

describe("the grants of a team", () => {
    const config = { runCommand, session, team: { ops: { grants: ["runCommand.patching.operator"], holder } } };

    it("give it the statements of the access level, without those of the other levels", () => {
        const actions = statementsOf(config, "team.ops").flatMap(({ Action }) => Action);
        assert.ok(actions.includes("ssm:SendCommand"));
        assert.ok(!actions.includes("ssm:GetDocument"));
        assert.ok(!actions.includes("ssm:StartSession"));
    });

    it("leave the component as it is", () => {
        const alone = { runCommand, session };
        assert.deepEqual(statementsOf(config, "runCommand.patching"), statementsOf(alone, "runCommand.patching"));
    });

    it("create the team after the components", () => {
        const [team] = plan(config).instances.filter(({ reference }) => reference === "team.ops");
        assert.deepEqual(team?.after, ["runCommand.patching"]);
    });

    it("name roles and prefixes of the component", () => {
        const automation = {
            images: {
                functionArns: ["arn:aws:lambda:eu-west-1:123456789012:function:Automation-clean"],
                starters: { runbooks: ["Acme-RefreshImage"] },
                namePrefix: "fixed",
                path: "/automation/",
            },
        };
        const passed = (reference: string) =>
            statementsOf(
                { automation, team: { ops: { grants: ["automation.images.starters"], holder } } },
                reference,
            ).flatMap(({ Action, Resource }) => (Action.includes("iam:PassRole") ? Resource : []));
        assert.deepEqual(passed("team.ops"), passed("automation.images"));
        assert.match(String(passed("team.ops")), /role\/automation\/fixed-images-assume-/);
    });

    it("are for the Region of the component", () => {
        const resources = statementsOf(
            {
                session: { shells: { ...session.shells, region: "us-east-1" } },
                team: { ops: { grants: ["session.shells.users"], holder } },
            },
            "team.ops",
        ).flatMap(({ Resource = [] }) => Resource);
        assert.deepEqual(
            resources.filter((arn) => !arn.includes(":us-east-1:")),
            [],
        );
    });

    it("are reported, each with what the stack has", () => {
        const grants = [
            "runCommand.other.reader",
            "runCommand.patching.administrator",
            "nodeEgress.web.users",
            "runCommand.patching.reader",
            "runCommand.patching.reader",
        ];
        assert.deepEqual(
            issuesOf({
                runCommand,
                nodeEgress: { web: { vpcId: "vpc-0123456789abcdef0", internet: true } },
                team: { ops: { grants, holder } },
            }),
            [
                "ssm-access:team.ops.grants[0] refers to a component that does not exist in this stack",
                "ssm-access:team.ops.grants[1] refers to an access level that the component does not set",
                "ssm-access:team.ops.grants[2] refers to a component without access levels",
                "ssm-access:team.ops.grants[4] duplicates grants[3]",
            ],
        );
    });

    it("are required, and are not given as levels", () => {
        assert.deepEqual(issuesOf({ team: { ops: { holder } } }), [
            'ssm-access:team.ops is missing the required property "grants"',
        ]);
        assert.deepEqual(issuesOf({ runCommand, team: { ops: { holder, levels: [], grants: [] } } }), [
            "ssm-access:team.ops.levels is an unknown property",
            "ssm-access:team.ops.grants has no access level",
        ]);
    });

    it("are not of another account", () => {
        const found = issuesOf({
            providers: { other: { accountId: "210987654321" } },
            runCommand: { patching: { reader: {}, provider: "other" } },
            team: { ops: { grants: ["runCommand.patching.reader"], holder } },
        });
        assert.deepEqual(found, [
            "ssm-access:team.ops.grants[0] is an access level in account 210987654321, but the team is in account 123456789012",
        ]);
    });

    it("of a component with issues of its own are not reported again", () => {
        const found = issuesOf({
            runCommand: { patching: { operator: { documents: "Acme", nodeIds: ["i-0123456789abcdef0"] } } },
            team: { ops: { grants: ["runCommand.patching.operator"], holder } },
        });
        assert.deepEqual(found, ["ssm-access:runCommand.patching.operator.documents must be a list, not a string"]);
    });

    it("are limited to the policies that a team can have", () => {
        const parameter = Object.fromEntries(
            Array.from({ length: 110 }, (_, i) => [
                `app${String(i)}`,
                {
                    readers: {
                        paths: Array.from(
                            { length: 10 },
                            (_unused, j) => `/${"service".repeat(12)}${String(i)}/${String(j)}`,
                        ),
                    },
                },
            ]),
        );
        const grants = Object.keys(parameter).map((name) => `parameter.${name}.readers`);
        const found = issuesOf({ parameter, team: { ops: { grants, holder } } });
        assert.match(
            String(found),
            /^ssm-access:team\.ops\.grants needs \d+ managed policies, but a team can have 20$/,
        );
    });
});

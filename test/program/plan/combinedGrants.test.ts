import * as assert from "node:assert/strict";
import { planStack } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { home } from "../../support/deploy";

const warningsOf = (config: GivenConfig): readonly string[] =>
    planStack(config, { project: "acme", stack: "test", location: home }).instances.flatMap(({ warnings }) =>
        warnings.map(({ path, message, fix }) => `${path} ${message}. ${fix}`),
    );

const shell = ["SSM-SessionManagerRunShell"];
const users = (documents: readonly string[], environment: string, grantees: object = { groups: ["ops"] }) => ({
    users: { documents, targetTags: { Environment: [environment] }, grantees },
});
const operator = (documents: readonly string[], group: string) => ({
    documents,
    targetTags: { PatchGroup: [group] },
    grantees: { groups: ["ops"] },
});

describe("combinedGrantWarnings", () => {
    it("report a group that can open a shell of one component on the nodes of another", () => {
        assert.deepEqual(
            warningsOf({ session: { shells: users(shell, "dev"), logs: users(["Acme-TailLogs"], "prod") } }),
            [
                "ssm-access:session.logs.users.grantees has ops in common with session.shells.users: AWS authorizes the " +
                    "documents and the nodes of ssm:StartSession separately, so SSM-SessionManagerRunShell, Acme-TailLogs " +
                    "can be used on the nodes of both. Use different grantees, or the same documents or nodes in both.",
            ],
        );
    });

    it("report Run Command and patch levels, within one component too", () => {
        const paths = warningsOf({
            runCommand: {
                both: {
                    administrator: {
                        documents: ["AWS-RunShellScript"],
                        nodeIds: ["i-01234567"],
                        grantees: { groups: ["ops"] },
                    },
                    operator: operator(["Acme-PatchNow"], "web"),
                },
            },
            patch: { servers: { patchers: { targetTags: { PatchGroup: ["db"] }, grantees: { groups: ["ops"] } } } },
        }).map((text) => text.split(" ")[0]);
        assert.deepEqual(paths, [
            "ssm-access:runCommand.both.operator.grantees",
            "ssm-access:patch.servers.patchers.grantees",
        ]);
    });

    it("compare names and ARNs of grantees", () => {
        const role = "arn:aws:iam::123456789012:role/support";
        assert.equal(
            warningsOf({
                session: {
                    a: users(shell, "dev", { roles: ["support"] }),
                    b: users(["Acme-A"], "prod", { roles: [role] }),
                },
            }).length,
            1,
        );
    });

    for (const [kind, config] of Object.entries({
        "other grantees": {
            session: { a: users(shell, "dev"), b: users(["Acme-A"], "prod", { groups: ["developers"] }) },
        },
        "a role and a group of one name": {
            session: { a: users(shell, "dev"), b: users(["Acme-A"], "prod", { roles: ["ops"] }) },
        },
        "the same documents": { session: { a: users(shell, "dev"), b: users(shell, "prod") } },
        "the same nodes": { session: { a: users(shell, "dev"), b: users(["Acme-A"], "dev") } },
        "another Region": {
            session: { a: users(shell, "dev"), b: { region: "us-east-1", ...users(["Acme-A"], "prod") } },
        },
        "other actions": {
            session: { a: users(shell, "dev") },
            runCommand: { b: { operator: operator(["Acme-PatchNow"], "web") } },
        },
        "fewer documents on fewer nodes": {
            session: {
                a: {
                    users: {
                        documents: [...shell, "Acme-A"],
                        nodeIds: ["i-01234567", "i-01234568"],
                        grantees: { groups: ["ops"] },
                    },
                },
                b: { users: { documents: shell, nodeIds: ["i-01234567"], grantees: { groups: ["ops"] } } },
            },
        },
    })) {
        it(`are silent about ${kind}`, () => {
            assert.deepEqual(warningsOf(config), []);
        });
    }
});

describe("what a team gets", () => {
    const holder = { groups: ["oncall"] };
    const team = (grants: readonly string[], of: object = holder) => ({ oncall: { grants, holder: of } });
    const session = {
        shells: users(shell, "dev", { groups: ["a"] }),
        logs: users(["Acme-TailLogs"], "prod", { groups: ["b"] }),
    };

    it("is reported where two levels widen each other", () => {
        assert.deepEqual(warningsOf({ session, team: team(["session.shells.users", "session.logs.users"]) }), [
            "ssm-access:team.oncall.grants gives oncall session.logs.users beside session.shells.users: AWS authorizes the " +
                "documents and the nodes of ssm:StartSession separately, so SSM-SessionManagerRunShell, Acme-TailLogs " +
                "can be used on the nodes of both. Give them to different teams, or use the same documents or nodes in both.",
        ]);
    });

    it("is reported where its role has them", () => {
        const role = { role: { trust: { accountIds: ["123456789012"] } } };
        assert.equal(
            warningsOf({ session, team: team(["session.shells.users", "session.logs.users"], role) }).length,
            1,
        );
    });

    it("is reported beside what a component gives to the same group", () => {
        const own = { ...session, shells: users(shell, "dev", { groups: ["oncall"] }) };
        const [warning, ...more] = warningsOf({ session: own, team: team(["session.logs.users"]) });
        assert.deepEqual(more, []);
        assert.match(String(warning), /gives oncall session\.logs\.users beside session\.shells\.users/);
    });

    it("is reported where a Deny of one level takes from another", () => {
        const reader = (paths: readonly string[], rest: object = {}) => ({ readers: { paths, ...rest } });
        const both = team(["parameter.one.readers", "parameter.two.readers"]);
        const one = reader(["/app"], { exceptPaths: ["/app/secret"] });
        assert.deepEqual(warningsOf({ parameter: { one, two: reader(["/app/secret/web"]) }, team: both }), [
            "ssm-access:team.oncall.grants has a Deny of parameter.one.readers that takes from parameter.two.readers: " +
                "ssm:GetParameter, ssm:GetParameters, ssm:GetParametersByPath. " +
                "Give them to different teams if both are needed in full.",
        ]);
        assert.deepEqual(warningsOf({ parameter: { one, two: reader(["/web"]) }, team: both }), []);
    });

    it("is not reported where both levels deny the same", () => {
        const writer = (paths: readonly string[], rest: object = {}) => ({ writers: { paths, ...rest } });
        const both = team(["parameter.one.writers", "parameter.two.writers"]);
        const one = writer(["/app"]);
        assert.deepEqual(warningsOf({ parameter: { one, two: writer(["/app/web"]) }, team: both }), []);
        const [warning, ...more] = warningsOf({
            parameter: { one, two: writer(["/app/web"], { parameterPolicies: true }) },
            team: both,
        });
        assert.deepEqual(more, []);
        assert.match(
            String(warning),
            /Deny of parameter\.one\.writers that takes from parameter\.two\.writers: ssm:PutParameter\./,
        );
    });

    it("is not reported for levels that do not widen each other", () => {
        assert.deepEqual(warningsOf({ session, team: team(["session.shells.users"]) }), []);
    });
});

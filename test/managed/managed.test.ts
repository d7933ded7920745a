/**
 * Every managed policy of AWS, read and judged by the law; those that pass roles are listed one by one in
 * `passRole.json`. Needs the package registry.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse, type StatementModel } from "../../policypack/iam";
import type { DocumentViolation } from "../../policypack/engine/evaluateDocument";
import { evaluate } from "../policypack/evaluate";
import { passesEveryRole } from "../../policypack/iam/knowledge/managedPolicies";
import { pinned, publishedVersion, textsIn, unpackTexts, type ManagedPolicy } from "./texts";

/** Policies of one kind, as somebody who read them says. */
interface Class {
    readonly why: string;
    /** The rules about PassRole that find something in the text. */
    readonly rules: readonly string[];
    /** What attaching it makes of it: a mandatory finding, an advisory one, or none. */
    readonly attached: "mandatory" | "advisory" | "silent";
    readonly policies: readonly string[];
}

const root = join(__dirname, "..", "..");
const classes = JSON.parse(readFileSync(join(__dirname, "passRole.json"), "utf8")) as readonly Class[];

/** No list has their texts any more, but accounts have them attached. */
const retired = [
    "AWSDataPipelineRole",
    "AWSElasticBeanstalkFullAccess",
    "AWSLambdaFullAccess",
    "AWSOpsWorksFullAccess",
    "AWSOpsWorksRegisterCLI",
    "AWSOpsWorksRole",
    "AmazonEC2ContainerServiceFullAccess",
    "AmazonEC2SpotFleetRole",
    "ServerMigrationServiceRole",
];

/** Taken by many for policies that pass every role. */
const innocent = [
    "AmazonEC2FullAccess",
    "AmazonSSMFullAccess",
    "AmazonSSMManagedInstanceCore",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecurityAudit",
    "job-function/DatabaseAdministrator",
    "job-function/NetworkAdministrator",
    "job-function/SystemAdministrator",
    "service-role/AmazonSSMAutomationRole",
    "service-role/AmazonSSMMaintenanceWindowRole",
];

const arnOf = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

const attachedAs = (name: string): Class["attached"] => {
    const passes = passesEveryRole(arnOf(name));
    return passes === undefined ? "silent" : passes.to === "any service" ? "mandatory" : "advisory";
};

const documentOf = ({ versions, latestVersionId }: ManagedPolicy): unknown => versions[latestVersionId]?.document;

/** The plainest reading of a wildcard, by none of the law's own code. */
const isLike = (pattern: string): boolean =>
    new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "i",
    ).test("iam:PassRole");

const speaksOfPassRole = ({ effect, actions, notActions }: StatementModel): boolean =>
    effect === "Allow" &&
    (notActions.length > 0 ? !notActions.some(({ text }) => isLike(text)) : actions.some(({ text }) => isLike(text)));

const rulesIn = (violations: readonly DocumentViolation[], part: string): readonly string[] =>
    [...new Set(violations.map(({ rule }) => rule.name))].filter((name) => name.startsWith(part));

describe("the managed policies of AWS", () => {
    let folder: string;
    let file: string;
    let policies: ReadonlyMap<string, ManagedPolicy>;

    before(() => {
        ({ folder, file } = unpackTexts());
        policies = textsIn(file);
    });

    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    // AWS changes its policies every week: that is news for a release, and no fault of a change under test.
    it("are those that are published now, or it is told that newer ones are not looked at", function () {
        const published = publishedVersion();
        if (published !== pinned.version) {
            console.log(
                `${pinned.name} ${published} is newer than ${pinned.version}, the one looked at. Before a release, pin it with ` +
                    "its hash in test/managed/texts.ts, run `npm run managed-policies` over its texts, and sort what is new " +
                    "into test/managed/passRole.json.",
            );
            this.skip();
        }
    });

    it("are all there", () => {
        const versions = [...policies.values()].flatMap((policy) => Object.keys(policy.versions));
        assert.deepEqual([policies.size, versions.length], [1594, 6194]);
        assert.deepEqual(
            [...policies].filter(([, policy]) => documentOf(policy) === undefined),
            [],
        );
    });

    it("are read by the law, every version, without a flaw but AWS's own freedom of size", () => {
        const issues = [...policies].flatMap(([name, { versions }]) =>
            Object.entries(versions).flatMap(([id, { document }]) => {
                const { issues: found, statements } = parse("grant", document);
                return found.length === 0 && statements.length > 0 ? [] : [`${name} ${id}: ${JSON.stringify(found)}`];
            }),
        );
        assert.deepEqual(issues, []);
    });

    it("are judged, every version, by rules that do not fail", () => {
        const said = new Map<string, string[]>();
        for (const [name, { versions }] of policies) {
            for (const [id, { document }] of Object.entries(versions)) {
                for (const { rule, path, message } of evaluate("grant", document)) {
                    // AWS may write longer policies than its customers.
                    if (
                        rule.name === "iam-document-malformed" &&
                        !/^\d+ characters without white space/.test(message)
                    ) {
                        said.set(message, [...(said.get(message) ?? []), `${name} ${id} ${path}`]);
                    }
                    assert.ok(
                        !message.includes("on which the rule itself fails"),
                        `${name} ${id}: ${rule.name}: ${message}`,
                    );
                }
            }
        }
        assert.deepEqual(Object.fromEntries(said), {});
    });

    it("pass roles where they are listed, and nowhere else", () => {
        const listed = classes.flatMap((one) => one.policies);
        const speaking = [...policies]
            .filter(([, policy]) => parse("grant", documentOf(policy)).statements.some(speaksOfPassRole))
            .map(([name]) => name);
        assert.deepEqual(
            {
                "not listed": speaking.filter((name) => !listed.includes(name)),
                "passes no role": listed.filter((name) => !speaking.includes(name)),
                "listed twice": listed.filter((name, i) => listed.indexOf(name) !== i),
            },
            { "not listed": [], "passes no role": [], "listed twice": [] },
        );
        assert.equal(listed.length, 260);
    });

    for (const { why, rules, attached, policies: names } of classes) {
        it(`${rules.join(" ") || "nothing"}, ${attached} when attached: ${why}`, () => {
            for (const name of names) {
                const policy = policies.get(name) ?? assert.fail(`${name} is gone`);
                const found = rulesIn(evaluate("grant", documentOf(policy)), "iam-passrole-");
                assert.deepEqual([found, attachedAs(name)], [rules, attached], name);
            }
        });
    }

    it("are the source of the pack's table", () => {
        const command = join(root, "tools", "managedPolicies.ts");
        const { status, stderr } = spawnSync(
            process.execPath,
            ["-r", "ts-node/register/transpile-only", command, file, "--check"],
            { cwd: root, encoding: "utf8" },
        );
        assert.equal(status, 0, stderr);
    });

    it("lack the retired ones, which the pack knows by name", () => {
        assert.deepEqual(
            retired.map((name) => [name, policies.has(name) || policies.has(`service-role/${name}`), attachedAs(name)]),
            retired.map((name) => [name, false, "mandatory"]),
        );
    });

    it("are let pass where they are only believed to pass every role", () => {
        assert.deepEqual(
            innocent.map((name) => [name, policies.has(name), attachedAs(name)]),
            innocent.map((name) => [name, true, "silent"]),
        );
    });
});

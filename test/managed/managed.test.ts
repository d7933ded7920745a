/**
 * Parses and evaluates every AWS managed policy. Those that pass roles are listed individually in `passRole.json`.
 * Needs the npm registry.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse, type StatementModel } from "../../policypack/iam";
import type { DocumentViolation } from "../../policypack/engine/violation";
import { evaluate } from "../policypack/evaluate";
import { passesEveryRole } from "../../policypack/iam/knowledge/managedPolicies";
import { pinned, publishedVersion, textsIn, unpackTexts, type ManagedPolicy } from "./texts";

/** Policies of one kind, as classified by a reviewer. */
interface Class {
    readonly why: string;
    /** The rules about iam:PassRole that report the document. */
    readonly rules: readonly string[];
    /** The result of attaching it: a mandatory violation, an advisory one, or none. */
    readonly attached: "mandatory" | "advisory" | "silent";
    readonly policies: readonly string[];
}

const root = join(__dirname, "..", "..");
const classes = JSON.parse(readFileSync(join(__dirname, "passRole.json"), "utf8")) as readonly Class[];

/** Retired policies: no longer in the package, but still attached in accounts. */
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

/** Policies that are often assumed to pass every role, but do not. */
const harmless = [
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
    if (passes === undefined) {
        return "silent";
    }
    return passes.to === "any service" ? "mandatory" : "advisory";
};

const documentOf = ({ versions, latestVersionId }: ManagedPolicy): unknown => versions[latestVersionId]?.document;

/** A simple wildcard match, independent of the pack's own code. */
const isLike = (pattern: string): boolean =>
    new RegExp(
        `^${pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replaceAll("*", ".*")
            .replaceAll("?", ".")}$`,
        "i",
    ).test("iam:PassRole");

const includesPassRole = ({ effect, actions, notActions }: StatementModel): boolean =>
    effect === "Allow" &&
    (notActions.length > 0 ? !notActions.some(({ text }) => isLike(text)) : actions.some(({ text }) => isLike(text)));

const rulesIn = (violations: readonly DocumentViolation[], part: string): readonly string[] =>
    [...new Set(violations.map(({ rule }) => rule.name))].filter((name) => name.startsWith(part));

describe("the AWS managed policies", () => {
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

    // AWS changes its policies every week. That matters at a release, but is not an error of the change under test.
    it("are of the latest published version, or the test is skipped with a notice", function () {
        const published = publishedVersion();
        if (published !== pinned.version) {
            console.log(
                `${pinned.name} ${published} is newer than the pinned version ${pinned.version}. Before a release, pin it with its ` +
                    "hash in test/managed/texts.ts, run `npm run managed-policies` on its documents, and classify new " +
                    "policies in test/managed/passRole.json.",
            );
            this.skip();
        }
    });

    it("are complete", () => {
        const versions = [...policies.values()].flatMap((policy) => Object.keys(policy.versions));
        assert.deepEqual([policies.size, versions.length], [1594, 6194]);
        assert.deepEqual(
            [...policies].filter(([, policy]) => documentOf(policy) === undefined),
            [],
        );
    });

    it("parse without issues in every version", () => {
        const issues = [...policies].flatMap(([name, { versions }]) =>
            Object.entries(versions).flatMap(([id, { document }]) => {
                const { issues: found, statements } = parse("grant", document);
                return found.length === 0 && statements.length > 0 ? [] : [`${name} ${id}: ${JSON.stringify(found)}`];
            }),
        );
        assert.deepEqual(issues, []);
    });

    it("are evaluated in every version without errors, and are well-formed except for their size", () => {
        const malformed = new Map<string, string[]>();
        for (const [name, { versions }] of policies) {
            for (const [id, { document }] of Object.entries(versions)) {
                for (const { rule, path, messageId, message } of evaluate("grant", document)) {
                    // AWS managed policies may exceed the size limit of customer managed policies.
                    if (rule.name === "iam-document-malformed" && messageId !== "tooLong") {
                        malformed.set(message, [...(malformed.get(message) ?? []), `${name} ${id} ${path}`]);
                    }
                    assert.ok(
                        !message.includes("the rule failed to evaluate the document"),
                        `${name} ${id}: ${rule.name}: ${message}`,
                    );
                }
            }
        }
        assert.deepEqual(Object.fromEntries(malformed), {});
    });

    it("pass roles exactly if they are listed", () => {
        const listed = classes.flatMap((one) => one.policies);
        const passing = [...policies]
            .filter(([, policy]) => parse("grant", documentOf(policy)).statements.some(includesPassRole))
            .map(([name]) => name);
        assert.deepEqual(
            {
                "not listed": passing.filter((name) => !listed.includes(name)),
                "passes no role": listed.filter((name) => !passing.includes(name)),
                "listed twice": listed.filter((name, i) => listed.indexOf(name) !== i),
            },
            { "not listed": [], "passes no role": [], "listed twice": [] },
        );
        assert.equal(listed.length, 260);
    });

    for (const { why, rules, attached, policies: names } of classes) {
        it(`${rules.join(" ") || "no rule"}, ${attached} when attached: ${why}`, () => {
            for (const name of names) {
                const policy = policies.get(name) ?? assert.fail(`${name} does not exist`);
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

    it("do not include the retired ones, which the pack lists by name", () => {
        assert.deepEqual(
            retired.map((name) => [name, policies.has(name) || policies.has(`service-role/${name}`), attachedAs(name)]),
            retired.map((name) => [name, false, "mandatory"]),
        );
    });

    it("are not reported if they only seem to pass every role", () => {
        assert.deepEqual(
            harmless.map((name) => [name, policies.has(name), attachedAs(name)]),
            harmless.map((name) => [name, true, "silent"]),
        );
    });
});

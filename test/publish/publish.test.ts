/**
 * Tests the pack as `pulumi policy publish` publishes it and as consumers run it: packed in its folder, unpacked and
 * installed outside the repository, started, and called over gRPC. Slow; needs the npm registry.
 */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundlePath } from "../../tools/build";
import { Analyzer, packFolder, unknownText } from "../policypack/analyzer";

/** The engine's marker for a list that is unknown at preview. */
const unknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

const bad = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

const unguarded = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" },
});

const npm = (args: readonly string[], cwd: string): string =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

describe("the published pack", () => {
    let workFolder: string;
    let folder: string;

    before(() => {
        assert.ok(existsSync(bundlePath), "policypack/bin/index.js is missing: run `npm run build`");
        workFolder = mkdtempSync(join(tmpdir(), "ssm-access-published-"));
        folder = join(workFolder, "package");
        mkdirSync(folder);
    });

    after(() => {
        rmSync(workFolder, { recursive: true, force: true });
    });

    it("prints only the file name on stdout when packed, since Pulumi uses all of stdout as the name", () => {
        const stdout = npm(["pack", "--loglevel=error", "--pack-destination", workFolder], packFolder);
        assert.match(stdout.trim(), /^ssm-access-policy-[\w.-]+\.tgz$/);
        execFileSync("tar", ["-xzf", join(workFolder, stdout.trim()), "-C", workFolder]);
        assert.deepEqual(readdirSync(folder).sort(), ["PulumiPolicy.yaml", "README.md", "bin", "package.json"]);
    });

    it("installs, starts, accepts a config, and reports the same violations as in the repository", async () => {
        npm(["install", "--no-audit", "--no-fund"], folder);
        const pack = await Analyzer.start(folder);
        try {
            const names = (await pack.info()).getPoliciesList().map((policy) => policy.getName());
            assert.ok(names.includes("iam-passrole-wildcard"));
            await pack.configure({ "iam-passrole-service": { level: "disabled" } });
            const found = await pack.analyze({
                type: "aws:iam/role:Role",
                properties: { assumeRolePolicy: unknownText, inlinePolicies: [{ policy: bad }] },
            });
            assert.ok(found.some(({ policy, level }) => policy === "iam-passrole-wildcard" && level === "mandatory"));
            assert.ok(found.some(({ message }) => message.includes("can't be known during preview")));
            const hidden = await pack.analyze({
                type: "aws:iam/role:Role",
                properties: { assumeRolePolicy: bad, inlinePolicies: unknownList, managedPolicyArns: unknownList },
            });
            assert.ok(hidden.some(({ policy, level }) => policy === "iam-document-malformed" && level === "mandatory"));
            assert.ok(hidden.some(({ message }) => message.includes("can't be known during preview")));
            const role = { type: "aws:iam/role:Role", name: "r", properties: { name: "r" } };
            assert.deepEqual(await pack.analyzeStack([role]), []);
            const inlinePolicy = {
                type: "aws:iam/rolePolicy:RolePolicy",
                properties: { role: unknownText, policy: bad },
                dependencies: { role: ["urn:pulumi:test::ssm-access::aws:iam/role:Role::r"] },
            };
            const whole = await pack.analyzeStack([role, inlinePolicy]);
            assert.deepEqual(
                whole.map(({ policy }) => policy),
                ["iam-role-factory"],
            );
            await pack.configure({
                "iam-trust-confused-deputy": { level: "remediate", config: { account: "123456789012" } },
            });
            const [change] = await pack.remediate({
                type: "aws:iam/role:Role",
                properties: { assumeRolePolicy: unguarded, description: unknownText },
            });
            assert.equal(change?.policy, "iam-trust-confused-deputy");
            assert.match(String(change.properties.assumeRolePolicy), /"aws:SourceAccount":"123456789012"/);
            assert.equal(change.properties.description, unknownText);
        } finally {
            await pack.stop();
        }
    });
});

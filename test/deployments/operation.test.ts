import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathsOf } from "../../deployments/environment";
import { chooseRole } from "../../deployments/operation";
import { filesBelow, importsOf } from "../support/imports";

describe("the command that selects the role", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "deployments-"));
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    /** Runs the command like a deployment of the given operation, in the given shell. */
    const chosen = (operation: string, shell = "bash") => {
        const file = join(folder, "PULUMI_ENV");
        writeFileSync(file, "BEFORE=1\n");
        const { status, stderr } = spawnSync(shell, ["-c", chooseRole(file)], {
            encoding: "utf8",
            // With a socket as stdin, bash assumes a remote login and reads its startup files.
            stdio: ["ignore", "pipe", "pipe"],
            env: {
                PATH: process.env.PATH,
                PULUMI_CI_OPERATION: operation,
                PULUMI_CI_STACK: "a-stack-with-a-long-name",
                PULUMI_CI_BUILD_ID: "806bf21f-444f-4825-a80c-afd12cd2526a",
                PREVIEW_ROLE_ARN: "arn:aws:iam::123456789012:role/preview",
                UPDATE_ROLE_ARN: "arn:aws:iam::123456789012:role/update",
            },
        });
        return { status, stderr, lines: readFileSync(file, "utf8").split("\n") };
    };

    for (const [operation, name] of Object.entries({
        preview: "preview",
        refresh: "preview",
        "detect-drift": "preview",
        update: "update",
        destroy: "update",
        "remediate-drift": "update",
    })) {
        it(`selects the ${name} role for ${operation}, with a session name that identifies the deployment`, () => {
            for (const shell of ["bash", "sh"]) {
                const { status, stderr, lines } = chosen(operation, shell);
                assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
                const session = `a-stack-wit-${operation}-806bf21f-444f-4825-a80c-afd12cd2526a`;
                assert.deepEqual(lines, [
                    "BEFORE=1",
                    `AWS_ROLE_ARN=arn:aws:iam::123456789012:role/${name}`,
                    `AWS_ROLE_SESSION_NAME=${session}`,
                    "",
                ]);
                assert.match(session, /^[\w+=,.@-]{2,64}$/);
            }
        });
    }

    for (const operation of ["", "import"]) {
        it(`fails for the unknown operation "${operation}"`, () => {
            const { status, stderr, lines } = chosen(operation);
            assert.equal(status, 1);
            assert.equal(stderr, `No role is known for the operation "${operation}".\n`);
            assert.deepEqual(lines, ["BEFORE=1", ""]);
        });
    }

    it("is a single line, because each command runs in its own shell", () => {
        assert.doesNotMatch(chooseRole(), /\n/);
    });
});

/** Wildcards of a path filter as regular expressions. */
const wildcards: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*" };

/** Whether a change to a file triggers a deployment: at least one include and no exclude matches. */
const deploys = (file: string, filters: readonly string[]): boolean => {
    const matches = (glob: string): boolean =>
        new RegExp(
            `^${glob
                .replace(/[.+^${}()|[\]\\]/g, "\\$&")
                .replace(/\*\*\/|\*\*|\*/g, (star) => wildcards[star] ?? "")}$`,
        ).test(file);
    const excludes = filters.filter((filter) => filter.startsWith("!")).map((filter) => filter.slice(1));
    return filters.some((filter) => !filter.startsWith("!") && matches(filter)) && !excludes.some(matches);
};

describe("the path filters of a stack", () => {
    const filters = pathsOf("dev", {});

    it("trigger a deployment for every source file of the program", () => {
        const all = new Set(filesBelow("."));
        const needed = new Set(["index.ts", "policypack/index.ts", "tools/build.ts"]);
        for (const file of needed) {
            for (const { file: imported } of importsOf(file)) {
                const found = [`${imported ?? ""}.ts`, `${imported ?? ""}/index.ts`].find((one) => all.has(one));
                if (found !== undefined) {
                    needed.add(found);
                }
            }
        }
        assert.ok(needed.size > 50);
        assert.deepEqual(
            [...needed].filter((file) => !deploys(file, filters)),
            [],
        );
    });

    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "package-lock.json", "program/config.schema.json"]) {
        it(`trigger a deployment for ${file}`, () => {
            assert.ok(deploys(file, filters));
        });
    }

    for (const file of [
        "Pulumi.prod.yaml",
        "README.md",
        "docs/rules.md",
        "policypack/README.md",
        "test/stack.test.ts",
        "deployments/index.ts",
        ".github/workflows/checks.yml",
    ]) {
        it(`trigger no deployment for ${file}`, () => {
            assert.ok(!deploys(file, filters));
        });
    }

    it("accept additional filters that include or exclude files", () => {
        assert.ok(deploys("scripts/a.ts", pathsOf("dev", { paths: ["scripts/**"] })));
        assert.ok(!deploys("program/plan/create.ts", pathsOf("dev", { paths: ["!program/**"] })));
    });
});

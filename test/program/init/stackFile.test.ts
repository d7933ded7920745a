import * as assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import program from "../../..";
import { ConfigError } from "../../../program/config/error";
import { patterns } from "../../../program/config/patterns";
import { initStack, type WrittenStackFile } from "../../../program/init/initStack";
import { componentsIn } from "../../../program/init/stackFile";
import { starts } from "../../../program/init/starts";
import { previewStack } from "../../../program/preview/previewStack";
import type { PreviewReport } from "../../../program/preview/report";
import schema from "../../../program/config.schema.json";

describe("initStack", () => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-init-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    let count = 0;

    after(() => {
        rmSync(folder, { recursive: true });
    });

    const init = (
        chosen: readonly string[],
        region = "eu-west-1",
        stack = `s${String((count += 1))}`,
    ): WrittenStackFile =>
        initStack(folder, { stack, region, components: componentsIn(chosen) }, "program/config.schema.json");

    const issuesOf = (...args: Parameters<typeof init>): readonly string[] => {
        const before = readdirSync(folder);
        try {
            init(...args);
        } catch (error) {
            assert.ok(error instanceof ConfigError);
            assert.deepEqual(readdirSync(folder), before);
            return error.message.split("\n").slice(1);
        }
        return assert.fail("no issue");
    };

    /** Asserts that the schema and the preview accept a file, and returns the report. */
    const assertAccepted = async ({ file, text }: WrittenStackFile): Promise<PreviewReport> => {
        assert.equal(readFileSync(join(folder, file), "utf8"), text);
        assert.match(text, /^# yaml-language-server: \$schema=program\/config\.schema\.json\nconfig:\n/);
        validate(parse(text));
        assert.deepEqual(validate.errors, null);
        const stack = /^Pulumi\.(.*)\.yaml$/.exec(file)?.[1] ?? "";
        const { code, stdout, stderr } = await previewStack(program, folder, { stack, json: true });
        assert.deepEqual([code, stderr], [0, ""]);
        return JSON.parse(stdout) as PreviewReport;
    };

    for (const [key, start] of Object.entries(starts)) {
        it(`writes ${key} with a comment, which the schema and the preview accept and which needs no grantee`, async () => {
            const written = init([key]);
            assert.match(written.text, /^ +# [A-Z].*\.$/m);
            assert.equal(written.toReplace.length, start.yaml(() => "x").includes("Replace: ") ? 1 : 0);
            const { resources, warnings } = await assertAccepted(written);
            const attached = resources.flatMap(({ inputs }) => [inputs.user ?? [], inputs.group ?? []].flat());
            assert.deepEqual([attached, warnings], [[], []]);
        });
    }

    it("has a start for each pattern", () => {
        assert.deepEqual(Object.keys(starts).sort(), [...patterns.keys()].sort());
    });

    it("writes all patterns and several components of one, in one file", async () => {
        const written = init([...Object.keys(starts).reverse(), "session=null", "session=on"], "us-gov-west-1");
        const keys = Object.keys(written.config);
        assert.deepEqual(keys, ["aws:region", ...[...patterns.keys()].map((key) => `ssm-access:${key}`)]);
        assert.deepEqual(Object.keys(written.config["ssm-access:session"] as object), ["shells", "null", "on"]);
        assert.deepEqual((parse(written.text) as { readonly config: unknown }).config, written.config);
        await assertAccepted(written);
    });

    it("adds what a component refers to, under the name that it has in the file", () => {
        const topic = (chosen: readonly string[]): unknown => {
            const { config } = init(chosen);
            const { failures } = config["ssm-access:automationEvents"] as {
                readonly failures: { readonly notifications: { readonly notificationTopicArn: unknown } };
            };
            return [Object.keys(config).length, failures.notifications.notificationTopicArn];
        };
        assert.deepEqual(topic(["automationEvents"]), [3, "runCommandNotifications.commands"]);
        assert.deepEqual(topic(["automationEvents", "runCommandNotifications=ops"]), [
            3,
            "runCommandNotifications.ops",
        ]);
    });

    it("overwrites nothing", () => {
        const { file, text } = init(["session"], "eu-west-1", "mine");
        assert.deepEqual(issuesOf(["managedInstance"], "eu-west-1", "mine"), [
            "  Pulumi.mine.yaml exists already. Name another stack with --stack, or edit that file.",
        ]);
        assert.equal(readFileSync(join(folder, file), "utf8"), text);
    });

    for (const stack of [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "a\nb",
        "a b",
        "a:b",
        "-rf",
        "a.",
        "x".repeat(101),
        "é",
    ]) {
        it(`rejects the stack ${JSON.stringify(stack).slice(0, 20)}`, () => {
            assert.match(
                issuesOf(["session"], "eu-west-1", stack).join(),
                /^ {2}--stack .* is not a name of a stack\./,
            );
        });
    }

    for (const name of ["", "a.b", "1", "a b", "__proto__", 'a"b: {', "- x", "# x", "a\n  x: y", "x".repeat(65), "é"]) {
        it(`rejects the component ${JSON.stringify(name).slice(0, 20)}`, () => {
            const [issue = ""] = issuesOf([`session=${name}`]);
            assert.match(issue, /^ {2}ssm-access:session\./);
        });
    }

    it("reports every choice that is invalid", () => {
        assert.deepEqual(issuesOf([], "mars", "a/b"), [
            '  --stack "a/b" is not a name of a stack. Use 1 to 100 letters, digits, "_", "-" or ".", beginning with a letter or a digit.',
            '  --region "mars" is not a Region code. Use a code such as eu-west-1.',
            "  --pattern is missing. Choose at least one pattern.",
        ]);
        const [unknown, twice, ...others] = issuesOf(["constructor", "session", "session=shells"]);
        assert.match(unknown ?? "", /^ {2}--pattern "constructor" is not a pattern\. Use one of: runCommand, /);
        assert.match(twice ?? "", /^ {2}--pattern "session=shells" is there twice\./);
        assert.deepEqual(others, []);
    });
});

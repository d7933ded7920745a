/** The configuration of rules: validation, exemptions, and the account of a stack. */
import * as assert from "node:assert/strict";
import Ajv from "ajv";
import { certainAccount, providerAccount, providerRegion } from "../../../policypack/engine/account";
import { configurationOf, schema } from "../../../policypack/engine/configuration";
import { checkFile } from "../../../policypack/configurationFile";
import { evaluate } from "../../../policypack/engine/evaluate";
import { exemptionOf, statusOf } from "../../../policypack/engine/exemptions";
import { formatStack, stackOf } from "../../../policypack/engine/stacks";
import { allRules } from "../../../policypack/rules";

const account = "123456789012";
const fingerprint = `v2:${"0f".repeat(16)}`;
const exemption = { fingerprint, stacks: ["dev"], reason: "because", expires: "2027-01-31" };

const valid: Readonly<Record<string, unknown>> = {
    account,
    ownAccounts: [account],
    ownOrganizations: ["o-abcdefghij"],
    acceptedRolePatterns: [{ pattern: "arn:aws:iam::*:role/app/*", reason: "one team" }],
    services: { "acme.amazonaws.com": "required" },
    unlistedServices: "mandatory",
    exemptions: [exemption],
};

const invalid: readonly Readonly<Record<string, unknown>>[] = [
    { account: 123456789012 },
    { ownAccounts: account },
    { ownOrganizations: ["o-1"] },
    { acceptedRolePatterns: [{ pattern: "arn:aws:iam::*:role/app/*" }] },
    { acceptedRolePatterns: [{ pattern: "app-*", reason: "x" }] },
    { services: { "acme.amazonaws.com": "sometimes" } },
    { unlistedServices: "loud" },
    { exemptions: [{ ...exemption, reason: "" }] },
    { exemptions: [{ ...exemption, stacks: "dev" }] },
    { exemptions: [{ ...exemption, stacks: ["a/b/c/d"] }] },
    { exemptions: [{ ...exemption, stacks: ["acme//dev"] }] },
    { exemptions: [{ ...exemption, expires: "soon" }] },
    { exemptions: [{ ...exemption, until: "2027-01-31" }] },
];

describe("a rule's configuration", () => {
    const validate = new Ajv().compile({ type: "object", properties: schema });

    it("has no required keys", () => {
        assert.deepEqual(configurationOf({}).issues, []);
        assert.ok(validate({}));
    });

    it("accepts every key of the schema", () => {
        const { issues, options, exemptions } = configurationOf(valid);
        assert.deepEqual(issues, []);
        assert.ok(validate(valid));
        assert.deepEqual(Object.keys(schema), Object.keys(valid));
        assert.deepEqual({ ...options, exemptions }, valid);
    });

    for (const section of invalid) {
        it(`rejects ${JSON.stringify(section)}, as the schema does`, () => {
            const { issues, options } = configurationOf(section);
            assert.equal(issues.length, 1, issues.join("\n"));
            assert.ok(!validate(section));
            assert.deepEqual(options, configurationOf({}).options);
        });
    }

    it("is parsed once for sections with the same members, of as many rules as there are", () => {
        const sections = Array.from({ length: 24 }, (_, index) => ({
            exemptions: [{ ...exemption, reason: String(index) }],
        }));
        // CrossGuard makes a new object for each call.
        const parse = () => sections.map((section) => configurationOf({ ...section }));
        const [first, again] = [parse(), parse()];
        first.forEach((configuration, index) => {
            assert.equal(configuration, again[index]);
            assert.equal(configuration.exemptions[0]?.reason, String(index));
        });
    });

    it("is parsed again for other members, keys or order", () => {
        const [one, other] = [{ account }, { account: "210987654321" }];
        assert.notEqual(configurationOf(one), configurationOf(other));
        assert.equal(configurationOf(other).options.account, other.account);
        assert.deepEqual(configurationOf({ x: 1, y: 2 }).issues, [...configurationOf({ y: 2, x: 1 }).issues].reverse());
        assert.notEqual(configurationOf({ exemptions: [exemption] }), configurationOf({ exemptions: [exemption] }));
    });

    it("is parsed correctly for more sections than are remembered", () => {
        const accounts = Array.from({ length: 200 }, (_, index) => String(index).padStart(12, "1"));
        for (const each of [...accounts, ...accounts]) {
            assert.equal(configurationOf({ account: each }).options.account, each);
        }
    });

    it("reports an unknown key, which the engine silently ignores", () => {
        assert.match(
            configurationOf({ acount: account }).issues.join(),
            /Unknown configuration key "acount"; the allowed keys are account,/,
        );
    });
});

describe("a configuration file", () => {
    it("has no issues if every rule, level and key is valid", () => {
        const file = { all: "advisory", "iam-passrole-wildcard": { enforcementLevel: "mandatory", ...valid } };
        assert.deepEqual(checkFile(file, "2026-11-22"), { issues: [], notes: [] });
    });

    it("reports each misspelled name", () => {
        const { issues } = checkFile(
            {
                "iam-passrole-wildcrd": "mandatory",
                "iam-inline-size": "manditory",
                "iam-external-id": { acount: account },
                environments: "prod",
            },
            "2026-11-22",
        );
        assert.equal(issues.length, 4);
        assert.match(issues[0] ?? "", /Unknown rule "iam-passrole-wildcrd"; did you mean "iam-passrole-wildcard"\?/);
        assert.match(issues[1] ?? "", /iam-inline-size has the level "manditory"/);
        assert.match(issues[2] ?? "", /iam-external-id: Unknown configuration key "acount"/);
        assert.match(issues[3] ?? "", /environments is "prod"/);
        assert.equal(checkFile([], "2026-11-22").issues.length, 1);
    });

    it("notes expired exemptions", () => {
        const { notes } = checkFile({ "iam-passrole-wildcard": valid }, "2027-02-01");
        assert.match(notes.join(), /the exemption of v2:[0-9a-f]{32} \("because"\) expired on 2027-01-31/);
    });

    it("does not note an expired exemption that is renewed for the same stacks", () => {
        const renewedFor = (stacks: readonly string[]): readonly string[] => {
            const exemptions = [exemption, { ...exemption, stacks, expires: "2028-01-31" }];
            return checkFile({ "iam-passrole-wildcard": { exemptions } }, "2027-02-01").notes;
        };
        assert.equal(renewedFor(["prod", "dev"]).length, 0);
        assert.equal(renewedFor(["prod"]).length, 1);
    });
});

describe("an exemption of an earlier version", () => {
    const earlier = { fingerprint: "797c12c431ab485d0ad4a209d429eb8b", reason: "because", expires: "2027-01-31" };

    it("is reported with the command that migrates it, and exempts nothing", () => {
        const { issues, exemptions, outdated } = configurationOf({ exemptions: [earlier] });
        assert.equal(issues.length, 1);
        assert.match(
            issues[0] ?? "",
            /^exemptions\[0\] has the fingerprint "797c[0-9a-f]+" of an earlier version .* `npm run migrate-exemptions`\.$/,
        );
        assert.deepEqual([exemptions, outdated], [[], [earlier.fingerprint]]);
    });

    it("is valid for Pulumi, which would reject the configuration before the rule can report it", () => {
        assert.ok(new Ajv().compile({ type: "object", properties: schema })({ exemptions: [earlier] }));
    });

    it("does not become an exemption of this version by naming stacks", () => {
        assert.deepEqual(configurationOf({ exemptions: [{ ...earlier, stacks: ["*"] }] }).exemptions, []);
    });

    it("does not keep the other exemptions from having an effect", () => {
        const { issues, exemptions } = configurationOf({ exemptions: [earlier, exemption] });
        assert.equal(issues.length, 1);
        assert.deepEqual(exemptions, [exemption]);
    });

    it("is reported by the check of a configuration file", () => {
        const { issues } = checkFile({ "iam-external-id": { exemptions: [earlier] } }, "2026-11-22");
        assert.match(issues.join(), /^iam-external-id: exemptions\[0\] .*`npm run migrate-exemptions`/);
    });
});

describe("an exemption", () => {
    const dev = { stack: "dev", project: "app", organization: "acme" };

    it("needs stacks", () => {
        for (const section of [[{ ...exemption, stacks: [] }], [{ fingerprint, reason: "r", expires: "2027-01-31" }]]) {
            const { issues, exemptions } = configurationOf({ exemptions: section });
            assert.match(issues.join(), /^exemptions\[0\] of v2:[0-9a-f]{32} names no stacks and exempts nothing; /);
            assert.deepEqual(
                exemptions.filter((one) => exemptionOf(fingerprint, [one], dev) !== undefined),
                [],
            );
        }
    });

    const patterns: readonly (readonly [pattern: string, names: boolean])[] = [
        ["dev", true],
        ["app/dev", true],
        ["acme/app/dev", true],
        ["*", true],
        ["d*", true],
        ["de?", true],
        ["app/*", true],
        ["*/dev", true],
        ["acme/*/*", true],
        ["acme/app/d*", true],
        ["Dev", false],
        ["prod", false],
        ["de", false],
        ["other/dev", false],
        ["app/prod", false],
        ["other/app/dev", false],
        ["acme/other/dev", false],
        ["acme/app", false],
    ];
    for (const [pattern, names] of patterns) {
        it(`for ${pattern} ${names ? "applies" : "does not apply"} to acme/app/dev`, () => {
            const found = exemptionOf(fingerprint, [{ ...exemption, stacks: ["never", pattern] }], dev);
            assert.equal(found !== undefined, names);
        });
    }

    it("does not compare an organization that is not known", () => {
        const unknown = { ...dev, organization: undefined };
        const of = (...stacks: readonly string[]) => exemptionOf(fingerprint, [{ ...exemption, stacks }], unknown);
        assert.ok(of("acme/app/dev"));
        assert.equal(of("acme/other/dev"), undefined);
    });

    it("prints the parts of a stack that are known", () => {
        assert.equal(formatStack(dev), "acme/app/dev");
        assert.equal(formatStack({ ...dev, organization: undefined }), "app/dev");
        assert.equal(formatStack(stackOf("")), "");
    });

    it("is read from the URN of a resource", () => {
        assert.deepEqual(stackOf("urn:pulumi:dev::app::aws:iam/role:Role::a::b", "acme"), dev);
        assert.deepEqual(stackOf(""), { stack: "", project: "", organization: undefined });
    });
    it("applies through its last day", () => {
        assert.equal(statusOf(exemption, "2027-01-31"), "exempt");
        assert.equal(statusOf(exemption, "2027-02-01"), "expired");
        assert.equal(statusOf(undefined, "2027-02-01"), "open");
    });

    it("applies until the last of several expiry dates", () => {
        const renewed = { ...exemption, expires: "2028-01-31" };
        assert.equal(exemptionOf(fingerprint, [exemption, renewed], dev), renewed);
        assert.equal(exemptionOf("g", [exemption, renewed], dev), undefined);
    });
});

describe("the account of a stack", () => {
    it("is the provider's only allowed account, else that of the last role it assumes", () => {
        const role = (digits: string): unknown => ({ roleArn: `arn:aws:iam::${digits}:role/deploy` });
        assert.equal(providerAccount({ allowedAccountIds: [account] }), account);
        assert.equal(providerAccount({ allowedAccountIds: JSON.stringify([account]) }), account);
        for (const skipRequestingAccountId of [true, "true"]) {
            assert.equal(providerAccount({ allowedAccountIds: [account], skipRequestingAccountId }), undefined);
        }
        assert.equal(providerAccount({ allowedAccountIds: [account], skipRequestingAccountId: "false" }), account);
        assert.equal(providerAccount({ assumeRoles: [role("111111111111"), role(account)] }), account);
        assert.equal(providerAccount({ assumeRole: JSON.stringify(role(account)) }), account);
        assert.equal(providerAccount({ allowedAccountIds: [account, "111111111111"] }), undefined);
        for (const provider of [undefined, {}, { assumeRole: "{" }, { assumeRole: { roleArn: "arn" } }]) {
            assert.equal(providerAccount(provider), undefined);
        }
    });

    it("is certain if configured, or if all resources of the document have the same account", () => {
        const document = (...Resource: readonly string[]): unknown => ({ Statement: { Resource } });
        assert.equal(certainAccount(account, document("arn:aws:sns:eu-west-1:111111111111:t")), account);
        assert.equal(certainAccount(undefined, document(`arn:aws:sns:eu-west-1:${account}:t`, "*")), account);
        const two = document(`arn:aws:sns:eu-west-1:${account}:t`, "arn:aws:sns:eu-west-1:111111111111:t");
        assert.equal(certainAccount(undefined, two), undefined);
        assert.equal(
            certainAccount(undefined, { Statement: { Principal: { AWS: `arn:aws:iam::${account}:root` } } }),
            undefined,
        );
    });

    describe("of a provider, beside a configured one", () => {
        const deniedIn = "210987654321";
        const statement = (Effect: string, Resource: string): unknown => ({ Effect, Action: "iam:PassRole", Resource });
        const denied = statement("Deny", `arn:aws:iam::${deniedIn}:role/*`);
        const policy = { Version: "2012-10-17", Statement: [statement("Allow", "*"), denied] };
        const rule = allRules.find(({ name }) => name === "iam-passrole-wildcard") ?? assert.fail();
        const count = (type: string, props: unknown, configured: string, provider: unknown): number =>
            evaluate([rule], [{ type, urn: "urn:pulumi:dev::acme::x::y", props, provider }], {
                configuration: () => configurationOf({ account: configured }),
                day: "2026-11-22",
            }).length;

        it("wins in the rules", () => {
            const props = { policy: JSON.stringify(policy) };
            const on = (configured: string, provider: unknown): number =>
                count("aws:iam/policy:Policy", props, configured, provider);
            assert.equal(on(deniedIn, { allowedAccountIds: [account] }), 1);
            assert.equal(on(account, { allowedAccountIds: [deniedIn] }), 0);
            assert.equal(on(deniedIn, {}), 0);
            assert.equal(on(account, {}), 1);
            assert.equal(on(deniedIn, { allowedAccountIds: [account, deniedIn] }), 0);
        });

        it("wins in templates", () => {
            const Resource = { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/*" };
            const allowed = { Effect: "Allow", Action: "iam:PassRole", Resource };
            const PolicyDocument = { Version: "2012-10-17", Statement: [allowed, denied] };
            const Policy = { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument } };
            const props = { templateBody: JSON.stringify({ Resources: { Policy } }) };
            const on = (configured: string, provider: string): number =>
                count("aws:cloudformation/stack:Stack", props, configured, { allowedAccountIds: [provider] });
            assert.equal(on(account, deniedIn), 0);
            assert.equal(on(deniedIn, account), 1);
        });
    });

    it("is accompanied by the provider's Region and partition", () => {
        assert.deepEqual(providerRegion({ region: "eu-west-1" }), { region: "eu-west-1" });
        assert.deepEqual(providerRegion({ region: "cn-north-1" }), { region: "cn-north-1", partition: "aws-cn" });
        assert.deepEqual(providerRegion({ region: "us-isob-east-1" }), {
            region: "us-isob-east-1",
            partition: "aws-iso-b",
        });
        assert.deepEqual(providerRegion({ region: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }), {});
    });
});

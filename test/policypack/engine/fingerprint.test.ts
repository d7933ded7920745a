/** What a fingerprint depends on, and what not: an exemption covers exactly what has been reviewed. */
import * as assert from "node:assert/strict";
import { configurationOf } from "../../../policypack/engine/configuration";
import { evaluate, type EvaluatedResource } from "../../../policypack/engine/evaluate";
import { fingerprintOfBranches, isFingerprint } from "../../../policypack/engine/fingerprint";
import type { ResourceViolation } from "../../../policypack/engine/violation";
import { allRules } from "../../../policypack/rules";

type Json = Readonly<Record<string, unknown>>;

/** Where a stack is deployed. */
interface Location {
    readonly stack: string;
    readonly account: string;
    readonly region: string;
    readonly partition: string;
}

const dev: Location = { stack: "dev", account: "123456789012", region: "eu-west-1", partition: "aws" };

const providerOf = ({ account, region }: Location): Json => ({ region, allowedAccountIds: [account] });

const resource = (type: string, props: Json, location = dev, name = "one"): EvaluatedResource => ({
    type,
    urn: `urn:pulumi:${location.stack}::app::acme:index:Team$${type}::${name}`,
    props,
    provider: providerOf(location),
});

const violationsOf = (resources: readonly EvaluatedResource[], section: Json = {}): readonly ResourceViolation[] => {
    const configuration = configurationOf(section);
    return evaluate(allRules, resources, { configuration: () => configuration, day: "2026-11-22" });
};

/** The fingerprints of a rule's violations, in order of their values. */
const fingerprints = (rule: string, ...resources: readonly EvaluatedResource[]): readonly string[] => {
    const found = violationsOf(resources).filter((violation) => violation.rule.name === rule);
    assert.notEqual(found.length, 0, `${rule} reports nothing`);
    return found.map(({ fingerprint }) => fingerprint).sort();
};

/** The violations that are left if the first resources have been exempted as a whole. */
const openAfter = (
    before: readonly EvaluatedResource[],
    after: readonly EvaluatedResource[],
    stacks: readonly string[] = ["*"],
): readonly ResourceViolation[] => {
    const exemptions = violationsOf(before).map(({ fingerprint }) => ({
        fingerprint,
        stacks,
        reason: "reviewed",
        expires: "2099-12-31",
    }));
    return violationsOf(after, { exemptions }).filter(({ status }) => status !== "exempt");
};

const trust = (...statements: readonly Json[]): Json => ({ Version: "2012-10-17", Statement: statements });

const roleType = "aws:iam/role:Role";
const roleTrusting = (document: unknown, location = dev): EvaluatedResource =>
    resource(roleType, { name: "r", assumeRolePolicy: JSON.stringify(document) }, location);

const policyType = "aws:iam/policy:Policy";
const policyWith = (statements: unknown, location = dev, name = "one"): EvaluatedResource =>
    resource(policyType, { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) }, location, name);

const services = ["ssm.amazonaws.com", "states.amazonaws.com"];
const allow: Json = { Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" };
const [first = "", second = ""] = services;
const allowTo = (...Service: readonly string[]): Json => ({ ...allow, Principal: { Service } });

const passAll: Json = {
    Effect: "Allow",
    Action: ["iam:PassRole", "s3:GetObject"],
    Resource: ["*", "arn:aws:iam::123456789012:role/app/*"],
    Condition: { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:PrincipalTag/team": ["a", "b"] } },
};
const denyPass: Json = { Effect: "Deny", Action: "iam:PassRole", Resource: "arn:aws:iam::*:role/admin" };

/** Templates with a role under each logical ID. */
const templateWith = (roles: Readonly<Record<string, Json>>, location = dev): EvaluatedResource =>
    resource(
        "aws:cloudformation/stack:Stack",
        {
            name: "s",
            templateBody: JSON.stringify({
                Resources: Object.fromEntries(
                    Object.entries(roles).map(([name, properties]) => [
                        name,
                        { Type: "AWS::IAM::Role", Properties: properties },
                    ]),
                ),
            }),
        },
        location,
    );

const inlined = (PolicyName: string, statement: Json = passAll): Json => ({
    PolicyName,
    PolicyDocument: { Version: "2012-10-17", Statement: [statement] },
});

const trusting = (...statements: readonly Json[]): Json => ({ AssumeRolePolicyDocument: trust(...statements) });

describe("fingerprints", () => {
    const rule = "iam-passrole-wildcard";
    const base = fingerprints(rule, policyWith([passAll, denyPass]));

    it("are marked with their version", () => {
        base.forEach((fingerprint) => {
            assert.match(fingerprint, /^v2:[0-9a-f]{32}$/);
        });
        assert.deepEqual([base[0] ?? "", "797c12c431ab485d0ad4a209d429eb8b", "v2:", ""].map(isFingerprint), [
            true,
            false,
            false,
            false,
        ]);
    });

    it("are those of all branches of a template, in any order", () => {
        const [one, other] = [`v2:${"1".repeat(32)}`, `v2:${"2".repeat(32)}`] as const;
        const both = fingerprintOfBranches(new Set([one, other]));
        assert.ok(isFingerprint(both));
        assert.equal(new Set([both, one, other]).size, 3);
        assert.equal(fingerprintOfBranches(new Set([other, one])), both);
        assert.equal(fingerprintOfBranches(new Set([one])), one);
    });

    const same: Readonly<Record<string, readonly unknown[]>> = {
        "the order of statements": [denyPass, passAll],
        "the order and repetition of values": [
            {
                ...passAll,
                Action: ["s3:GetObject", "iam:PassRole", "iam:PassRole"],
                Resource: (passAll.Resource as string[]).slice().reverse(),
            },
            denyPass,
        ],
        "the order of conditions and their values": [
            {
                ...passAll,
                Condition: {
                    StringEquals: { "aws:PrincipalTag/team": ["b", "a"] },
                    Bool: { "aws:SecureTransport": ["true"] },
                },
            },
            denyPass,
        ],
        "a Sid": [
            { ...passAll, Sid: "Renamed" },
            { ...denyPass, Sid: "Other" },
        ],
        "a list instead of a single value": [
            passAll,
            { ...denyPass, Action: ["iam:PassRole"], Resource: [denyPass.Resource] },
        ],
        "the case of actions, operators, condition keys and Booleans": [
            {
                ...passAll,
                Action: ["IAM:passrole", "S3:getobject"],
                Condition: {
                    bool: { "AWS:securetransport": "TRUE" },
                    stringequals: { "aws:principaltag/team": ["a", "b"] },
                },
            },
            { ...denyPass, Action: "IAM:PASSROLE" },
        ],
        "an unrelated statement": [
            passAll,
            denyPass,
            { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" },
            { Effect: "Deny", Action: "sqs:DeleteQueue", Resource: "*" },
            {
                Effect: "Deny",
                Action: "s3:GetObject",
                Resource: "arn:aws:s3:::other/*",
                Condition: { Bool: { "aws:SecureTransport": "true" } },
            },
        ].slice(0, 4),
        "a Deny of other resources": [
            { ...passAll, Resource: ["arn:aws:iam::123456789012:role/app/*", "*"] },
            denyPass,
            { Effect: "Deny", NotAction: ["iam:*", "s3:*"], Resource: "*" },
        ],
    };
    for (const [what, statements] of Object.entries(same)) {
        it(`do not depend on ${what}`, () => {
            assert.deepEqual(fingerprints(rule, policyWith(statements)), base);
        });
    }

    const other: Readonly<Record<string, EvaluatedResource>> = {
        "a removed Deny": policyWith([passAll]),
        "a Deny of less": policyWith([passAll, { ...denyPass, Resource: "arn:aws:iam::*:role/admin-?" }]),
        "a Deny on a condition": policyWith([
            passAll,
            { ...denyPass, Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } },
        ]),
        "a Deny that becomes an Allow": policyWith([passAll, { ...denyPass, Effect: "Allow" }]),
        "another action in the statement": policyWith([
            { ...passAll, Action: ["iam:PassRole", "s3:GetObject", "s3:PutObject"] },
            denyPass,
        ]),
        "a removed condition": policyWith([{ ...passAll, Condition: undefined }, denyPass]),
        "another value of a condition": policyWith([
            {
                ...passAll,
                Condition: {
                    Bool: { "aws:SecureTransport": "true" },
                    StringEquals: { "aws:PrincipalTag/team": ["a", "c"] },
                },
            },
            denyPass,
        ]),
        "another resource": policyWith([passAll, denyPass], dev, "two"),
        "another type of resource": resource("aws:iam/rolePolicy:RolePolicy", {
            role: "r",
            policy: JSON.stringify({ Version: "2012-10-17", Statement: [passAll, denyPass] }),
        }),
        "another project": {
            ...policyWith([passAll, denyPass]),
            urn: `urn:pulumi:dev::other::acme:index:Team$${policyType}::one`,
        },
    };
    for (const [what, changed] of Object.entries(other)) {
        it(`depend on ${what}`, () => {
            const [before] = base;
            assert.ok(!fingerprints(rule, changed).includes(before ?? ""), what);
            assert.notEqual(openAfter([policyWith([passAll, denyPass])], [changed]).length, 0);
        });
    }

    it("depend on the version of the document only if it has policy variables", () => {
        const of = (Version: string, team: string): readonly string[] => {
            const statement = { ...passAll, Condition: { StringEquals: { "aws:PrincipalTag/team": team } } };
            return fingerprints(
                rule,
                resource(policyType, { policy: JSON.stringify({ Version, Statement: [statement] }) }),
            );
        };
        assert.deepEqual(of("2008-10-17", "a"), of("2012-10-17", "a"));
        assert.notDeepEqual(of("2008-10-17", "${aws:username}"), of("2012-10-17", "${aws:username}"));
    });

    it("differ by rule", () => {
        const all = violationsOf([policyWith([{ ...passAll, Condition: undefined }])]);
        assert.ok(all.length > 1);
        assert.equal(new Set(all.map(({ fingerprint }) => fingerprint)).size, all.length);
    });
});

describe("fingerprints of principals", () => {
    const rule = "iam-trust-confused-deputy";

    it("differ for two services in one statement", () => {
        assert.equal(new Set(fingerprints(rule, roleTrusting(trust(allow)))).size, 2);
    });

    it("stay the same if another service is added, which is reported", () => {
        const one = roleTrusting(trust(allowTo(first)));
        const open = openAfter([one], [roleTrusting(trust(allow))]);
        assert.deepEqual(
            open.map(({ data }) => data.service),
            [second],
        );
    });

    it("do not depend on the case of a service, or on the form of an account", () => {
        const of = (principal: Json): readonly string[] =>
            fingerprints(rule, roleTrusting(trust({ ...allow, Principal: principal })));
        assert.deepEqual(of({ Service: first }), of({ Service: [first.toUpperCase()] }));
        const denying = (account: string): readonly string[] =>
            fingerprints(
                "iam-resource-public",
                resource("aws:sqs/queuePolicy:QueuePolicy", {
                    policy: JSON.stringify(
                        trust(
                            { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" },
                            { Effect: "Deny", Principal: { AWS: account }, Action: "sqs:*", Resource: "*" },
                        ),
                    ),
                }),
            );
        assert.deepEqual(denying("999999999999"), denying("arn:aws:iam::999999999999:root"));
        assert.notDeepEqual(denying("999999999999"), denying("888888888888"));
    });

    it("depend on a Deny of the principal, not on one of others", () => {
        const deny = (Service: string): Json => ({
            Effect: "Deny",
            Principal: { Service },
            Action: "sts:AssumeRole",
            Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
        });
        const of = (...statements: readonly Json[]): readonly string[] =>
            fingerprints(rule, roleTrusting(trust(allowTo(first), ...statements)));
        assert.notDeepEqual(of(deny(first)), of());
        assert.deepEqual(of(deny(second)), of());
        assert.notDeepEqual(of({ ...deny(first), Principal: "*" }), of());
        const except = (Service: string): Json => ({ ...deny(first), Principal: undefined, NotPrincipal: { Service } });
        assert.deepEqual(of(except(first)), of());
        assert.notDeepEqual(of(except(second)), of());
    });

    it("depend on a Deny of an account for its roles, and of one role for its account", () => {
        const account = "arn:aws:iam::999999999999:root";
        const [one, two] = ["a", "b"].map((name) => `arn:aws:iam::999999999999:role/${name}`);
        const of = (principal: unknown, denied: unknown): readonly string[] =>
            violationsOf(
                [
                    roleTrusting(
                        trust(
                            { ...allow, Principal: { AWS: principal } },
                            {
                                Effect: "Deny",
                                Principal: { AWS: denied },
                                Action: "sts:AssumeRole",
                                Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
                            },
                        ),
                    ),
                ],
                { ownAccounts: [dev.account] },
            )
                .filter((violation) => violation.rule.name === "iam-external-id")
                .map(({ fingerprint }) => fingerprint);
        const unrelated = "arn:aws:iam::888888888888:root";
        assert.equal(of(one, unrelated).length, 1);
        assert.deepEqual(of(one, two), of(one, unrelated));
        assert.notDeepEqual(of(one, account), of(one, unrelated));
        assert.notDeepEqual(of(one, one), of(one, unrelated));
        assert.notDeepEqual(of(account, one), of(account, unrelated));
        assert.notDeepEqual(of(one, "AROAEXAMPLEID"), of(one, unrelated));
    });

    it("depend on the case of a provider of identities", () => {
        const of = (Federated: string): readonly string[] =>
            fingerprints(
                "iam-trust-oidc-subject",
                roleTrusting(
                    trust({ Effect: "Allow", Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity" }),
                ),
            );
        const provider = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
        assert.notDeepEqual(of(provider), of(provider.replace("token", "Token")));
    });

    it("depend on every Deny of a document with more than can be compared", () => {
        const many = Array.from({ length: 900 }, (_, i) => `s${i}.amazonaws.com`);
        const of = (denied: number): string | undefined => {
            const Action = Array.from({ length: denied }, (_, i) => `sts:Unrelated${i}`);
            const document = trust(allowTo(first, ...many), { Effect: "Deny", Principal: "*", Action });
            return violationsOf([roleTrusting(document)]).find(
                ({ rule: { name }, data }) => name === rule && data.service === first,
            )?.fingerprint;
        };
        assert.notEqual(of(9), undefined);
        assert.equal(of(9), of(10));
        assert.notEqual(of(900), of(901));
    });

    it("differ for two conditions, two patterns of roles and two patterns of actions", () => {
        const distinct = (name: string, statement: Json): void => {
            const found = fingerprints(name, policyWith([{ Effect: "Allow", ...statement }]));
            assert.equal(found.length, 2, name);
            assert.equal(new Set(found).size, 2, name);
        };
        const roles = ["a", "b"].map((name) => `arn:aws:iam::123456789012:role/${name}-*`);
        distinct("iam-passrole-role-pattern", { Action: "iam:PassRole", Resource: roles });
        distinct("ssm-service-wildcard", { Action: ["ssm:*", "ssm:Send*"], Resource: "*" });
        distinct("iam-condition-never-true", {
            Action: "s3:GetObject",
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceAccount": "x", "aws:SourceOrgID": "y" } },
        });
    });
});

describe("fingerprints of stacks", () => {
    const prod: Location = { stack: "prod", account: "210987654321", region: "ap-southeast-2", partition: "aws" };
    const china: Location = { stack: "cn", account: "333333333333", region: "cn-north-1", partition: "aws-cn" };

    /** A resource that names its location wherever a policy can. */
    const located = (location: Location): EvaluatedResource => {
        const { account, region, partition } = location;
        const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
        const queue = `arn:${partition}:sqs:${region}:${account}:jobs-${account}-${region}`;
        return resource(
            "aws:sqs/queuePolicy:QueuePolicy",
            {
                policy: JSON.stringify(
                    trust(
                        {
                            Effect: "Allow",
                            Principal: { Service: `logs.${region}.${domain}` },
                            Action: "sqs:SendMessage",
                            Resource: queue,
                            Condition: { StringNotEquals: { "aws:SourceVpc": `vpc-${account}` } },
                        },
                        {
                            Effect: "Deny",
                            Principal: "*",
                            Action: "sqs:SendMessage",
                            Resource: queue,
                            Condition: {
                                ArnNotLike: { "aws:PrincipalArn": `arn:${partition}:iam::${account}:role/*` },
                                StringEquals: { "kms:ViaService": `sqs.${region}.${domain}` },
                            },
                        },
                    ),
                ),
            },
            location,
            `queue-${region}`,
        );
    };

    const rule = "iam-resource-confused-deputy";

    it("are the same if the stacks differ in their account, Region and partition only", () => {
        assert.deepEqual(fingerprints(rule, located(prod)), fingerprints(rule, located(dev)));
        assert.deepEqual(fingerprints(rule, located(china)), fingerprints(rule, located(dev)));
    });

    it("are the same whichever of the domains of its partition names a service", () => {
        const of = (Service: string): readonly string[] =>
            fingerprints("iam-trust-confused-deputy", roleTrusting(trust({ ...allow, Principal: { Service } }), china));
        assert.deepEqual(of("states.amazonaws.com.cn"), of("states.amazonaws.com"));
    });

    it("differ if a stack names the account, Region or partition of another one", () => {
        const { props } = located(dev);
        for (const location of [{ ...prod, region: dev.region }, { ...prod, account: dev.account }, china]) {
            const other = { ...located(dev), props, provider: providerOf(location) };
            assert.notDeepEqual(fingerprints(rule, other), fingerprints(rule, located(dev)));
        }
    });

    it("keep accounts, Regions and partitions that are part of other words", () => {
        const of = (name: string): readonly string[] =>
            fingerprints(
                "iam-passrole-role-pattern",
                policyWith({ ...passAll, Resource: `arn:aws:iam::123456789012:role/${name}-*` }),
            );
        const names = [
            "1123456789012",
            "1234567890123",
            "eu-west-12",
            "xeu-west-1",
            "aws",
            "x",
            "123456789012",
            "eu-west-1",
        ];
        assert.equal(new Set(names.flatMap(of)).size, names.length);
    });

    it("are exempt in the stacks that the exemption names", () => {
        const [one, other] = [located(dev), located(prod)] as const;
        assert.deepEqual(openAfter([one], [other], ["prod", "dev"]), []);
        assert.deepEqual(openAfter([one], [other], ["app/p*"]), []);
        assert.notEqual(openAfter([one], [other], ["dev"]).length, 0);
    });

    it("differ if the physical names differ", () => {
        const named = (name: string): readonly string[] =>
            fingerprints(
                "iam-passrole-role-pattern",
                policyWith({ ...passAll, Resource: `arn:aws:iam::123456789012:role/${name}-*` }),
            );
        assert.notDeepEqual(named("dev"), named("prod"));
    });

    it("are the same for templates with pseudo parameters", () => {
        const at = (location: Location): readonly string[] =>
            fingerprints(
                "iam-passrole-role-pattern",
                templateWith(
                    {
                        Role: {
                            ...trusting(allowTo(first)),
                            Policies: [
                                inlined("p", {
                                    ...passAll,
                                    Resource: {
                                        "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::Region}-*",
                                    } as unknown as string,
                                }),
                            ],
                        },
                    },
                    location,
                ),
            );
        assert.deepEqual(at(prod), at(dev));
        assert.deepEqual(at(china), at(dev));
        assert.deepEqual(at({ ...dev, region: "us-east-1" }), at(dev));
        assert.deepEqual(at({ ...dev, account: "" }), at(dev));
    });
});

describe("fingerprints of templates and lists", () => {
    const rule = "iam-trust-confused-deputy";

    it("do not cover a resource that is added with the same statement", () => {
        const role = trusting(allowTo(first));
        const open = openAfter([templateWith({ One: role })], [templateWith({ Two: role, One: role })]);
        assert.deepEqual(
            open.map(({ rule: { name }, property }) => [name, property]),
            [[rule, "templateBody.Resources.Two.Properties.AssumeRolePolicyDocument"]],
        );
    });

    it("do not depend on the order of policies, and cover no policy that is added with the same statement", () => {
        const role = (...policies: readonly Json[]): EvaluatedResource =>
            templateWith({ One: { ...trusting(allowTo(first)), Policies: policies } });
        const before = role(inlined("a"), inlined("b", { ...passAll, Condition: undefined }));
        assert.deepEqual(
            openAfter([before], [role(inlined("b", { ...passAll, Condition: undefined }), inlined("a"))]),
            [],
        );
        const open = openAfter(
            [before],
            [role(inlined("c"), inlined("b", { ...passAll, Condition: undefined }), inlined("a"))],
        );
        assert.deepEqual(
            [...new Set(open.map(({ property }) => property))],
            ["templateBody.Resources.One.Properties.Policies[0].PolicyDocument"],
        );
    });

    it("do not depend on the order of inline policies", () => {
        const policies = ["a", "b", "c"].map((name) => ({
            name,
            policy: JSON.stringify({ Version: "2012-10-17", Statement: passAll }),
        }));
        const role = (inlinePolicies: readonly unknown[]): EvaluatedResource =>
            resource(roleType, { name: "r", assumeRolePolicy: JSON.stringify(trust()), inlinePolicies });
        assert.deepEqual(openAfter([role(policies)], [role(policies.slice().reverse())]), []);
        assert.notEqual(openAfter([role(policies.slice(1))], [role(policies)]).length, 0);
        assert.deepEqual(openAfter([role(policies)], [role(policies.slice(1))]), []);
    });

    it("cover no further element of a list without names", () => {
        const text = JSON.stringify({ Version: "2012-10-17", Statement: passAll });
        const spaced = JSON.stringify({ Version: "2012-10-17", Statement: [passAll] }, null, 2);
        const list = (...policies: readonly string[]): EvaluatedResource => resource("acme:index:Holder", { policies });
        const count = violationsOf([list(text)]).length;
        assert.notEqual(count, 0);
        assert.equal(openAfter([list(text)], [list(spaced, text)]).length, count);
        assert.equal(openAfter([list(text, text)], [list(text, spaced)]).length, 0);
    });

    it("differ for each repetition of each violation in a list without names", () => {
        const text = JSON.stringify({
            Version: "2012-10-17",
            Statement: [passAll, { ...passAll, Condition: undefined }],
        });
        const found = violationsOf([resource("acme:index:Holder", { policies: [text, text, text] })]);
        assert.equal(found.length % 3, 0);
        assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, found.length);
        assert.ok(found.every(({ fingerprint }) => isFingerprint(fingerprint)));
    });

    it("of the branches of a template are one, which depends on all of them", () => {
        const branched = (...resources: readonly unknown[]): EvaluatedResource =>
            templateWith({
                One: {
                    ManagedPolicyArns: [],
                    Policies: [
                        {
                            PolicyName: "p",
                            PolicyDocument: {
                                Version: "2012-10-17",
                                Statement: [
                                    { ...denyPass, Resource: { "Fn::If": ["IsOne", ...resources] } },
                                    { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
                                ],
                            },
                        },
                    ],
                },
            });
        const rule = "iam-passrole-wildcard";
        const [a, b, c] = ["a", "b", "c"].map((name) => `arn:aws:iam::*:role/${name}`);
        const base = fingerprints(rule, branched(a, b));
        assert.equal(base.length, 1);
        assert.ok(base.every(isFingerprint));
        assert.deepEqual(fingerprints(rule, branched(b, a)), base);
        assert.notDeepEqual(fingerprints(rule, branched(a, c)), base);
        assert.notDeepEqual(fingerprints(rule, branched(a, a)), base);
    });

    it("are the same for managed policies in any order", () => {
        const arns = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess"];
        const role = (managedPolicyArns: readonly string[]): EvaluatedResource =>
            resource(roleType, { name: "r", assumeRolePolicy: JSON.stringify(trust()), managedPolicyArns });
        assert.equal(new Set(fingerprints("iam-passrole-managed-policy", role(arns))).size, 2);
        assert.deepEqual(openAfter([role(arns)], [role(arns.slice().reverse())]), []);
    });

    it("depend on a template that cannot be read as a whole", () => {
        const template = (more: Json): EvaluatedResource => ({
            ...resource("aws:cloudformation/stack:Stack", {
                templateBody: JSON.stringify({
                    Resources: {
                        Loop: {
                            Type: "AWS::CloudFormation::Stack",
                            Properties: { Value: { "Fn::Sub": "${A}".repeat(20_000) } },
                        },
                        ...more,
                    },
                    Mappings: {},
                    Parameters: { A: { Type: "String", Default: "a".repeat(50_000) } },
                }),
            }),
        });
        const name = "iam-document-malformed";
        assert.notDeepEqual(
            fingerprints(name, template({ One: { Type: "AWS::SNS::Topic" } })),
            fingerprints(name, template({ Two: { Type: "AWS::SNS::Topic" } })),
        );
    });
});

describe("fingerprints of documents that IAM rejects", () => {
    const rule = "iam-document-malformed";
    const of = (text: string): readonly string[] => fingerprints(rule, resource(policyType, { policy: text }));

    it("depend on what cannot be read", () => {
        assert.notDeepEqual(of('{ "Statement": [ oops ] }'), of('{ "Statement": [ other ] }'));
        assert.deepEqual(of('{ "Statement": [ oops ] }'), of('{"Statement":[oops]}'));
    });

    it("depend on the values that a duplicate key hides", () => {
        const hiding = (action: string): string =>
            `{"Statement":{"Effect":"Allow","Action":"${action}","Action":"s3:GetObject","Resource":"*"}}`;
        assert.notDeepEqual(of(hiding("s3:PutObject")), of(hiding("iam:*")));
    });

    it("depend on the element, not on its position or the Sid", () => {
        const one = (more: Json): Json => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...more });
        const documents = (...statements: readonly Json[]): string => JSON.stringify({ Statement: statements });
        const wrong = one({ Resouce: "a" });
        assert.deepEqual(of(documents(wrong)), of(documents(one({}), { ...wrong, Sid: "Other" })));
        assert.notDeepEqual(of(documents(wrong)), of(documents(one({ Resorce: "a" }))));
        assert.notDeepEqual(of(documents(one({ Action: [{}] }))), of(documents(one({ Action: [[]] }))));
        assert.deepEqual(of(documents(one({ Sid: "a-b" }))), of(documents(one({ Sid: "c-d" }))));
    });
});

describe("fingerprints of other resources and of the stack", () => {
    it("depend on the value of a property", () => {
        const activation = (registrationLimit: number): readonly string[] =>
            fingerprints("ssm-activation-limits", resource("aws:ssm/activation:Activation", { registrationLimit }));
        assert.notDeepEqual(activation(2000), activation(3000));
    });

    it("of an expiration date do not depend on the day", () => {
        const activation = resource("aws:ssm/activation:Activation", { expirationDate: "2027-06-01T00:00:00Z" });
        const on = (day: string): readonly string[] =>
            evaluate(allRules, [activation], { configuration: () => configurationOf({}), day }).map(
                ({ fingerprint }) => fingerprint,
            );
        assert.equal(on("2026-11-22").length, 1);
        assert.deepEqual(on("2026-11-22"), on("2026-11-23"));
    });

    const factory = (
        stack: string,
        statements: readonly Json[],
        role = "r",
        name = role,
    ): readonly EvaluatedResource[] => {
        const at = { ...dev, stack };
        return [
            resource(roleType, { name, assumeRolePolicy: JSON.stringify(trust()) }, at, role),
            resource(
                "aws:iam/rolePolicy:RolePolicy",
                { role: name, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
                at,
                "policy",
            ),
        ];
    };
    const make: Json = { Effect: "Allow", Action: "iam:CreateRole", Resource: "arn:aws:iam::123456789012:role/app" };
    const pass: Json = { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/app" };

    it("of a stack rule depend on all statements that it combines and on their Deny statements", () => {
        const rule = "iam-role-factory";
        const deny = { ...make, Effect: "Deny", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
        const base = fingerprints(rule, ...factory("dev", [make, pass]));
        const isSame = (...statements: readonly Json[]): boolean =>
            fingerprints(rule, ...factory("dev", statements)).join() === base.join();
        assert.ok(isSame({ ...pass, Sid: "A" }, make));
        assert.ok(isSame(make, pass, { Effect: "Allow", Action: "s3:GetObject", Resource: "*" }));
        assert.ok(!isSame(make, { ...pass, Action: ["iam:PassRole", "ec2:RunInstances"] }));
        assert.ok(!isSame(make, pass, deny));
        assert.ok(!isSame(make, { ...make, Action: "iam:PutRolePolicy" }, pass));
    });

    it("of a stack rule depend on the principal by its URN, not its physical name or stack", () => {
        const rule = "iam-role-factory";
        const base = fingerprints(rule, ...factory("dev", [make, pass], "r", "r-1a2b3c4"));
        assert.deepEqual(fingerprints(rule, ...factory("prod", [make, pass], "r", "r-9f8e7d6")), base);
        assert.notDeepEqual(fingerprints(rule, ...factory("dev", [make, pass], "s", "r-1a2b3c4")), base);
    });

    it("of two principals with one policy differ", () => {
        const rule = "iam-role-factory";
        const roles = ["a", "b"].map((name) =>
            resource(roleType, { name, assumeRolePolicy: JSON.stringify(trust()) }, dev, name),
        );
        const arn = "arn:aws:iam::123456789012:policy/p";
        const policy = resource(policyType, {
            name: "p",
            arn,
            policy: JSON.stringify({ Version: "2012-10-17", Statement: [make, pass] }),
        });
        const attach = ["a", "b"].map((role) =>
            resource(
                "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
                { role, policyArn: arn },
                dev,
                `attach-${role}`,
            ),
        );
        assert.equal(new Set(fingerprints(rule, ...roles, policy, ...attach)).size, 2);
    });

    it("of an open endpoint depend on the rule, not on its position or on members that AWS adds", () => {
        const rule = "ssm-endpoint-ingress";
        const open = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
        const other = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] };
        const of = (region: string, ...ingress: readonly Json[]): readonly string[] => {
            const at = { ...dev, region };
            const endpoint = (service: string): EvaluatedResource =>
                resource(
                    "aws:ec2/vpcEndpoint:VpcEndpoint",
                    { serviceName: `com.amazonaws.${region}.${service}`, securityGroupIds: ["sg-1"] },
                    at,
                    service,
                );
            const group = resource("aws:ec2/securityGroup:SecurityGroup", { id: "sg-1", ingress }, at);
            return fingerprints(rule, group, endpoint("ssm"), endpoint("ssmmessages"));
        };
        const base = of("eu-west-1", open);
        assert.deepEqual(of("ap-southeast-2", other, { ...open, self: false, description: "" }), base);
        assert.notDeepEqual(of("eu-west-1", { ...open, fromPort: 0, toPort: 65535 }), base);
        assert.equal(new Set(of("eu-west-1", open, { ...open, protocol: "-1" })).size, 2);
    });

    it("of inline policies together depend on all of them, and not on the Region", () => {
        const large = (region: string, prefix: string, isReversed = false): readonly string[] => {
            const at = { ...dev, region };
            const Resource = Array.from({ length: 200 }, (_, i) => `arn:aws:sqs:${region}:123456789012:${prefix}-${i}`);
            const policy = JSON.stringify({
                Version: "2012-10-17",
                Statement: { Effect: "Allow", Action: "sqs:SendMessage", Resource },
            });
            const policies = [
                { name: "a", policy },
                { name: "b", policy: policy.replace('-1"', '-x"') },
            ];
            return fingerprints(
                "iam-inline-size",
                resource(
                    roleType,
                    {
                        name: "r",
                        assumeRolePolicy: JSON.stringify(trust()),
                        inlinePolicies: isReversed ? policies.slice().reverse() : policies,
                    },
                    at,
                ),
            );
        };
        assert.deepEqual(large("eu-west-1", "q"), large("ap-southeast-2", "q"));
        assert.notDeepEqual(large("eu-west-1", "q"), large("eu-west-1", "p"));
        assert.deepEqual(large("eu-west-1", "q", true), large("eu-west-1", "q"));
    });
});

import * as assert from "node:assert/strict";
import { unknownZone, parse, oidcSubjectGuard, trusts, type Trust } from "../../../../policypack/iam";

const account = "123456789012";

describe("trusts", () => {
    it("lists who may assume the role, with the guards", () => {
        const document = {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"], AWS: "123456789012" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "123456789012" },
                        ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:123456789012:*" },
                    },
                },
                { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
                { Effect: "Deny", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:*" },
            ],
        };
        const guards = ["aws:SourceAccount = 123456789012", "aws:SourceArn like arn:aws:ssm:*:123456789012:*"];
        assert.deepEqual(trusts(parse("trust", document)), [
            {
                path: "Statement[0].Principal.Service[0]",
                kind: "service",
                principal: "ssm.amazonaws.com",
                guards,
                restrictedSubject: true,
            },
            {
                path: "Statement[0].Principal.AWS",
                kind: "aws",
                principal: "123456789012",
                guards,
                restrictedSubject: true,
            },
            { path: "Statement[1].Principal", kind: "everyone", principal: "*", guards: [], restrictedSubject: false },
        ]);
    });

    it("treats a condition on the subject of a shared issuer as restricting", () => {
        const federated = (Condition: unknown): unknown => ({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/gitlab.com" },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition,
            },
        });
        const bound = (Condition: unknown): boolean | undefined =>
            trusts(parse("trust", federated(Condition)))[0]?.restrictedSubject;
        assert.equal(bound({ StringLike: { "gitlab.com:sub": "project_path:acme/*" } }), true);
        assert.equal(bound({ StringLike: { "gitlab.com:sub": "*" } }), false);
    });

    const of = (Principal: unknown, Condition?: unknown, rest: object = {}, own = unknownZone): readonly Trust[] =>
        trusts(
            parse("trust", {
                Version: "2012-10-17",
                Statement: { Effect: "Allow", Principal, Action: "sts:*", Condition, ...rest },
            }),
            own,
        );
    const bound = (Principal: unknown, Condition?: unknown, rest?: object, own = unknownZone): readonly boolean[] =>
        of(Principal, Condition, rest, own).map((one) => one.restrictedSubject);

    it("treats accounts, users and roles as restricted, whatever the Condition", () => {
        const Condition = { StringLike: { "aws:SourceAccount": "*" } };
        assert.deepEqual(bound({ AWS: [account, `arn:aws:iam::${account}:role/x`] }, Condition), [true, true]);
        assert.deepEqual(
            of({ CanonicalUser: "79a5" }).map(({ kind, restrictedSubject }) => [kind, restrictedSubject]),
            [["aws", true]],
        );
    });

    it("restricts a service only by the source keys", () => {
        const ssm = { Service: "ssm.amazonaws.com" };
        assert.deepEqual(bound(ssm), [false]);
        assert.deepEqual(bound(ssm, { StringEquals: { "aws:SourceAccount": account } }), [true]);
        assert.deepEqual(bound(ssm, { StringEquals: { "aws:PrincipalAccount": account } }), [false]);
        assert.deepEqual(bound(ssm, { StringEquals: { "ssm.amazonaws.com:sub": "x" } }), [false]);
        assert.deepEqual(bound(ssm, { StringEquals: { "aws:SourceAccount": "*" } }), [true], "never true");
    });

    it("restricts everyone by the source keys or the principal keys", () => {
        assert.deepEqual(bound("*"), [false]);
        assert.deepEqual(bound("*", { StringEquals: { "aws:SourceAccount": account } }), [true]);
        assert.deepEqual(bound("*", { StringEquals: { "aws:PrincipalAccount": account } }), [true]);
    });

    it("does not treat an account outside the zone of trust as restricting", () => {
        const own = { accounts: ["999999999999"], organizations: [] };
        const Condition = { StringEquals: { "aws:SourceAccount": account } };
        assert.deepEqual(bound({ Service: "ssm.amazonaws.com" }, Condition, {}, own), [false]);
    });

    it("restricts a SAML provider by itself and an OIDC provider by the subject", () => {
        const provider = (name: string): unknown => ({ Federated: `arn:aws:iam::${account}:${name}` });
        assert.deepEqual(bound(provider("saml-provider/x")), [true]);
        assert.deepEqual(bound(provider("something/x")), [false]);
        assert.deepEqual(bound(provider("oidc-provider/gitlab.com")), [false]);
        const sub = (value: string): unknown => ({ StringEquals: { "gitlab.com:sub": value } });
        assert.deepEqual(bound(provider("oidc-provider/gitlab.com"), sub("project_path:acme/x")), [true]);
        assert.deepEqual(bound(provider("oidc-provider/gitlab.com"), sub("*")), [true], "never true");
        const ours = { StringEquals: { "aws:PrincipalAccount": account } };
        assert.deepEqual(bound(provider("oidc-provider/gitlab.com"), ours), [false], "a token has no account");
    });

    it("ignores other actions, Deny statements and other kinds of documents", () => {
        const ssm = { Service: "ssm.amazonaws.com" };
        const saml = { Federated: `arn:aws:iam::${account}:saml-provider/x` };
        const oidc = { Federated: `arn:aws:iam::${account}:oidc-provider/gitlab.com` };
        assert.deepEqual(of(ssm, undefined, { Action: "sts:AssumeRole" }).length, 1);
        assert.deepEqual(of(ssm, undefined, { Action: "sts:AssumeRoleWithSAML" }), []);
        assert.deepEqual(of(saml, undefined, { Action: "sts:AssumeRoleWithSAML" }).length, 1);
        assert.deepEqual(of(oidc, undefined, { Action: "sts:AssumeRoleWithWebIdentity" }).length, 1);
        assert.deepEqual(of(saml, undefined, { Action: "sts:AssumeRole" }), []);
        assert.deepEqual(of(ssm, undefined, { Effect: "Deny" }), []);
        assert.deepEqual(of(ssm, { Bool: { "aws:SecureTransport": "false" } }, { Effect: "Deny" }), []);
        const Statement = { Effect: "Allow", Principal: ssm, Action: "sts:AssumeRole", Resource: "*" };
        assert.deepEqual(trusts(parse("resource", { Statement })), []);
    });
});

describe("OIDC subjects", () => {
    const github = "token.actions.githubusercontent.com";
    const states = (address: string, Condition: unknown): string => {
        const document = parse("trust", {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${address}` },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition,
            },
        });
        const [statement] = document.statements;
        const [principal] = statement?.principals ?? [];
        if (statement === undefined || principal === undefined) {
            assert.fail();
        }
        const { tenancy, audience } = oidcSubjectGuard(document, statement, principal, address);
        return `${tenancy.state}${tenancy.why === "" ? "" : `: ${tenancy.why}`}, ${audience.state}`;
    };
    const table: Readonly<
        Record<string, readonly (readonly [operator: string, key: string, value: string, is: string])[]>
    > = {
        [github]: [
            ["StringEquals", `${github}:sub`, "repo:acme/app:ref:refs/heads/main", "restricted, absent"],
            ["StringLike", `${github}:sub`, "repo:acme/*", "restricted, absent"],
            ["StringLike", `${github}:sub`, "repository_owner:acme:*", "restricted, absent"],
            [
                "StringLike",
                `${github}:sub`,
                "repository_owner:acme*",
                'unrestricted: "repository_owner:acme*" also matches tokens of other organizations, absent',
            ],
            [
                "StringLike",
                `${github}:sub`,
                "acme/*",
                'unrestricted: "acme/*" also matches tokens of other organizations, absent',
            ],
            [
                "StringLike",
                `${github}:sub`,
                "repo:/acme/*",
                'unrestricted: "repo:/acme/*" also matches tokens of other organizations, absent',
            ],
            ["StringLike", `${github}:sub`, "?*", 'unrestricted: "?*" matches every token, absent'],
            [
                "StringEquals",
                `${github}:sub`,
                "repo:acme/*",
                'neverTrue: `StringEquals` treats the wildcard in "repo:acme/*" as a literal character, absent',
            ],
            ["ArnLike", `${github}:sub`, "repo:acme/app", "unrestricted: `ArnLike` does not compare strings, absent"],
            ["StringEquals", `${github}:repository_owner_id`, "12", "restricted, absent"],
            [
                "StringLike",
                `${github}:repository_owner_id`,
                "12*",
                'unrestricted: "12*" also matches tokens of other organizations, absent',
            ],
            ["StringLike", `${github}:repository`, "acme/*", "restricted, absent"],
            ["StringLike", `${github}:enterprise_id`, "12", "restricted, absent"],
            ["StringLike", `${github}:repository_id`, "12", "restricted, absent"],
            ["StringEquals", `${github}:actor`, "acme", "absent, absent"],
            ["StringEquals", `${github}:aud`, "sts.amazonaws.com", "absent, restricted"],
            ["StringLike", `${github}:aud`, "*", "absent, unrestricted"],
        ],
        "gitlab.com": [
            ["StringEquals", "gitlab.com:namespace_id", "12", "restricted, absent"],
            ["StringEquals", "gitlab.com:project_id", "12", "restricted, absent"],
            ["StringEquals", "gitlab.com:project_path", "acme/x", "absent, absent"],
        ],
        // An address that only starts like a shared one belongs to a single organization.
        "gitlab.com.acme.example": [
            ["StringLike", "gitlab.com.acme.example:sub", "p*", "restricted, absent"],
            ["StringEquals", "gitlab.com.acme.example:namespace_id", "12", "absent, absent"],
        ],
        "agent.buildkite.com": [
            ["StringEquals", "agent.buildkite.com:organization_id", "12", "restricted, absent"],
            ["StringEquals", "agent.buildkite.com:organization_slug", "acme", "restricted, absent"],
            ["StringEquals", "agent.buildkite.com:pipeline_id", "12", "restricted, absent"],
        ],
        "api.pulumi.com/oidc": [
            ["StringLike", "api.pulumi.com/oidc:sub", "pulumi:deploy:org:acme:*", "restricted, absent"],
            [
                "StringLike",
                "api.pulumi.com/oidc:sub",
                "pulumi:deploy:org:acme*",
                'unrestricted: "pulumi:deploy:org:acme*" also matches tokens of other organizations, absent',
            ],
            [
                "StringLike",
                "api.pulumi.com/oidc:sub",
                "pulumi:deploy:org:*",
                'unrestricted: "pulumi:deploy:org:*" also matches tokens of other organizations, absent',
            ],
            ["StringEquals", "api.pulumi.com/oidc:aud", "aws:acme", "restricted, restricted"],
        ],
        "oidc.circleci.com/org/1234": [
            ["StringLike", "oidc.circleci.com/org/1234:sub", "org/1234/*", "restricted, absent"],
            ["StringLike", "oidc.circleci.com/org/1234:sub", "o*", "restricted, absent"],
        ],
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d": [
            ["StringEquals", "sts:RoleSessionName", "MicrosoftSentinel_1", "restricted, absent"],
            [
                "StringEquals",
                "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d:rolesessionname",
                "x",
                "absent, absent",
            ],
        ],
        "graph.facebook.com": [["StringEquals", "graph.facebook.com:app_id", "12", "restricted, restricted"]],
        "accounts.google.com": [
            ["StringEquals", "accounts.google.com:aud", "12", "restricted, restricted"],
            ["StringEquals", "accounts.google.com:oaud", "12", "absent, restricted"],
        ],
        "login.acme.example": [
            ["StringLike", "login.acme.example:sub", "a*", "restricted, absent"],
            ["StringLike", "login.acme.example:sub", "*", 'unrestricted: "*" matches every token, absent'],
            ["StringEquals", "login.acme.example:aud", "x", "absent, restricted"],
        ],
    };
    for (const [address, rows] of Object.entries(table)) {
        it(`of ${address} are restricted by the claims of the issuer`, () => {
            for (const [operator, key, value, is] of rows) {
                assert.equal(states(address, { [operator]: { [key]: value } }), is, `${operator} ${key} ${value}`);
            }
        });
    }
});

import * as assert from "node:assert/strict";
import type * as Iam from "../../../policypack/iam";

const account = "123456789012";

/** Asserts the tables of names, operators and keys. Also run against a freshly loaded module. */
export const holdToTables = (iam: typeof Iam): void => {
    assertNames(iam);
    assertOperators(iam);
    assertPublicAccessKeys(iam);
    assertSerialization(iam);
    assertConditionKeys(iam);
};

const assertConditionKeys = ({
    unknownConditionKey,
    oidcIssuers,
    serviceTrust,
    deferred,
    isDeferred,
}: typeof Iam): void => {
    assert.deepEqual(["Account", "{Account}", deferred("Account")].map(isDeferred), [false, false, true]);
    const existing =
        "aws:principalarn aws:principaltype aws:multifactorauthpresent aws:sourcevpc aws:calledvia aws:viaawsservice " +
        "aws:sourceaccount aws:principaltag/x aws:requesttag/x aws:resourcetag/x ssm:anything iam:passedtoservice";
    for (const key of existing.split(" ")) {
        assert.equal(unknownConditionKey(key), undefined, key);
    }
    for (const key of ["aws:principaltags/x", "aws:nothing"]) {
        assert.deepEqual(unknownConditionKey(key), { meant: undefined }, key);
    }
    const meant: Readonly<Record<string, string>> = {
        "iam:PassedToService": "aws:passedtoservice iam:passedtoservices iam:passtoservice iam:passedservice",
        "iam:AssociatedResourceArn": "aws:associatedresourcearn",
        "sts:ExternalId": "aws:externalid sts:external-id",
        "aws:SourceAccount": "iam:sourceaccount sts:sourceaccount aws:sourceaccountid",
        "aws:SourceArn": "iam:sourcearn sts:sourcearn aws:sourceresourcearn",
        "aws:SourceOrgID": "aws:sourceorganization aws:sourceorganizationid",
        "aws:PrincipalOrgID": "aws:principalorganizationid",
    };
    for (const [key, wrong] of Object.entries(meant)) {
        for (const one of wrong.split(" ")) {
            assert.deepEqual(unknownConditionKey(one), { meant: key }, one);
        }
    }
    assert.deepEqual(
        oidcIssuers.flatMap(({ issuer, alsoBy = [] }) => (alsoBy.length === 0 ? [] : [[issuer, ...alsoBy].join(" ")])),
        [
            "token.actions.githubusercontent.com repository_owner_id repository_id enterprise_id repository",
            "gitlab.com namespace_id project_id",
            "agent.buildkite.com organization_id organization_slug pipeline_id",
        ],
    );
    for (const host of ["codedeploy.amazonaws.com", "hooks.cloudformation.amazonaws.com"]) {
        assert.equal("sourceArn" in (serviceTrust(host) ?? assert.fail()), false);
    }
};

const assertNames = ({ arnParts, isAccountId, resourceServices, roleScope, serviceOf, parse }: typeof Iam): void => {
    assert.deepEqual(arnParts(`arn:aws:ssm:eu-west-1:${account}:a:b/c`), {
        partition: "aws",
        service: "ssm",
        region: "eu-west-1",
        account,
        resource: "a:b/c",
    });
    for (const text of ["", "*", "arn:", "arn:aws", "arn:aws:s3", "arn:aws:s3:", "arn:aws:s3::", "xrn:aws:s3:::b"]) {
        assert.equal(arnParts(text), undefined, text);
    }
    assert.deepEqual([account, `${account}0`, `0${account}`, "12345678901", "12345678901x"].map(isAccountId), [
        true,
        false,
        false,
        false,
        false,
    ]);
    for (const name of ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"]) {
        // With a wildcard for the first letter, only this partition matches.
        const pattern = `arn:?${name.slice(1)}:iam::${account}:role/app`;
        assert.equal(roleScope(pattern, true), "single", pattern);
    }
    const hosts: Readonly<Record<string, string>> = {
        "ssm.amazonaws.com": "ssm",
        " SSM.amazonaws.com.cn ": "ssm",
        "ec2.amazon.com": "ec2",
        "ssm.amazonaws.eu": "ssm",
        "logs.eu-west-1.amazonaws.com": "logs",
        "states.us-gov-west-1.amazonaws.com": "states",
        "ssm.ap-southeast-12.amazonaws.com": "ssm",
        "eu-west-1.amazonaws.com": "",
        "hooks.cloudformation.amazonaws.com": "hooks.cloudformation",
        "xeu-west-1x.amazonaws.com": "xeu-west-1x",
        "x.1eu-west-1.amazonaws.com": "x.1eu-west-1",
        "x.eu-west-1a.amazonaws.com": "x.eu-west-1a",
        "ssm.example.com": "ssm.example.com",
        "logs.{{AWS::Region}}.amazonaws.com": "logs",
        "ec2.{{AWS::URLSuffix}}": "ec2",
        "logs.{{resolve:ssm:/a.b}}.amazonaws.com": "logs",
        "{{Service}}.amazonaws.com": "{{}}",
        "{{resolve:ssm:/a.b}}": "{{}}",
        "{{Prefix}}logs.amazonaws.com": "{{}}logs",
        ssm: "ssm",
    };
    for (const [host, service] of Object.entries(hosts)) {
        assert.equal(serviceOf(host), service, host);
    }
    const servicesOf = (Statement: unknown): unknown =>
        parse("resource", { Statement }).statements.map((one) => resourceServices(one));
    assert.deepEqual(servicesOf({ Action: ["SNS:Publish", "sns:Subscribe"], Resource: "arn:aws:sqs:::q" }), [["sns"]]);
    assert.deepEqual(servicesOf({ NotAction: "sns:Publish", Resource: "*" }), [["sns"]]);
    assert.deepEqual(servicesOf({ Action: "*", Resource: ["arn:aws:sqs:::q", "*"] }), [["sqs"]]);
    assert.deepEqual(servicesOf({ Action: "*", NotResource: "arn:aws:sqs:::q" }), [["sqs"]]);
    assert.deepEqual(servicesOf({ Action: "*", Resource: "*" }), [[]]);
};

const assertOperators = ({ operatorNamed, parse, describeCondition }: typeof Iam): void => {
    const rows = (names: string, description: string): readonly (readonly [string, string])[] =>
        names.split(" ").map((name) => [name, description] as const);
    const known = [
        ...rows("StringEquals StringEqualsIgnoreCase", "text"),
        ...rows("StringNotEquals StringNotEqualsIgnoreCase", "not text"),
        ...rows("StringLike", "text, wildcards in text"),
        ...rows("StringNotLike", "not text, wildcards in text"),
        ...rows("ArnEquals ArnLike", "arn, wildcards in fields"),
        ...rows("ArnNotEquals ArnNotLike", "not arn, wildcards in fields"),
        ...rows("NumericEquals NumericLessThan NumericLessThanEquals", "number"),
        ...rows("NumericGreaterThan NumericGreaterThanEquals", "number"),
        ...rows("NumericNotEquals", "not number"),
        ...rows("DateEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals", "date"),
        ...rows("DateNotEquals", "not date"),
        ...rows("Bool", "truth"),
        ...rows("BinaryEquals", "bytes"),
        ...rows("IpAddress", "address"),
        ...rows("NotIpAddress", "not address"),
        ...rows("Null", "presence"),
    ];
    for (const [name, description] of known) {
        for (const written of [name, name.toUpperCase()]) {
            const { name: own, compares, negated, wildcards } = operatorNamed(written) ?? assert.fail(name);
            assert.equal(own, name);
            const where = wildcards === "none" ? "" : `, wildcards in ${wildcards}`;
            assert.equal(`${negated ? "not " : ""}${compares}${where}`, description, name);
        }
        const read = parse("grant", {
            Statement: { Condition: { [name]: { k: "v" }, [`forallvalues:${name}IFEXISTS`]: { k: "v" } } },
        });
        const { conditions } = read.statements[0] ?? assert.fail(name);
        assert.equal(describeCondition(conditions[0] ?? assert.fail(name)), `k ${expectedClause(name)}`);
        assert.deepEqual(
            conditions.map(({ operator, setPrefix, ifExists }) => [operator, setPrefix, ifExists]),
            [
                [name, undefined, false],
                [name, "forAll", true],
            ],
        );
        assert.equal(
            read.issues.some(({ messageId }) => messageId === "unsupportedIfExists"),
            name === "Null",
            name,
        );
    }
    assert.equal(operatorNamed("StringEqualz"), undefined);
};

/** The readable form of a clause with this operator and the value v. */
const expectedClause = (name: string): string => {
    if (name === "Null") {
        return "is present";
    }
    if (/^(String|Numeric|Date|Binary)Equals|^Bool$/.test(name)) {
        return "= v";
    }
    if (/^(String|Numeric|Date)NotEquals/.test(name)) {
        return "not = v";
    }
    if (/Like$|^Arn/.test(name)) {
        return name.includes("Not") ? "not like v" : "like v";
    }
    return `${name} v`;
};

const assertPublicAccessKeys = ({ publicAccessKeys, unknownZone, parse }: typeof Iam): void => {
    const effectOf = (operator: string, key: string, value: string): string => {
        const [condition] =
            parse("resource", { Version: "2012-10-17", Statement: { Condition: { [operator]: { [key]: value } } } })
                .statements[0]?.conditions ?? [];
        const check = publicAccessKeys.find((one) => one.key === key)?.check(true, unknownZone);
        if (condition === undefined || check === undefined) {
            assert.fail(key);
        }
        const result = check(value, condition);
        return "why" in result ? `${result.effect}: ${result.why}` : result.effect;
    };
    for (const key of ["aws:sourcevpce", "aws:sourcevpc", "aws:userid"]) {
        assert.equal(effectOf("StringEquals", key, "x-1"), "restricts");
        assert.equal(effectOf("ArnEquals", key, "x-1"), "restricts");
        assert.equal(effectOf("Bool", key, "x-1"), "unrestricted: `Bool` does not compare strings");
        assert.equal(effectOf("StringLike", key, "x-*"), 'unrestricted: "x-*" is not a single value');
        assert.equal(effectOf("StringEquals", key, ""), 'unrestricted: "" is not a single value');
    }
    for (const key of ["aws:vpceaccount", "aws:sourceowner", "s3:dataaccesspointaccount"]) {
        assert.equal(effectOf("StringEquals", key, account), "restricts");
        assert.equal(effectOf("StringLike", key, "*"), 'unrestricted: "*" also matches other accounts');
    }
    for (const key of ["aws:sourcevpcarn", "s3:dataaccesspointarn"]) {
        assert.equal(effectOf("ArnLike", key, `arn:aws:ec2:*:${account}:vpc/*`), "restricts");
    }
    assert.equal(effectOf("StringEquals", "aws:vpceorgid", "o-abcdefghij"), "restricts");
    assert.equal(effectOf("ForAnyValue:StringLike", "aws:vpceorgpaths", "o-abcdefghij/*"), "restricts");
    const wide = (value: string): string => `unrestricted: "${value}" covers most of the internet`;
    for (const value of ["192.0.2.1", "10.0.0.0/8", "10.0.0.0/9", "2001:db8::/32", "2001:db8::1"]) {
        assert.equal(effectOf("IpAddress", "aws:sourceip", value), "restricts", value);
    }
    for (const value of ["10.0.0.0/7", "0.0.0.0/0", "2001:db8::/31", "::/0", "2001:db8::/8"]) {
        assert.equal(effectOf("IpAddress", "aws:sourceip", value), wide(value), value);
    }
    assert.equal(effectOf("IpAddress", "aws:sourceip", "{{Range}}"), "restricts", "resolved at deployment");
    assert.equal(
        effectOf("StringEquals", "aws:sourceip", "192.0.2.1"),
        "unrestricted: `StringEquals` does not compare addresses",
    );
};

const assertSerialization = ({ parse, toStatementJson, oneOrMore }: typeof Iam): void => {
    const statements = [
        {
            Sid: "All",
            Effect: "Allow",
            Principal: {
                Service: ["ssm.amazonaws.com", "ec2.amazonaws.com"],
                AWS: account,
                Federated: "gitlab.com",
                CanonicalUser: "79a5",
            },
            Action: ["a:Get", "a:Put"],
            Resource: "x",
            Condition: {
                StringLike: { "aws:SourceArn": ["a", "b"], "aws:SourceAccount": account },
                Bool: { "aws:SecureTransport": "true" },
            },
        },
        { Effect: "Deny", NotPrincipal: { AWS: account }, NotAction: "a:Get", NotResource: ["x", "y"] },
        { Effect: "Allow", Principal: "*", Action: "a:Get", Resource: "x" },
        { Effect: "Allow", Principal: { AWS: ["*", account] }, Action: "a:Get", Resource: "x" },
    ];
    const { statements: read } = parse("resource", { Version: "2012-10-17", Statement: statements });
    assert.deepEqual(read.map(toStatementJson), statements);
    const [withoutSid] = parse("resource", { Statement: { ...statements[2], Sid: "" } }).statements;
    assert.deepEqual(withoutSid && toStatementJson(withoutSid), statements[2]);
    assert.deepEqual([oneOrMore([]), oneOrMore(["a"]), oneOrMore(["a", "b"])], [[], "a", ["a", "b"]]);
};

/** Every entry of the table of resource types: documents are found, and types that grant nothing are ignored. */
import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { attachmentPaths, attachmentsOf } from "../../../policypack/documents/resourceTypes/attachments";
import { documentsOf, fieldsOfTypes, resourceTypes } from "../../../policypack/documents";
import { evaluate } from "../evaluate";
import { unknownText } from "../analyzer";
import { unknownChecking } from "../unknownChecking";

const grant = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" } };
const open = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sqs:*", Resource: "*" }],
};
const trust = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" },
};
const documents = { grant, resource: open, trust, boundary: grant } as const;

/** Properties with the value at a path: `inlinePolicies[].policy`. */
const propertiesWith = (path: string, value: unknown): Record<string, unknown> =>
    path.split(".").reduceRight<unknown>((inner, segment) => {
        const isList = segment.endsWith("[]");
        return { [isList ? segment.slice(0, -2) : segment]: isList ? [{}, inner].slice(1) : inner };
    }, value) as Record<string, unknown>;

const rows = Object.entries(resourceTypes).flatMap(([type, holder]) =>
    Object.entries(holder).map(([path, content]) => ({ type, path, content })),
);

/** The provider's own source of a classic type, so that a misspelled token fails the test. */
const classicSource = (type: string): string => {
    const [, module = ""] = type.split(":");
    const file = join("node_modules", "@pulumi", "aws", `${module}.js`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
};

describe("the table of documents", () => {
    for (const { type, path, content } of rows.filter(({ content: one }) => Object.hasOwn(documents, one))) {
        it(`finds ${content} in ${type} ${path}, as text and as an object`, () => {
            const document = documents[content as keyof typeof documents];
            for (const value of [JSON.stringify(document), document]) {
                const found = documentsOf(type, propertiesWith(path, value));
                assert.deepEqual(
                    found.map(({ kind, raw }) => ({ kind, raw })),
                    [{ kind: content, raw: value }],
                );
                assert.equal(found[0]?.property, path.replaceAll("[]", "[0]"));
                assert.notDeepEqual(evaluate(found[0].kind, found[0].raw), []);
            }
        });
    }

    for (const type of [...new Set([...Object.keys(resourceTypes), ...Object.keys(attachmentPaths)])].filter((one) =>
        one.startsWith("aws:"),
    )) {
        it(`lists ${type}, which the installed provider has with these properties`, () => {
            const source = classicSource(type);
            assert.ok(source.includes(`__pulumiType = '${type}'`), `no such type: ${type}`);
            for (const path of [...Object.keys(resourceTypes[type] ?? {}), ...(attachmentPaths[type] ?? [])]) {
                const [property = ""] = path.split(/[.[]/);
                assert.ok(source.includes(`resourceInputs["${property}"] = args`), `no such property: ${property}`);
            }
        });
    }

    it("ignores types that grant nothing or use another policy language, in any property", () => {
        const ignored = Object.keys(resourceTypes).filter(
            (type) => Object.keys(resourceTypes[type] ?? {}).length === 0,
        );
        assert.ok(ignored.length > 80);
        for (const type of ignored) {
            const text = JSON.stringify(grant);
            const props = { policy: text, content: text, policyDocument: grant, sessionPolicy: text, value: text };
            assert.deepEqual(documentsOf(type, props), [], type);
        }
    });

    it("ignores secrets that the CLI redacted in exported state", () => {
        const properties = (type: string, props: unknown): readonly string[] =>
            documentsOf(type, props).map(({ property }) => property);
        const text = JSON.stringify(grant);
        assert.deepEqual(properties("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: "[secret]" }), []);
        assert.deepEqual(
            properties("aws:iam/role:Role", {
                assumeRolePolicy: text,
                inlinePolicies: [{ policy: "[secret]" }, { policy: text }],
            }),
            ["assumeRolePolicy", "inlinePolicies[1].policy"],
        );
        assert.deepEqual(properties("aws:iam/role:Role", { inlinePolicies: "[secret]" }), []);
        assert.deepEqual(
            properties("aws:lambda/permission:Permission", {
                principal: "s3.amazonaws.com",
                sourceAccount: "[secret]",
            }),
            [],
        );
    });

    it("ignores other properties of a known type", () => {
        const text = JSON.stringify(grant);
        assert.deepEqual(documentsOf("aws:sns/topic:Topic", { deliveryPolicy: text, archivePolicy: text }), []);
        assert.deepEqual(documentsOf("aws:sqs/queue:Queue", { redrivePolicy: text, redriveAllowPolicy: text }), []);
        assert.deepEqual(documentsOf("aws:iam/role:Role", { permissionsBoundary: text }), []);
        assert.deepEqual(documentsOf("aws:cloudformation/stack:Stack", { policyBody: text }), []);
        assert.deepEqual(documentsOf("pulumi:providers:aws", { assumeRole: JSON.stringify({ policy: text }) }), []);
    });

    it("finds the policy in an OpenAPI body, as text and as an object", () => {
        const body = { openapi: "3.0.1", paths: {}, "x-amazon-apigateway-policy": open };
        for (const [type, property] of [
            ["aws:apigateway/restApi:RestApi", "body"],
            ["aws-native:apigateway:RestApi", "body"],
            ["AWS::ApiGateway::RestApi", "Body"],
        ] as const) {
            for (const value of [body, JSON.stringify(body)]) {
                assert.deepEqual(
                    documentsOf(type, { [property]: value }).map((location) => `${location.property} ${location.kind}`),
                    [`${property}.x-amazon-apigateway-policy resource`],
                );
            }
            assert.deepEqual(documentsOf(type, unknownChecking({ [property]: unknownText })), []);
            assert.deepEqual(documentsOf(type, { [property]: "openapi: 3.0.1" }), []);
            assert.deepEqual(documentsOf(type, { [property]: body }, {}, ["trust"]), []);
        }
    });

    it("does not treat inherited object members as entries", () => {
        for (const type of ["constructor", "__proto__", "toString"]) {
            assert.deepEqual(documentsOf(type, { policy: 1 }), []);
            assert.deepEqual(attachmentsOf(type, { policy: 1 }), []);
        }
    });

    it("reports the maximum number of characters if it depends on the type", () => {
        const maximum = (type: string, property: string): number | undefined =>
            documentsOf(type, { [property]: grant })[0]?.maximumCharacters;
        assert.equal(maximum("aws:iam/policy:Policy", "policy"), 6144);
        assert.equal(maximum("aws:iam/userPolicy:UserPolicy", "policy"), 2048);
        assert.equal(maximum("aws:iam/rolePolicy:RolePolicy", "policy"), undefined);
        assert.equal(maximum("aws:sns/topicPolicy:TopicPolicy", "policy"), undefined);
    });
});

describe("documents detected by their form", () => {
    const kinds = (props: unknown): readonly string[] =>
        documentsOf("acme:index:Thing", props).map(({ property, kind }) => `${property} ${kind}`);

    it("are found at any depth, as text and as objects, and classified by their principals", () => {
        assert.deepEqual(kinds({ a: { b: [JSON.stringify(grant)] }, c: trust, d: open }), [
            "a.b[0] grant",
            "c trust",
            "d resource",
        ]);
    });

    it("are found as objects inside JSON text, and not as strings inside it", () => {
        assert.deepEqual(kinds({ a: JSON.stringify([grant, { team: [trust] }]) }), [
            "a[0] grant",
            "a[1].team[0] trust",
        ]);
        const content = JSON.stringify([{ name: "POLICY", value: JSON.stringify(grant) }]);
        assert.deepEqual(kinds({ containerDefinitions: content }), []);
    });

    it("are boundaries if the name of the property says so", () => {
        const text = JSON.stringify(grant);
        assert.deepEqual(
            kinds({
                permissionsBoundary: text,
                boundaryPolicy: grant,
                scp: text,
                serviceControlPolicies: [text],
                sessionPolicy: text,
                vpcEndpointSpecs: [{ policy: JSON.stringify(open) }],
            }),
            [
                "permissionsBoundary boundary",
                "boundaryPolicy boundary",
                "scp boundary",
                "serviceControlPolicies[0] boundary",
                "sessionPolicy boundary",
                "vpcEndpointSpecs[0].policy boundary",
            ],
        );
        assert.deepEqual(kinds({ scopePolicy: text, endpoint: { policy: text }, policies: { scp: text, env: text } }), [
            "scopePolicy grant",
            "endpoint.policy grant",
            "policies.scp grant",
            "policies.env grant",
        ]);
    });

    it("exclude environment variables and the triggers of replacements", () => {
        const text = JSON.stringify(grant);
        assert.deepEqual(
            kinds({
                environment: { environmentVariables: [{ name: "POLICY", value: text }], variables: { POLICY: text } },
                spec: { containers: [{ env: [{ name: "POLICY", value: JSON.stringify([grant]) }] }] },
                ContainerDefinitions: [{ Environment: [{ Name: "POLICY", Value: text }] }],
                keepers: { policy: text },
                triggers: [text],
            }),
            [],
        );
        assert.deepEqual(kinds({ environment: { policy: grant } }), ["environment.policy grant"]);
    });

    it("are found in JSON text with escapes", () => {
        assert.deepEqual(kinds({ a: JSON.stringify(grant).replace("Statement", "\\u0053tatement") }), ["a grant"]);
    });

    it("exclude documents of other clouds, languages and templates", () => {
        assert.deepEqual(kinds({ a: { Version: "1", Statement: grant.Statement } }), []);
        assert.deepEqual(kinds({ a: { Statement: [{ DataDirection: "Inbound", Principal: ["*"] }] } }), []);
        assert.deepEqual(kinds({ a: { statement: grant.Statement }, b: "{", c: "Statement", d: null, e: 7 }), []);
    });

    it("are skipped without an error if they are partially unknown", () => {
        const partial = { Statement: { ...grant.Statement, Resource: unknownText } };
        assert.deepEqual(
            documentsOf("acme:index:Thing", unknownChecking({ partial, unknown: unknownText, whole: grant })).map(
                ({ property }) => property,
            ),
            ["whole"],
        );
    });
});

describe("unknown values", () => {
    it("throw Pulumi's own error only when their document is read", () => {
        const props = unknownChecking({
            assumeRolePolicy: unknownText,
            inlinePolicies: [{ policy: "{}" }, { policy: unknownText }],
        });
        const locations = documentsOf("aws:iam/role:Role", props);
        assert.deepEqual(
            locations.map(({ property }) => property),
            ["assumeRolePolicy", "inlinePolicies[0].policy", "inlinePolicies[1].policy"],
        );
        assert.throws(() => locations[0]?.raw, /string value at \.assumeRolePolicy can't be known during preview/);
        assert.equal(locations[1]?.raw, "{}");
        assert.throws(() => locations[2]?.raw, /\.inlinePolicies\.1\.policy can't be known/);
    });

    it("throw from inside an object", () => {
        const props = unknownChecking({ policyDocument: { Statement: { Resource: unknownText } } });
        const [location] = documentsOf("aws-native:iam:ManagedPolicy", props);
        assert.throws(() => location?.raw, /\.policyDocument\.Statement\.Resource can't be known/);
    });

    it("replace a whole list", () => {
        const [location] = documentsOf("aws-native:iam:Role", unknownChecking({ policies: unknownText }));
        assert.equal(location?.property, "policies");
        assert.throws(() => location.raw, /\.policies can't be known/);
    });

    it("throw in an attached ARN", () => {
        const [attachment] = attachmentsOf(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            unknownChecking({ role: unknownText, policyArn: unknownText }),
        );
        assert.throws(() => attachment?.arn, /\.policyArn can't be known/);
    });
});

describe("permission resources", () => {
    const lambda = "aws:lambda/permission:Permission";
    const statement = (props: unknown, type = lambda): unknown =>
        (documentsOf(type, props)[0]?.raw as { Statement: unknown }).Statement;
    const base = { action: "lambda:InvokeFunction", function: "f", principal: "s3.amazonaws.com" };

    it("become the statement that AWS generates from them", () => {
        const props = { ...base, sourceAccount: "123456789012", sourceArn: "arn:aws:s3:::b", eventSourceToken: "t" };
        assert.deepEqual(statement(props), {
            Effect: "Allow",
            Principal: { Service: "s3.amazonaws.com" },
            Action: "lambda:InvokeFunction",
            Resource: "f",
            Condition: {
                StringEquals: { "aws:SourceAccount": "123456789012", "lambda:EventSourceToken": "t" },
                ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
            },
        });
    });

    it("accept services, accounts and everyone as principals", () => {
        const principal = (text: string): unknown =>
            (statement({ ...base, principal: text }) as { Principal: unknown }).Principal;
        assert.deepEqual(principal("*"), "*");
        assert.deepEqual(principal("123456789012"), { AWS: "123456789012" });
        assert.deepEqual(principal("arn:aws:iam::123456789012:root"), { AWS: "arn:aws:iam::123456789012:root" });
    });

    it("have a condition for a function URL only if its flag is set", () => {
        const flagged = { ...base, principal: "*", invokedViaFunctionUrl: true };
        const { Condition } = statement(flagged) as { Condition: unknown };
        assert.deepEqual(Condition, { Bool: { "lambda:InvokedViaFunctionUrl": true } });
        for (const invokedViaFunctionUrl of [undefined, false, "false"]) {
            assert.deepEqual(statement({ ...flagged, invokedViaFunctionUrl }), statement({ ...base, principal: "*" }));
        }
    });

    it("of a certificate authority are for its own account, unless another one is given", () => {
        const condition = (props: unknown): unknown =>
            (statement(props, "aws:acmpca/permission:Permission") as { Condition: unknown }).Condition;
        const authority = { principal: "acm.amazonaws.com", actions: ["IssueCertificate"] };
        assert.deepEqual(condition(authority), { StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } });
        assert.deepEqual(condition({ ...authority, sourceAccount: "123456789012" }), {
            StringEquals: { "aws:SourceAccount": "123456789012" },
        });
    });

    it("ignore an empty source account or one with a wildcard", () => {
        for (const sourceAccount of ["", "*", "12345678901?"]) {
            assert.deepEqual(statement({ ...base, sourceAccount }), statement(base));
        }
    });

    it("are evaluated with an unknown source ARN if the source account is known", () => {
        const props = { ...base, function: unknownText, sourceArn: unknownText };
        assert.throws(() => documentsOf(lambda, unknownChecking(props))[0]?.raw, /\.sourceArn can't be known/);
        const [location] = documentsOf(lambda, unknownChecking({ ...props, sourceAccount: "123456789012" }));
        assert.deepEqual(evaluate("resource", location?.raw), []);
    });

    it("are known under the names of every provider", () => {
        const types = Object.keys(fieldsOfTypes);
        assert.ok(types.includes("aws-native:lambda:Permission"));
        for (const type of types) {
            const native = { principal: "sns.amazonaws.com", action: "a:B", actions: ["a:B"] };
            const cloudFormation = { Principal: "sns.amazonaws.com", Action: "a:B", Actions: ["a:B"] };
            const [location] = documentsOf(type, type.startsWith("AWS::") ? cloudFormation : native);
            assert.equal(location?.kind, "resource", type);
            const isEnsured = /acmpca/i.test(type);
            assert.equal(evaluate("resource", location.raw).length === 0, isEnsured, type);
            const { properties = {} } = location.advice?.("123456789012") ?? {};
            assert.deepEqual(Object.values(properties), ["123456789012"], type);
            assert.equal(/^[A-Z]/.test(Object.keys(properties)[0] ?? ""), type.startsWith("AWS::"), type);
        }
    });

    it("propose the event source token for a skill, which sends no account", () => {
        for (const type of [
            "aws:lambda/permission:Permission",
            "aws-native:lambda:Permission",
            "AWS::Lambda::Permission",
        ]) {
            const skill = "alexa-appkit.amazon.com";
            const [location] = documentsOf(
                type,
                type.startsWith("AWS::") ? { Principal: skill } : { principal: skill },
            );
            assert.equal(
                JSON.stringify(location?.advice?.("123456789012").properties).toLowerCase(),
                '{"eventsourcetoken":"amzn1.ask.skill.skill_id"}',
                type,
            );
        }
    });

    it("accept a whole statement on an event bus", () => {
        const written = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };
        assert.deepEqual(statement({ StatementId: "x", Statement: written }, "AWS::Events::EventBusPolicy"), written);
        assert.deepEqual(
            statement({ statementId: "x", statement: written }, "aws-native:events:EventBusPolicy"),
            written,
        );
    });
});

describe("attachments", () => {
    for (const [type, paths] of Object.entries(attachmentPaths)) {
        it(`are found in ${type}`, () => {
            for (const path of paths) {
                const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
                assert.deepEqual(
                    attachmentsOf(type, propertiesWith(path, arn)).map((one) => one.arn),
                    [arn],
                );
            }
        });
    }

    it("exclude session policies, boundaries and guardrails", () => {
        const arns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
        assert.deepEqual(attachmentsOf("aws:rolesanywhere/profile:Profile", { managedPolicyArns: arns }), []);
        assert.deepEqual(attachmentsOf("aws:iam/role:Role", { permissionsBoundary: arns[0] }), []);
        assert.deepEqual(
            attachmentsOf("aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", {
                guardrailPolicyArns: arns,
            }),
            [],
        );
    });
});

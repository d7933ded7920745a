/** Draws hostile input: the known kinds at random sizes, and random templates, documents and exports. */
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { blocked, isBlocked } from "./beside";
import { hostileKinds, type HostileResource } from "./kinds";
import { audited, reportedOn } from "./run";

/** An input: the resources of a stack and the configuration of the pack. */
interface Input {
    readonly resources: readonly HostileResource[];
    readonly sections: Readonly<Record<string, unknown>>;
}

/** Small sizes are likely; the bench runs every kind at its full size. */
const maxSize = 60;

const knownKind: fc.Arbitrary<Input> = fc
    .tuple(fc.constantFrom(...hostileKinds), fc.integer({ min: 1, max: maxSize }))
    .map(([{ size, resources, sections }, drawn]) => {
        const small = Math.min(size, drawn);
        return { resources: resources(small), sections: (sections?.(small) ?? {}) as Input["sections"] };
    });

/** Names that refer to each other, to nothing, and to what every object inherits. */
const name = fc.constantFrom("A", "B", "C", "D", "V", "AWS::NoValue", "AWS::AccountId", "constructor", "__proto__", "");
const text = fc.oneof(
    name,
    fc.constantFrom(
        "*",
        "iam:PassRole",
        "arn:aws:iam::*:role/*",
        "sts:AssumeRole",
        "${",
        "${A.Arn}",
        "${!A}",
        "${V}",
        "Allow",
    ),
    fc.string({ maxLength: 6 }),
);

const { value } = fc.letrec<{ value: unknown; list: readonly unknown[] }>((tie) => ({
    list: fc.array(tie("value"), { maxLength: 3, depthIdentifier: "value" }),
    value: fc.oneof(
        { maxDepth: 6, depthIdentifier: "value" },
        text,
        fc.oneof(fc.constant(null), fc.integer(), fc.boolean()),
        tie("list"),
        name.map((Ref) => ({ Ref })),
        name.map((resource) => ({ "Fn::GetAtt": [resource, "Arn"] })),
        fc.tuple(text, fc.dictionary(name, tie("value"), { maxKeys: 2 })).map((argument) => ({ "Fn::Sub": argument })),
        fc.tuple(text, tie("list")).map((argument) => ({ "Fn::Join": argument })),
        fc.tuple(text, tie("value")).map((argument) => ({ "Fn::Split": argument })),
        fc.tuple(tie("value"), tie("list")).map((argument) => ({ "Fn::Select": argument })),
        fc.tuple(name, name, name).map((argument) => ({ "Fn::FindInMap": argument })),
        fc.tuple(name, tie("value"), tie("value")).map((argument) => ({ "Fn::If": argument })),
        tie("value").map((argument) => ({ "Fn::ToJsonString": argument })),
        fc.record({
            Effect: text,
            Action: tie("value"),
            Resource: tie("value"),
            Principal: tie("value"),
            Condition: tie("value"),
        }),
        fc.dictionary(text, tie("value"), { maxKeys: 3 }),
    ),
}));

const type = fc.constantFrom(
    "AWS::IAM::Role",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::OIDCProvider",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::Lambda::Permission",
    "AWS::CloudFormation::StackSet",
    "Custom::Thing",
    "constructor",
);

const properties = fc.record(
    {
        RoleName: value,
        BucketName: value,
        Url: value,
        PolicyDocument: value,
        AssumeRolePolicyDocument: value,
        ManagedPolicyArns: value,
        Policies: value,
        TemplateBody: value,
    },
    { requiredKeys: [] },
);

const declared = fc.record({ Type: type, Properties: fc.oneof(properties, value) });

const template = fc.record(
    {
        Resources: fc.dictionary(
            fc.oneof(name, fc.constantFrom("Fn::ForEach::A", "Fn::ForEach::B")),
            fc.oneof(
                declared,
                fc.tuple(name, value, fc.dictionary(fc.constantFrom("P${V}", "Q"), declared, { maxKeys: 2 })),
            ),
            { maxKeys: 4 },
        ),
        Mappings: fc.dictionary(name, fc.dictionary(name, fc.dictionary(name, value, { maxKeys: 2 }), { maxKeys: 2 }), {
            maxKeys: 2,
        }),
        Conditions: fc.dictionary(
            name,
            fc.oneof(
                value,
                fc.tuple(name, name).map(([one, other]) => ({ "Fn::And": [{ Condition: one }, { Condition: other }] })),
            ),
            { maxKeys: 3 },
        ),
        Parameters: fc.dictionary(
            name,
            fc.record({ Type: fc.constantFrom("String", "CommaDelimitedList"), Default: value }),
            {
                maxKeys: 2,
            },
        ),
    },
    { requiredKeys: ["Resources"] },
);

/** Text of YAML's own characters, in which much is syntax. */
const yamlText = fc
    .array(
        fc.constantFrom(
            "a",
            ": ",
            "- ",
            "? ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\n",
            "  ",
            "&a ",
            "*a",
            "!Sub ",
            "!Join ",
            "|\n",
            '"',
            "#",
        ),
        {
            maxLength: 60,
        },
    )
    .map((parts) => `Resources:\n${parts.join("")}`);

const randomTemplate: fc.Arbitrary<Input> = fc
    .oneof(
        template.map((one) => JSON.stringify(one)),
        yamlText,
    )
    .map((templateBody) => ({
        resources: [{ type: "aws:cloudformation/stack:Stack", inputs: { templateBody } }],
        sections: {},
    }));

const randomResource: fc.Arbitrary<Input> = fc
    .record({
        type: fc.constantFrom(
            "aws:iam/role:Role",
            "aws:iam/policy:Policy",
            "aws:s3/bucketPolicy:BucketPolicy",
            "aws:lambda/permission:Permission",
            "aws:cloudcontrol/resource:Resource",
            "acme:index:Thing",
            "constructor",
        ),
        inputs: fc.oneof(
            fc.record({ policy: value, assumeRolePolicy: value, principal: value }, { requiredKeys: [] }),
            fc
                .record({ Version: fc.constant("2012-10-17"), Statement: value })
                .map((policy) => ({ policy: JSON.stringify(policy) })),
            value,
        ),
    })
    .map((one) => ({ resources: [one], sections: {} }));

const randomSections: fc.Arbitrary<Input> = fc
    .dictionary(
        fc.constantFrom("ownAccounts", "services", "exemptions", "acceptedRolePatterns", "account", "__proto__"),
        value,
        {
            maxKeys: 3,
        },
    )
    .map((section) => ({
        resources: [],
        sections: { "iam-passrole-role-pattern": section, "iam-trust-confused-deputy": section },
    }));

/** Any hostile input. */
const input = fc.oneof(
    { weight: 2, arbitrary: knownKind },
    { weight: 4, arbitrary: randomTemplate },
    { weight: 3, arbitrary: randomResource },
    { weight: 1, arbitrary: randomSections },
);

/** Whatever the input, nothing is thrown, and the resources beside it have their results. */
export const hostileInput = fc.property(input, ({ resources, sections }) => {
    const given = [blocked, ...resources, blocked];
    for (const violations of [audited(given, sections), reportedOn(given, sections)]) {
        assert.equal(violations.filter(isBlocked).length, 2);
    }
});

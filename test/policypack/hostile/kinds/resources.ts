import { document, nested, pass, repeatedly, role, rolePolicy, times, type HostileKind } from "./kind";

/** Resources and properties with names, depths and numbers that no program has. */
export const resources: readonly HostileKind[] = [
    ...["constructor", "toString", "valueOf", "__proto__", "hasOwnProperty", ""].map((type) => ({
        name: `a resource of the type "${type}"`,
        size: 1,
        resources: () => [{ type, inputs: { policy: JSON.stringify(document(pass("*"))) } }],
    })),
    {
        name: "inputs nested deeply",
        size: 5_000,
        resources: (size) => [
            { type: "acme:index:Thing", inputs: nested(size, '{"a":', "1", "}") },
            { type: "aws:iam/role:Role", inputs: nested(size, '{"assumeRolePolicy":', "1", "}") },
            { type: "aws:s3/bucket:Bucket", inputs: { tags: nested(size, "[", "1", "]") } },
        ],
    },
    {
        name: "documents in an unlisted type",
        size: 500,
        resources: (size) => [
            {
                type: "acme:index:Thing",
                inputs: { list: times(size, (i) => ({ policy: document(pass(role(`r${i}`))) })) },
            },
        ],
    },
    {
        name: "equal documents in a list of an unlisted type",
        size: 3_000,
        resources: (size) => [
            {
                type: "x:index:Y",
                inputs: { list: times(size, () => JSON.stringify(document(pass("*")))) },
            },
        ],
    },
    {
        name: "documents in elements with long names",
        size: 1_000,
        resources: (size) => [
            {
                type: "x:index:Y",
                inputs: {
                    list: times(size, (i) => ({
                        name: `${i} ${"long ".repeat(100)}`,
                        text: JSON.stringify(document([pass("*"), pass("arn:aws:iam::123456789012:role/a-*")])),
                    })),
                },
            },
        ],
    },
    {
        name: "texts in an unlisted type",
        size: 500,
        resources: (size) => [
            {
                type: "acme:index:Thing",
                inputs: { list: times(size, (i) => JSON.stringify(document(pass(role(`r${i}`))))) },
            },
        ],
    },
    {
        name: "texts in texts in an unlisted type",
        size: 12,
        resources: (size) => [
            {
                type: "acme:index:Thing",
                inputs: { text: repeatedly(size, document(pass("*")), (inner) => JSON.stringify([inner])) },
            },
        ],
    },
    {
        name: "templates in an unlisted type",
        size: 100,
        resources: (size) => [
            {
                type: "acme:index:Thing",
                inputs: {
                    list: times(size, (i) => ({
                        body: { Resources: { P: { Type: "AWS::IAM::ManagedPolicy", Properties: { i } } } },
                    })),
                },
            },
        ],
    },
    {
        name: "managed policy ARNs in an unlisted type",
        size: 5_000,
        resources: (size) => [
            {
                type: "acme:index:Thing",
                inputs: { list: times(size, (i) => `arn:aws:iam::aws:policy/P${i}`) },
            },
        ],
    },
    {
        name: "numbers in an unlisted type",
        size: 50_000,
        resources: (size) => [{ type: "acme:index:Thing", inputs: { list: times(size, (i) => i) } }],
    },
    {
        name: "inline policies of one role",
        size: 500,
        resources: (size) => [
            {
                type: "aws:iam/role:Role",
                inputs: {
                    inlinePolicies: times(size, (i) => ({ policy: JSON.stringify(document(pass(role(`r${i}`)))) })),
                },
            },
        ],
    },
    {
        name: "inline policies of one role, the same text",
        size: 500,
        resources: (size) => [
            {
                type: "aws:iam/role:Role",
                inputs: { inlinePolicies: times(size, () => ({ policy: JSON.stringify(document(pass("*"))) })) },
            },
        ],
    },
    {
        name: "managed policy ARNs of one role",
        size: 5_000,
        resources: (size) => [
            {
                type: "aws:iam/role:Role",
                inputs: { managedPolicyArns: times(size, (i) => `arn:aws:iam::aws:policy/P${i}`) },
            },
        ],
    },
    {
        name: "wrappers in wrappers",
        size: 2_000,
        resources: (size) => [
            {
                type: "aws-native:index:ExtensionResource",
                inputs: nested(size, '{"type":"aws-native:index:ExtensionResource","properties":', "{}", "}"),
            },
        ],
    },
    {
        name: "permissions with deep principals",
        size: 5_000,
        resources: (size) => [
            {
                type: "aws:lambda/permission:Permission",
                inputs: {
                    action: "lambda:*",
                    principal: nested(size, "[", '"*"', "]"),
                    function: nested(size, '{"a":', "1", "}"),
                },
            },
        ],
    },
    {
        name: "attached policies of principals that share a name",
        size: 200,
        resources: (size) => [
            ...times(size, () => ({ type: "aws:iam/role:Role", inputs: { name: "r" } })),
            rolePolicy(document(pass("*"))),
            rolePolicy(document({ Effect: "Allow", Action: "*", Resource: "*" })),
        ],
    },
];

import {
    attribute,
    document,
    find,
    managedPolicy,
    nestedText,
    pass,
    record,
    repeatedly,
    role,
    stack,
    template,
    templateRole,
    times,
    type HostileKind,
    type Json,
} from "./kind";

/** CloudFormation templates that multiply, nest or refer to themselves. */
export const templates: readonly HostileKind[] = [
    {
        name: "a mapping that joins itself",
        size: 2,
        malformed: "at every size",
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass(find("a")))) },
                { Mappings: { M: { a: { v: { "Fn::Join": ["", times(size, () => find("a"))] } } } } },
            ),
    },
    {
        name: "mappings that join the next one twice",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass(find("r0")))) },
                {
                    Mappings: {
                        M: record(size, (i) => [
                            `r${i}`,
                            { v: { "Fn::Join": ["", [find(`r${i + 1}`), "a", find(`r${i + 1}`)]] } },
                        ]),
                    },
                },
            ),
    },
    {
        name: "mappings that list the next one twice",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass(find("r0")))) },
                { Mappings: { M: record(size, (i) => [`r${i}`, { v: [find(`r${i + 1}`), find(`r${i + 1}`)] }]) } },
            ),
    },
    {
        name: "mappings in both branches of conditions",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass(find("r0")))) },
                {
                    Mappings: {
                        M: record(size, (i) => [
                            `r${i}`,
                            {
                                v: {
                                    "Fn::Join": [
                                        "",
                                        [{ "Fn::If": ["C", "a", "b"] }, find(`r${i + 1}`), find(`r${i + 1}`)],
                                    ],
                                },
                            },
                        ]),
                    },
                },
            ),
    },
    {
        name: "role names that contain two attributes each",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template({
                ...record(size, (i) => [
                    `R${i}`,
                    templateRole({ "Fn::Sub": `${attribute(`R${i + 1}`)}${attribute(`R${i + 1}`)}` }),
                ]),
                P: managedPolicy(document(pass({ "Fn::GetAtt": ["R0", "Arn"] }))),
            }),
    },
    {
        name: "role names that contain two attributes each, by condition",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template({
                ...record(size, (i) => [
                    `R${i}`,
                    templateRole({
                        "Fn::If": [
                            "C",
                            { "Fn::Sub": `${attribute(`R${i + 1}`)}${attribute(`R${i + 2}`)}` },
                            attribute("A"),
                        ],
                    }),
                ]),
                P: managedPolicy(document(pass({ "Fn::If": ["C", { "Fn::GetAtt": ["R0", "Arn"] }, "*"] }))),
            }),
    },
    {
        name: "a role name that is its own attribute",
        size: 1,
        malformed: "at every size",
        resources: (size) => template(record(size, (i) => [`R${i}`, templateRole({ "Fn::GetAtt": [`R${i}`, "Arn"] })])),
    },
    {
        name: "a circle of role names",
        size: 400,
        malformed: "at every size",
        resources: (size) =>
            template(record(size, (i) => [`R${i}`, templateRole({ "Fn::GetAtt": [`R${(i + 1) % size}`, "Arn"] })])),
    },
    {
        name: "role names that all contain each other",
        size: 60,
        malformed: "at this size",
        resources: (size) =>
            template(
                record(size, (i) => [
                    `R${i}`,
                    templateRole({ "Fn::Sub": times(size, (j) => attribute(`R${(i + j) % size}`)).join("") }),
                ]),
            ),
    },
    {
        name: "bucket names in a circle with an issuer and a role",
        size: 1,
        malformed: "at every size",
        resources: () =>
            template({
                B: { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::Sub": "${I}" } } },
                I: { Type: "AWS::IAM::OIDCProvider", Properties: { Url: { "Fn::GetAtt": "R.Arn" } } },
                R: templateRole({ "Fn::Sub": ["${x}", { x: { "Fn::GetAtt": ["B", "Arn"] } }] }),
            }),
    },
    {
        name: "Fn::Sub of unclosed variables",
        size: 50_000,
        resources: (size) => template({ P: managedPolicy({ "Fn::Sub": "${".repeat(size) }) }),
    },
    {
        name: "Fn::Sub of empty variables",
        size: 50_000,
        resources: (size) => template({ P: managedPolicy({ "Fn::Sub": "${}".repeat(size) }) }),
    },
    {
        name: "Fn::Sub that repeats a long variable",
        size: 20_000,
        malformed: "at this size",
        resources: (size) =>
            template({ P: managedPolicy({ "Fn::Sub": ["${a}".repeat(size), { a: "b".repeat(size) }] }) }),
    },
    {
        name: "Fn::Sub that repeats an expensive variable",
        size: 5_000,
        resources: (size) =>
            template({
                P: managedPolicy({
                    "Fn::Sub": ["${a}".repeat(size), { a: { "Fn::Join": ["", times(size, () => "")] } }],
                }),
            }),
    },
    {
        name: "Fn::Sub in the variables of Fn::Sub",
        size: 3_000,
        malformed: "at this size",
        resources: (size) => {
            const deep = nestedText(size, '{"Fn::Sub":["${a}",{"a":', '"x"', "}]}");
            return stack(
                `{"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${deep}}}}}`,
            );
        },
    },
    {
        name: "Fn::Join that repeats a long delimiter",
        size: 10_000,
        malformed: "at this size",
        resources: (size) => template({ P: managedPolicy({ "Fn::Join": ["d".repeat(size), times(size, () => "a")] }) }),
    },
    {
        name: "Fn::Split of a list that is split again",
        size: 2_000,
        resources: (size) =>
            template({
                P: managedPolicy(
                    document(times(size, () => pass({ "Fn::Select": [0, { "Fn::Split": ["", "a".repeat(100)] }] }))),
                ),
            }),
    },
    {
        name: "Fn::ToJsonString of itself",
        size: 40,
        malformed: "at this size",
        resources: (size) =>
            template({ P: managedPolicy(repeatedly(size, '"', (inner) => ({ "Fn::ToJsonString": [inner] }))) }),
    },
    {
        name: "Fn::Select of lists in lists",
        size: 3_000,
        malformed: "at this size",
        resources: (size) => {
            const deep = nestedText(size, '{"Fn::Select":[0,[', '"x"', "]]}");
            return stack(
                `{"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${deep}}}}}`,
            );
        },
    },
    {
        name: "Fn::If nested in each other",
        size: 100,
        resources: (size) =>
            template({
                P: managedPolicy(
                    document(pass(repeatedly(size, "*", (inner, i) => ({ "Fn::If": [`C${i}`, inner, role("r")] })))),
                ),
            }),
    },
    {
        name: "conditions that name each other in a chain",
        size: 20_000,
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass({ "Fn::If": ["C0", "*", role("r")] }))) },
                { Conditions: record(size, (i) => [`C${i}`, { "Fn::Not": [{ Condition: `C${i + 1}` }] }]) },
            ),
    },
    {
        name: "conditions that name the next one twice",
        size: 5_000,
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass({ "Fn::If": ["C0", "*", role("r")] }))) },
                {
                    Conditions: record(size, (i) => [
                        `C${i}`,
                        { "Fn::And": [{ Condition: `C${i + 1}` }, { Condition: `C${i + 1}` }] },
                    ]),
                },
            ),
    },
    {
        name: "conditions of twenty terms in every resource",
        size: 100,
        resources: (size) =>
            template(
                record(size, (i) => [
                    `P${i}`,
                    managedPolicy(
                        document(times(20, (j) => pass({ "Fn::If": [`C${j}`, role(`a${i}`), role(`b${j}`)] }))),
                    ),
                ]),
                { Conditions: record(20, (i) => [`C${i}`, { "Fn::Equals": [{ Ref: "S" }, `v${i}`] }]) },
            ),
    },
    {
        name: "a condition nested deeply",
        size: 5_000,
        resources: (size) =>
            stack(
                `{"Conditions":{"C":${nestedText(size, '{"Fn::Not":[', '{"Fn::Equals":["a","b"]}', "]}")}},` +
                    `"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":{"Fn::If":["C","a","b"]}}}}}`,
            ),
    },
    {
        name: "loops nested in loops",
        size: 6,
        malformed: "at this size",
        resources: (size) =>
            template(
                repeatedly(size, { "P${V0}": managedPolicy(document(pass("*"))) }, (body, i) => ({
                    [`Fn::ForEach::L${i}`]: [`V${i}`, times(20, String), body],
                })),
            ),
    },
    {
        name: "loops nested thousands deep",
        size: 3_000,
        malformed: "at this size",
        resources: (size) => stack(`{"Resources":${nestedText(size, '{"Fn::ForEach::A":["V",["1"],', "{}", "]}")}}`),
    },
    {
        name: "a loop with long values in logical IDs",
        size: 400,
        resources: (size) =>
            template({
                "Fn::ForEach::L": [
                    "V",
                    times(size, (i) => `${i}${"v".repeat(size)}`),
                    { ["${V}".repeat(size)]: managedPolicy(document(pass("*"))) },
                ],
            }),
    },
    {
        name: "stack sets nested in stack sets by loops",
        size: 3,
        resources: (size) => {
            const body = (depth: number): Json => ({
                Resources: {
                    "Fn::ForEach::L": [
                        "V",
                        times(100, (i) => `v${i}`),
                        {
                            "S${V}":
                                depth === 0
                                    ? managedPolicy(document(pass("*")))
                                    : {
                                          Type: "AWS::CloudFormation::StackSet",
                                          Properties: { TemplateBody: body(depth - 1) },
                                      },
                        },
                    ],
                },
            });
            return stack(body(size));
        },
    },
    {
        name: "stack sets nested in stack sets as text",
        size: 3,
        resources: (size) => {
            const body = (depth: number): string =>
                JSON.stringify({
                    Resources: record(6, (i) => [
                        `S${i}`,
                        depth === 0
                            ? managedPolicy(document(pass("*")))
                            : { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody: body(depth - 1) } },
                    ]),
                });
            return stack(body(size));
        },
    },
    {
        name: "a stack set that contains a mapping with its own template",
        size: 10,
        resources: (size) =>
            template(
                record(size, (i) => [
                    `S${i}`,
                    {
                        Type: "AWS::CloudFormation::StackSet",
                        Properties: { TemplateBody: { "Fn::ToJsonString": find("a") } },
                    },
                ]),
                {
                    Mappings: {
                        M: {
                            a: { v: { Resources: record(size, (i) => [`P${i}`, managedPolicy(document(pass("*")))]) } },
                        },
                    },
                },
            ),
    },
    {
        name: "resources without documents",
        size: 500,
        resources: (size) =>
            template(record(size, (i) => [`T${i}`, { Type: "AWS::SNS::Topic", Properties: { TopicName: `t${i}` } }])),
    },
    {
        name: "a template of 450 policies",
        size: 450,
        resources: (size) =>
            template(
                record(size, (i) => [
                    `P${i}`,
                    managedPolicy(
                        document([
                            pass(role(`r${i}`)),
                            pass({ "Fn::Sub": `arn:aws:iam::\${AWS::AccountId}:role/b${i}` }),
                        ]),
                    ),
                ]),
            ),
    },
    {
        name: "resources of a type without a row",
        size: 300,
        resources: (size) =>
            template(
                record(size, (i) => [
                    `X${i}`,
                    { Type: "Custom::Thing", Properties: { a: times(20, (j) => ({ b: { c: `${i} ${j}` } })) } },
                ]),
            ),
    },
    {
        name: "resource types named like inherited members",
        size: 1,
        resources: () =>
            template({
                A: { Type: "constructor", Properties: {} },
                B: { Type: "__proto__", Properties: {} },
                __proto__: { Type: "AWS::IAM::Role", Properties: { RoleName: { Ref: "constructor" } } },
                P: managedPolicy(document(pass({ "Fn::FindInMap": ["constructor", "name", "length"] }))),
            }),
    },
    {
        name: "a mapping of many rows that the deployment chooses from",
        size: 200,
        resources: (size) =>
            template(
                record(20, (i) => [
                    `P${i}`,
                    managedPolicy(document(pass({ "Fn::FindInMap": ["M", { Ref: "AWS::Region" }, `v${i}`] }))),
                ]),
                {
                    Mappings: {
                        M: record(size, (i) => [`r${i}`, record(20, (j) => [`v${j}`, role(`r${i}${j}`)])]),
                    },
                },
            ),
    },
    {
        name: "mappings of many rows that choose from each other",
        size: 60,
        resources: (size) =>
            template(
                {
                    P: managedPolicy(
                        document(
                            pass(
                                repeatedly(size, { Ref: "AWS::Region" }, (inner) => ({
                                    "Fn::FindInMap": ["M", inner, "v"],
                                })),
                            ),
                        ),
                    ),
                },
                { Mappings: { M: record(size, (i) => [`r${i}`, { v: `r${(i + 1) % size}` }]) } },
            ),
    },
    {
        name: "parameters with many allowed values in one statement",
        size: 100,
        resources: (size) =>
            template(
                { P: managedPolicy(document(pass({ "Fn::Sub": times(10, (i) => `\${X${i}}`).join("/") }))) },
                {
                    Parameters: record(10, (i) => [
                        `X${i}`,
                        { Type: "String", AllowedValues: times(size, (j) => `v${j}`) },
                    ]),
                },
            ),
    },
    {
        name: "unknown parameters beside wildcards",
        size: 500,
        resources: (size) =>
            template({ P: managedPolicy(document(pass({ "Fn::Sub": times(size, (i) => `\${X${i}}*`).join("") }))) }),
    },
    {
        name: "many conditions in one statement",
        size: 200,
        resources: (size) =>
            template({
                P: managedPolicy(
                    document(pass(times(size, (i) => ({ "Fn::If": [`C${i}`, role(`a${i}`), role(`b${i}`)] })))),
                ),
            }),
    },
    {
        name: "loops nested in properties",
        size: 5,
        malformed: "at this size",
        resources: (size) =>
            template({
                P: managedPolicy(
                    repeatedly(size, { "${V0}": "*" }, (body, i) => ({
                        [`Fn::ForEach::L${i}`]: [`V${i}`, times(20, String), body],
                    })),
                ),
            }),
    },
    {
        name: "loops nested in properties thousands deep",
        size: 3_000,
        malformed: "at this size",
        resources: (size) =>
            stack(
                `{"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${nestedText(
                    size,
                    '{"Fn::ForEach::A":["V",["1"],',
                    "{}",
                    "]}",
                )}}}}}`,
            ),
    },
    {
        name: "a stack set with many overrides",
        size: 100,
        resources: (size) => [
            {
                type: "aws-native:cloudformation:StackSet",
                inputs: {
                    templateBody: JSON.stringify({
                        Parameters: { R: { Type: "String" } },
                        Resources: record(20, (i) => [`P${i}`, managedPolicy(document(pass({ Ref: "R" })))]),
                    }),
                    stackInstancesGroup: times(size, (i) => ({
                        parameterOverrides: [{ parameterKey: "R", parameterValue: role(`r${i}`) }],
                    })),
                },
            },
        ],
    },
];

/** Terraform's names, unknown values, sensitive values and references. */
import * as assert from "node:assert/strict";
import { attachmentPaths } from "../../../policypack/documents/resourceTypes/attachments";
import { fieldsOfTypes, resourceTypes } from "../../../policypack/documents/resourceTypes";
import { pulumiProperties, pulumiType, terraformPath } from "../../../audit/inputs/terraformTypes";
import { AuditFolder, run, runJson, type JsonReport } from "../auditFolder";
import { document } from "../samples";

/** Terraform's name of a type of the tables, by the same words. */
const terraformName = (type: string): string => {
    const [provider = "", module = "", name = ""] = type.split(":");
    const snake = name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
    return `${provider === "aws-native" ? "awscc" : provider}_${module.split("/")[0] ?? ""}_${snake}`;
};

describe("Terraform's names", () => {
    it("of every type in the tables are derived, by rule or as listed", () => {
        const all = [resourceTypes, fieldsOfTypes, attachmentPaths].flatMap((table) => Object.keys(table));
        const classic = all.filter((type) => /^aws(-native)?:/.test(type));
        assert.ok(classic.length > 200);
        const wrong = classic.filter((type) => pulumiType(terraformName(type)) !== type);
        // Two names for one type, of which Terraform has one.
        assert.deepEqual(
            wrong,
            ["aws:s3/bucket:Bucket"].filter((type) => wrong.includes(type)),
        );
    });

    const names: Readonly<Record<string, string>> = {
        aws_iam_role: "aws:iam/role:Role",
        aws_iam_policy: "aws:iam/policy:Policy",
        aws_iam_user_group_membership: "aws:iam/userGroupMembership:UserGroupMembership",
        aws_s3_bucket: "aws:s3/bucket:Bucket",
        aws_s3_bucket_policy: "aws:s3/bucketPolicy:BucketPolicy",
        aws_api_gateway_rest_api_policy: "aws:apigateway/restApiPolicy:RestApiPolicy",
        aws_media_store_container_policy: "aws:mediastore/containerPolicy:ContainerPolicy",
        aws_cloudwatch_event_bus_policy: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
        aws_prometheus_resource_policy: "aws:amp/resourcePolicy:ResourcePolicy",
        aws_opensearchserverless_access_policy: "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",
        aws_sqs_queue_policy: "aws:sqs/queuePolicy:QueuePolicy",
        aws_vpc_endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
        aws_vpc_security_group_ingress_rule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        aws_security_group: "aws:ec2/securityGroup:SecurityGroup",
        aws_ssm_activation: "aws:ssm/activation:Activation",
        awscc_iam_role: "aws-native:iam:Role",
        google_project_iam_policy: "google:index/google_project_iam_policy:google_project_iam_policy",
    };
    for (const [name, type] of Object.entries(names)) {
        it(`include ${name}`, () => {
            assert.equal(pulumiType(name), type);
        });
    }

    it("of properties become Pulumi's, with blocks as the tables have them, and maps as they are", () => {
        assert.deepEqual(
            pulumiProperties("aws_iam_role", {
                assume_role_policy: "{}",
                inline_policy: [{ name: "a", policy: "{}" }],
                tags: { cost_center: "1" },
            }),
            {
                assumeRolePolicy: "{}",
                inlinePolicies: [{ name: "a", policy: "{}" }],
                tags: { cost_center: "1" },
            },
        );
        assert.deepEqual(
            pulumiProperties("aws_s3control_multi_region_access_point_policy", { details: [{ policy: "{}" }] }),
            {
                details: { policy: "{}" },
            },
        );
        assert.deepEqual(
            pulumiProperties("aws_cloudwatch_event_permission", {
                condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" }],
            }),
            { condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" } },
        );
        assert.deepEqual(pulumiProperties("aws_lambda_permission", { function_name: "f", source_arn: "a" }), {
            function: "f",
            sourceArn: "a",
        });
        assert.deepEqual(pulumiProperties("aws_ssm_document", { permissions: { account_ids: "all" } }), {
            permissions: { account_ids: "all" },
        });
        assert.equal(
            terraformPath("aws_iam_role", { inline_policy: [] }, "inlinePolicies[1].policy"),
            "inline_policy[1].policy",
        );
    });
});

interface Resource {
    readonly address: string;
    readonly type: string;
    readonly values: Readonly<Record<string, unknown>>;
    readonly sensitive_values?: unknown;
    readonly mode?: string;
}

interface Rest {
    readonly unknown?: Readonly<Record<string, unknown>>;
    readonly configuration?: unknown;
    readonly prior?: readonly Resource[];
}

const folder = new AuditFolder();
after(() => {
    folder.remove();
});

const planFile = (resources: readonly Resource[], { unknown = {}, configuration, prior = [] }: Rest = {}): string =>
    folder.write(
        "plan.json",
        JSON.stringify({
            format_version: "1.2",
            terraform_version: "1.9.0",
            planned_values: { root_module: { resources: resources.map((one) => ({ mode: "managed", ...one })) } },
            prior_state: { values: { root_module: { resources: prior } } },
            resource_changes: Object.entries(unknown).map(([address, after]) => ({
                address,
                change: { actions: ["create"], after_unknown: after },
            })),
            configuration,
        }),
    );

const audit = (resources: readonly Resource[], rest: Rest = {}, check: readonly string[] = []): JsonReport =>
    runJson([planFile(resources, rest)], { check });

const policy = (name: string, values: Readonly<Record<string, unknown>>): Resource => ({
    address: `aws_iam_policy.${name}`,
    type: "aws_iam_policy",
    values,
});

const allow = (Action: string, Resource: string): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

describe("a Terraform plan", () => {
    it("counts a document that only the apply knows, and evaluates the others of its resource", () => {
        const role = {
            address: "aws_iam_role.app",
            type: "aws_iam_role",
            values: { name: "app", inline_policy: [{ name: "a" }, { name: "b", policy: JSON.stringify(document) }] },
        };
        const { findings, notEvaluated } = audit([role, policy("p", { name: "p" })], {
            unknown: {
                "aws_iam_role.app": { arn: true, assume_role_policy: true, inline_policy: [{ policy: true }, {}] },
                "aws_iam_policy.p": { policy: true, id: true },
            },
        });
        assert.deepEqual(
            findings.map(({ rule, property }) => [rule, property]),
            [["iam-passrole-wildcard", "inline_policy[1].policy"]],
        );
        assert.deepEqual(
            notEvaluated.map(({ resource, path, reason }) => [resource, path, reason]),
            [
                ["aws_iam_role.app", "assume_role_policy", "unknown"],
                ["aws_iam_role.app", "inline_policy[0].policy", "unknown"],
                ["aws_iam_policy.p", "policy", "unknown"],
            ],
        );
    });

    it("never prints a sensitive value, in any format", () => {
        const hidden = "hidden-value-1234";
        const resources = [
            {
                ...policy("p", { name: "p", policy: allow("iam:PassRole", `arn:aws:iam::*:role/${hidden}-*`) }),
                sensitive_values: { policy: true },
            },
            {
                address: "aws_iam_role.app",
                type: "aws_iam_role",
                values: {
                    inline_policy: [{ name: "a", policy: allow("iam:PassRole", "*") }],
                    tags: { secret: hidden },
                },
                sensitive_values: { inline_policy: [{ policy: true }], tags: { secret: true } },
            },
        ];
        const file = planFile(resources);
        for (const format of ["text", "json", "sarif", "junit", "github", "markdown"] as const) {
            const { code, stdout } = run([file], { format });
            assert.equal(code, 1, stdout);
            assert.ok(!stdout.includes(hidden), format);
        }
        assert.match(run([file], { format: "json" }).stdout, /\[secret\]/);
    });

    it("links attachments to policies and roles of the plan, also through modules, and instances of either", () => {
        const expression = (...references: readonly string[]): unknown => ({ references });
        const attachment = "module.app.aws_iam_role_policy_attachment.make[0]";
        const resources = [
            policy("make", { name: "make", policy: allow("iam:CreateRole", "*") }),
            { address: 'aws_iam_role.app["eu"]', type: "aws_iam_role", values: { name_prefix: "app-" } },
            {
                address: "aws_iam_role_policy.pass",
                type: "aws_iam_role_policy",
                values: { policy: allow("iam:PassRole", "arn:aws:iam::123456789012:role/x") },
            },
            { address: attachment, type: "aws_iam_role_policy_attachment", values: {} },
        ];
        const unknown = {
            'aws_iam_role.app["eu"]': { name: true },
            "aws_iam_role_policy.pass": { role: true },
            [attachment]: { role: true, policy_arn: true },
        };
        const configured = (type: string, name: string, expressions: unknown = {}): unknown => ({
            address: `${type}.${name}`,
            mode: "managed",
            type,
            name,
            expressions,
        });
        const configuration = (role: unknown): unknown => ({
            root_module: {
                resources: [
                    configured("aws_iam_policy", "make"),
                    configured("aws_iam_role", "app"),
                    configured("aws_iam_role_policy", "pass", { role: expression("aws_iam_role.app", "each.key") }),
                ],
                module_calls: {
                    app: {
                        expressions: { role, policy: expression("aws_iam_policy.make.arn", "aws_iam_policy.make") },
                        module: {
                            resources: [
                                configured("aws_iam_role_policy_attachment", "make", {
                                    role: expression("var.role"),
                                    policy_arn: expression("var.policy"),
                                }),
                            ],
                        },
                    },
                },
            },
        });
        const rules = ["iam-role-factory"];
        const linked = { unknown, configuration: configuration(expression('aws_iam_role.app["eu"].name')) };
        assert.deepEqual(
            audit(resources, linked, rules).findings.map(({ resource }) => resource),
            ["aws_iam_policy.make"],
        );
        const apart = { unknown, configuration: configuration(expression("aws_iam_role.other")) };
        assert.deepEqual(audit(resources, apart, rules).findings, []);
    });

    it("ends, if outputs and variables refer to each other", () => {
        const call = (references: readonly string[]): unknown => ({ expressions: { value: { references } } });
        const module = {
            resources: [
                { address: "aws_iam_role_policy_attachment.a", expressions: { role: { references: ["var.value"] } } },
            ],
            outputs: { value: { expression: { references: ["var.value"] } } },
        };
        const one = { ...(call(["module.two.value"]) as object), module };
        const two = { ...(call(["module.one.value"]) as object), module };
        const configuration = { root_module: { module_calls: { one, two } } };
        const resource = {
            address: "module.one.aws_iam_role_policy_attachment.a",
            type: "aws_iam_role_policy_attachment",
            values: {},
        };
        assert.equal(
            audit([resource], { configuration, unknown: { [resource.address]: { role: true } } }).summary.resources,
            1,
        );
    });

    it("knows the account and Region of its providers and of the caller", () => {
        const trust = {
            address: "aws_iam_role.app",
            type: "aws_iam_role",
            values: {
                name: "app",
                assume_role_policy: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: {
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: "sts:AssumeRole",
                    },
                }),
            },
        };
        const configuration = {
            provider_config: {
                aws: {
                    expressions: {
                        region: { constant_value: "eu-west-1" },
                        allowed_account_ids: { constant_value: ["123456789012"] },
                    },
                },
            },
            root_module: { resources: [{ address: trust.address, provider_config_key: "aws", expressions: {} }] },
        };
        const [configured] = audit([trust], { configuration }).findings;
        assert.match(String(configured?.replacement), /"aws:SourceAccount": "123456789012"/);
        assert.equal(configured?.region, "eu-west-1");
        const prior = [
            {
                address: "data.aws_caller_identity.current",
                mode: "data",
                type: "aws_caller_identity",
                values: { account_id: "210987654321" },
            },
        ];
        const [called] = audit([trust], { prior }).findings;
        assert.match(String(called?.replacement), /"aws:SourceAccount": "210987654321"/);
        assert.equal(called?.account, "210987654321");
    });
});

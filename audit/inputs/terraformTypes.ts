/** Terraform's names for the resource types and properties of the tables, which have Pulumi's. Derived by rule. */
import { attachmentPaths } from "../../policypack/documents/resourceTypes/attachments";
import { fieldsOf, fieldsOfTypes, propertiesOf, resourceTypes } from "../../policypack/documents/resourceTypes";
import { getOwn, keysOf } from "../../policypack/documents/values/paths";
import { tableOf } from "../../policypack/documents/values/types";

/**
 * Types that Pulumi names differently than Terraform in more than the separation of words.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs (2026-12-01)
 */
const otherNames = tableOf<string>({
    aws_cloudcontrolapi_resource: "aws:cloudcontrol/resource:Resource",
    aws_osis_resource_policy: "aws:opensearchingest/resourcePolicy:ResourcePolicy",
    aws_prometheus_resource_policy: "aws:amp/resourcePolicy:ResourcePolicy",
    aws_s3_bucket: "aws:s3/bucket:Bucket",
    aws_s3_bucket_object: "aws:s3/bucketObject:BucketObject",
    aws_s3_object: "aws:s3/bucketObjectv2:BucketObjectv2",
    aws_s3_object_copy: "aws:s3/bucketObjectv2:BucketObjectv2",
    aws_security_group: "aws:ec2/securityGroup:SecurityGroup",
    aws_security_group_rule: "aws:ec2/securityGroupRule:SecurityGroupRule",
    aws_sqs_queue_redrive_allow_policy: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    aws_sqs_queue_redrive_policy: "aws:sqs/redrivePolicy:RedrivePolicy",
    aws_vpc_endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
    awscc_ec2_vpc_endpoint: "aws-native:ec2:VpcEndpoint",
    aws_vpc_endpoint_policy: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    kubernetes_config_map: "kubernetes:core/v1:ConfigMap",
    kubernetes_config_map_v1: "kubernetes:core/v1:ConfigMap",
    kubernetes_secret: "kubernetes:core/v1:Secret",
    kubernetes_secret_v1: "kubernetes:core/v1:Secret",
    local_file: "local:index/file:File",
    local_sensitive_file: "local:index/sensitiveFile:SensitiveFile",
    github_repository_file: "github:index/repositoryFile:RepositoryFile",
    gitlab_repository_file: "gitlab:index/repositoryFile:RepositoryFile",
});

/** Properties that Pulumi renames. */
const otherProperties = tableOf<Readonly<Record<string, string>>>({
    aws_lambda_permission: { function_name: "function" },
});

/** Other types that rules read, beside those of the tables. */
const readByRules = [
    "aws:ssm/activation:Activation",
    "aws:ssm/serviceSetting:ServiceSetting",
    "aws:iam/user:User",
    "aws:iam/group:Group",
    "aws:iam/userGroupMembership:UserGroupMembership",
    "aws:iam/groupMembership:GroupMembership",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

/** `aws:iam/rolePolicy:RolePolicy` is `iamrolepolicy`, as `aws_iam_role_policy` is. */
const keyOfToken = (type: string): string => {
    const [, module = "", name = ""] = type.split(":");
    return `${module.split("/", 1)[0] ?? ""}${name}`.toLowerCase();
};

const byKey = (provider: string, types: readonly string[]): ReadonlyMap<string, string> =>
    new Map(types.filter((type) => type.startsWith(`${provider}:`)).map((type) => [keyOfToken(type), type]));

const known = [
    ...Object.keys(resourceTypes),
    ...Object.keys(fieldsOfTypes),
    ...Object.keys(attachmentPaths),
    ...readByRules,
];

/** By the name of Terraform's provider: `awscc` has the types of CloudFormation, as Pulumi's native provider. */
const typesOf: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
    ["aws", byKey("aws", known)],
    ["awscc", byKey("aws-native", known)],
]);

/** The type of the tables; for others a type of the same provider, in which documents are found by their form. */
export const pulumiType = (terraformType: string): string => {
    const [provider = "", ...words] = terraformType.split("_");
    return (
        otherNames[terraformType] ??
        typesOf.get(provider)?.get(words.join("").toLowerCase()) ??
        `${provider}:index/${terraformType}:${terraformType}`
    );
};

const camelCase = (name: string): string =>
    name.replace(/(?<=[a-z0-9])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const plural = (name: string): string => (/[^aeiou]y$/.test(name) ? name.replace(/y$/, "ies") : `${name}s`);

/** The paths of a type that the tables name, such as `inlinePolicies[].policy`. */
const pathsOf = (type: string): readonly string[] => [
    ...keysOf(propertiesOf(type)),
    ...(attachmentPaths[type] ?? []),
    ...keysOf(fieldsOf(type)?.conditions),
];

/** How the tables write the first step of a path: as a list, or as an object with other members. */
interface Step {
    readonly isList: boolean;
    readonly hasMembers: boolean;
    /** The rest of the paths with this step. */
    readonly rest: readonly string[];
}

const stepsIn = (paths: readonly string[]): ReadonlyMap<string, Step> => {
    const steps = new Map<string, Step>();
    for (const path of paths) {
        const [first = "", ...rest] = path.split(".");
        const name = first.replace("[]", "");
        const before = steps.get(name);
        steps.set(name, {
            isList: first.endsWith("[]") || before?.isList === true,
            hasMembers: rest.length > 0 || before?.hasMembers === true,
            rest: [...(before?.rest ?? []), ...(rest.length > 0 ? [rest.join(".")] : [])],
        });
    }
    return steps;
};

/** How deeply values are converted. No rule looks deeper, and no input may overflow the call stack. */
const deepest = 256;

/** Names one member as Pulumi does: by a plural, if the tables have one. */
const nameOf = (name: string, steps: ReadonlyMap<string, Step>): string => {
    const written = camelCase(name);
    return !steps.has(written) && steps.has(plural(written)) ? plural(written) : written;
};

/** Blocks are objects in lists; an object outside a list is a map, whose keys are the user's. */
const convert = (value: unknown, paths: readonly string[], isBlock: boolean, depth: number): unknown => {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (depth === 0) {
        return undefined;
    }
    if (Array.isArray(value)) {
        return value.map((element) => convert(element, paths, true, depth - 1));
    }
    const steps = stepsIn(paths);
    return Object.fromEntries(
        keysOf(value).map((key) => {
            const name = isBlock ? nameOf(key, steps) : key;
            const step = steps.get(name);
            const member = getOwn(value, key);
            const inner = convert(
                member,
                step?.rest ?? [],
                Array.isArray(member) || step?.hasMembers === true,
                depth - 1,
            );
            // A block that occurs at most once is a list of one in Terraform, and an object in the tables.
            const isOnly = step?.hasMembers === true && !step.isList && Array.isArray(inner);
            return [name, isOnly ? (inner[0] as unknown) : inner];
        }),
    );
};

/** The properties of a resource under the names of the tables. */
export const pulumiProperties = (terraformType: string, values: unknown): unknown => {
    const type = pulumiType(terraformType);
    const renamed = otherProperties[terraformType];
    const own =
        renamed === undefined
            ? values
            : Object.fromEntries(keysOf(values).map((key) => [renamed[key] ?? key, getOwn(values, key)]));
    return convert(own, pathsOf(type), true, deepest);
};

/** The name of a top-level property under the names of the tables. */
export const pulumiProperty = (terraformType: string, name: string): string => {
    const [property = name] = keysOf(pulumiProperties(terraformType, { [name]: "" }));
    return property;
};

/** The path of Terraform for a path of the tables: the reverse of the names, for what is printed. */
export const terraformPath = (terraformType: string, values: unknown, path: string): string => {
    const [first = ""] = /^[^.[]*/.exec(path) ?? [];
    const name = keysOf(values).find((key) => pulumiProperty(terraformType, key) === first) ?? first;
    return `${name}${path.slice(first.length)}`;
};

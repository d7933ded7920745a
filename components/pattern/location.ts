/** Where a pattern stands: every ARN in the catalogue is written with a location, none with a literal partition. */

/** A partition, an account in it and a Region of it. */
export interface AwsLocation {
    /** `aws`, `aws-cn`, `aws-us-gov` or another partition the provider names. */
    readonly partition: string;
    /** The 12 digits of the account. */
    readonly accountId: string;
    /** The Region's code, such as `eu-west-1`. */
    readonly region: string;
}

/** The parts of an ARN that differ from those of the place itself. */
interface ArnOverrides {
    /** @default - the place's Region. IAM and S3 write an empty one. */
    readonly region?: string;
    /** @default - the place's account. What AWS owns has an empty one. */
    readonly accountId?: string;
}

/** The ARN of a resource of a service, in the place unless said otherwise. */
export const arn = (location: AwsLocation, service: string, resource: string, elsewhere: ArnOverrides = {}): string =>
    [
        "arn",
        location.partition,
        service,
        elsewhere.region ?? location.region,
        elsewhere.accountId ?? location.accountId,
        resource,
    ]
        .map(String)
        .join(":");

/** IAM is global: its ARNs have no Region. The path begins and ends with a slash, `/` when there is none. */
const iamArn = (location: AwsLocation, kind: string, path: string, name: string): string =>
    arn(location, "iam", `${kind}${path}${name}`, { region: "" });

/** The ARN of an IAM role of the place's account. */
export const roleArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "role", path, name);

/** The ARN of a customer managed policy of the place's account. */
export const policyArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "policy", path, name);

/** The ARN of an instance profile of the place's account. */
export const instanceProfileArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "instance-profile", path, name);

/** The ARN of a policy that AWS manages; `name` carries its path: `service-role/AWSLambdaRole`. */
export const managedPolicyArn = (location: AwsLocation, name: string): string =>
    arn(location, "iam", `policy/${name}`, { region: "", accountId: "aws" });

/** The ARN of a bucket, or of what a prefix of it holds: buckets carry neither Region nor account. */
export const bucketArn = (location: AwsLocation, bucketName: string, key?: string): string =>
    arn(location, "s3", key === undefined ? bucketName : `${bucketName}/${key}`, { region: "", accountId: "" });

/**
 * Whether AWS owns the Systems Manager document of this name or ARN. `CreateDocument` refuses these prefixes to everybody
 * else, and an ARN without an account is one of AWS whatever the name.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
 */
export const isAwsOwnedDocument = (nameOrArn: string): boolean =>
    /^(aws|amazon|amzn)/i.test(nameOrArn.replace(/^.*:document\//, "")) || accountOf(nameOrArn) === "";

/**
 * The ARN of a Systems Manager document given by name or by ARN. A document of AWS has an empty account: with an account
 * in it the ARN matches nothing, and the caller is denied.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 */
export const documentArn = (location: AwsLocation, nameOrArn: string): string =>
    nameOrArn.startsWith("arn:")
        ? nameOrArn
        : arn(location, "ssm", `document/${nameOrArn}`, isAwsOwnedDocument(nameOrArn) ? { accountId: "" } : {});

/** Every document of AWS. */
export const everyDocumentOfAws = (location: AwsLocation): string =>
    arn(location, "ssm", "document/*", { accountId: "" });

/** Every document of the account, and every one of AWS. */
export const everyDocument = (location: AwsLocation): readonly string[] => [
    documentArn(location, "*"),
    everyDocumentOfAws(location),
];

/** The ARN of a parameter, whose name's leading slash, if any, is no part of it. */
export const parameterArn = (location: AwsLocation, name: string): string =>
    arn(location, "ssm", `parameter/${name.replace(/^\//, "")}`);

/** The account field of an ARN; undefined for a text that is no ARN. */
export const accountOf = (text: string): string | undefined =>
    text.startsWith("arn:") ? text.split(":")[4] : undefined;

/** The partition field of an ARN. */
export const partitionOf = (text: string): string => text.split(":")[1] ?? "";

/** The Region field of an ARN. */
export const regionOf = (text: string): string => text.split(":")[3] ?? "";

/** The last part of an IAM ARN or the name itself: what attachments take. */
export const nameOf = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);

/** A role's path and name without the first slash, as Systems Manager names it: `service-role/NAME`, and `NAME` of the root. */
export const pathAndName = (roleArn: string): string => roleArn.replace(/^.*?:role\//, "");

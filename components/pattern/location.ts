/** Builds ARNs. Patterns build every ARN from a location and never write a literal partition. */
import { arnParts, isAccountId } from "../../policypack/iam";

/** A partition, an account and a Region. */
export interface AwsLocation {
    /** `aws`, `aws-cn`, `aws-us-gov` or another partition. */
    readonly partition: string;
    /** The 12-digit account ID. */
    readonly accountId: string;
    /** The Region code, such as `eu-west-1`. */
    readonly region: string;
}

/** Fields of an ARN that differ from the location. */
interface ArnOverrides {
    /** @default - the Region of the location. Empty for IAM and S3. */
    readonly region?: string;
    /** @default - the account of the location. Empty for resources that AWS owns. */
    readonly accountId?: string;
}

/** The ARN of a resource in the location, with the given fields overridden. */
export const arn = (location: AwsLocation, service: string, resource: string, overrides: ArnOverrides = {}): string =>
    [
        "arn",
        location.partition,
        service,
        overrides.region ?? location.region,
        overrides.accountId ?? location.accountId,
        resource,
    ]
        .map(String)
        .join(":");

/** An IAM ARN, which has no Region. The path begins and ends with a slash; `/` is the root path. */
const iamArn = (location: AwsLocation, kind: string, path: string, name: string): string =>
    arn(location, "iam", `${kind}${path}${name}`, { region: "" });

/** The ARN of an IAM role in the account. */
export const roleArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "role", path, name);

/** The ARN of a customer managed policy in the account. */
export const policyArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "policy", path, name);

/** The ARN of an instance profile in the account. */
export const instanceProfileArn = (location: AwsLocation, name: string, path = "/"): string =>
    iamArn(location, "instance-profile", path, name);

/** The ARN of an AWS managed policy. `name` includes the path, such as `service-role/AWSLambdaRole`. */
export const managedPolicyArn = (location: AwsLocation, name: string): string =>
    arn(location, "iam", `policy/${name}`, { region: "", accountId: "aws" });

/** The ARN of a bucket, or of its objects that match `key`. S3 ARNs have neither Region nor account. */
export const bucketArn = (location: AwsLocation, bucketName: string, key?: string): string =>
    arn(location, "s3", key === undefined ? bucketName : `${bucketName}/${key}`, { region: "", accountId: "" });

/**
 * Whether AWS owns the Systems Manager document with this name or ARN. `CreateDocument` rejects these prefixes for all
 * other accounts, and an ARN with an empty account always belongs to AWS.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
 */
export const isAwsOwnedDocument = (nameOrArn: string): boolean =>
    /^(aws|amazon|amzn)/i.test(nameOrArn.replace(/^.*:document\//, "")) || accountOf(nameOrArn) === "";

/**
 * The ARN of a Systems Manager document given by name or ARN. The ARN of an AWS-owned document has an empty account.
 * With an account ID it would match nothing, and AWS would deny the call.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 */
export const documentArn = (location: AwsLocation, nameOrArn: string): string =>
    nameOrArn.startsWith("arn:")
        ? nameOrArn
        : arn(location, "ssm", `document/${nameOrArn}`, isAwsOwnedDocument(nameOrArn) ? { accountId: "" } : {});

/** All AWS-owned documents. */
export const everyDocumentOfAws = (location: AwsLocation): string =>
    arn(location, "ssm", "document/*", { accountId: "" });

/** All documents of the account and all AWS-owned documents. */
export const everyDocument = (location: AwsLocation): readonly string[] => [
    documentArn(location, "*"),
    everyDocumentOfAws(location),
];

/** The ARN of a parameter. It does not include the leading slash of the name. */
export const parameterArn = (location: AwsLocation, name: string): string =>
    arn(location, "ssm", `parameter/${name.replace(/^\//, "")}`);

/** The account field of an ARN; undefined if the text is not an ARN. */
export const accountOf = (text: string): string | undefined => arnParts(text)?.account;

/** The Region field of an ARN; empty if the text is not an ARN. */
export const regionOf = (text: string): string => arnParts(text)?.region ?? "";

/** The location of an IAM role, by its ARN; undefined for any other text. */
export const locationOfRole = (text: string): Pick<AwsLocation, "partition" | "accountId"> | undefined => {
    const { partition = "", service, account = "", resource = "" } = arnParts(text) ?? {};
    return service === "iam" && isAccountId(account) && resource.startsWith("role/")
        ? { partition, accountId: account }
        : undefined;
};

/** The name in an IAM ARN, or the name itself. Policy attachments take names. */
export const nameOf = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);

/** The path and name of a role as Systems Manager takes them: `service-role/NAME`, or `NAME` for the root path. */
export const pathAndName = (roleArn: string): string => roleArn.replace(/^.*?:role\//, "");

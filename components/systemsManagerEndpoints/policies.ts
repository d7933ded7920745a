import { allow, document, type Conditions, type Statement } from "../../policypack/iam";
import type { SystemsManagerEndpointsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketArns, awsBucketNamesOfPeople } from "../nodes/awsBuckets";
import type { EndpointService } from "./services";
import { arn, bucketArn, everyDocumentOfAws, type AwsLocation } from "../pattern/location";
import type { PlannedDocument } from "../pattern/pattern";

type Args = Unwrap<SystemsManagerEndpointsArgs>;

/** An endpoint policy applies to every principal that uses the endpoint. */
const anybody = (statement: Statement): Statement => ({ ...statement, Principal: { AWS: "*" } });

/** The condition keys for the account and the organization of the principal, the resource and the node of a request. */
const keys = {
    principal: { account: "aws:PrincipalAccount", organization: "aws:PrincipalOrgID" },
    resource: { account: "aws:ResourceAccount", organization: "aws:ResourceOrgID" },
    node: { account: "ssm:NodeAccountId", organization: "ssm:NodeOrgId" },
} as const;

/** Requires that these belong to the own accounts or to the own organization. */
const ownAccounts = (
    location: AwsLocation,
    { accountIds, organizationId }: Args,
    whose: readonly (keyof typeof keys)[],
): Conditions => ({
    StringEquals: Object.fromEntries(
        whose.map((which): readonly [string, string | readonly string[]] =>
            organizationId === undefined
                ? [keys[which].account, accountIds ?? [location.accountId]]
                : [keys[which].organization, organizationId],
        ),
    ),
});

/** Allows own principals on own resources: neither other accounts' credentials nor other accounts' resources. */
const ownToOwn =
    (service: string) =>
    (location: AwsLocation, args: Args): readonly Statement[] => [
        allow("UseOwn", [`${service}:*`], ["*"], ownAccounts(location, args, ["principal", "resource"])),
    ];

/**
 * The message actions do not support resource-level permissions, and transfer only data that the principal may access.
 */
const ownChannels =
    (service: string) =>
    (location: AwsLocation, args: Args): readonly Statement[] => [
        allow("OpenOwnChannels", [`${service}:*`], ["*"], ownAccounts(location, args, ["principal"])),
    ];

/**
 * Allows calls that AWS services make themselves from within the VPC, mostly by presigned URLs. No other principal can
 * set `aws:PrincipalIsAWSService`.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
 */
const servicesOfAws = (actions: readonly string[]): Statement =>
    allow("LetServicesOfAws", actions, ["*"], { Bool: { "aws:PrincipalIsAWSService": "true" } });

const systemsManager = (location: AwsLocation, args: Args): readonly Statement[] => [
    ...ownToOwn("ssm")(location, args),
    // A node reports the status of an association on the association's document, which usually is AWS-owned.
    allow(
        "UseDocumentsOfAws",
        [
            "ssm:CreateAssociation",
            "ssm:CreateAssociationBatch",
            "ssm:DeleteAssociation",
            "ssm:DescribeAssociation",
            "ssm:DescribeDocument",
            "ssm:DescribeDocumentParameters",
            "ssm:GetDocument",
            "ssm:ListDocumentVersions",
            "ssm:SendCommand",
            "ssm:StartAutomationExecution",
            "ssm:StartSession",
            "ssm:UpdateAssociation",
            "ssm:UpdateAssociationStatus",
        ],
        [everyDocumentOfAws(location)],
        ownAccounts(location, args, ["principal"]),
    ),
    // The older ARN format of a runbook; AWS still evaluates it if a policy contains it.
    allow(
        "StartDefinitionsOfAws",
        ["ssm:StartAutomationExecution"],
        [arn(location, "ssm", "automation-definition/*", { accountId: "" })],
        ownAccounts(location, args, ["principal"]),
    ),
    // The ARN of a predefined baseline contains an AWS account that differs by Region.
    allow(
        "UsePredefinedPatchBaselines",
        [
            "ssm:DescribeEffectivePatchesForPatchBaseline",
            "ssm:GetDefaultPatchBaseline",
            "ssm:GetPatchBaseline",
            "ssm:RegisterDefaultPatchBaseline",
            "ssm:RegisterPatchBaselineForPatchGroup",
        ],
        [arn(location, "ssm", "patchbaseline/*", { accountId: "*" })],
        ownAccounts(location, args, ["principal"]),
    ),
    allow(
        "ReadParametersOfAws",
        ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        [arn(location, "ssm", "parameter/aws/*", { accountId: "" })],
        ownAccounts(location, args, ["principal"]),
    ),
    // A managed instance signs these calls without an IAM identity, so the principal condition keys are absent.
    allow(
        "RegisterOwnNodes",
        ["ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey"],
        ["*"],
        ownAccounts(location, args, ["node"]),
    ),
    servicesOfAws(["ssm:*"]),
];

/** SSM Agent reads AWS-owned buckets with unsigned requests or presigned URLs. */
const s3 = (location: AwsLocation, args: Args): readonly Statement[] => [
    ...ownToOwn("s3")(location, args),
    allow("FetchFromAwsBuckets", ["s3:GetObject"], awsBucketArns(location, args.awsBuckets ?? {})),
    allow(
        "FetchForPeople",
        ["s3:GetObject"],
        awsBucketNamesOfPeople(location.region, args.awsBuckets ?? {}).map((name) => bucketArn(location, name, "*")),
    ),
    ...(args.readableBucketNames === undefined
        ? []
        : [
              allow(
                  "FetchFromFurtherBuckets",
                  ["s3:GetObject"],
                  args.readableBucketNames.map((name) => bucketArn(location, name, "*")),
              ),
          ]),
    servicesOfAws(["s3:GetObject", "s3:PutObject"]),
];

const statementsOf: Readonly<Record<EndpointService, (location: AwsLocation, args: Args) => readonly Statement[]>> = {
    ssm: systemsManager,
    ssmmessages: ownChannels("ssmmessages"),
    ec2messages: ownChannels("ec2messages"),
    ec2: ownToOwn("ec2"),
    kms: ownToOwn("kms"),
    logs: ownToOwn("logs"),
    s3,
};

/**
 * The policy that limits which requests may pass an endpoint. It grants no permissions: callers need their own.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html
 */
export const endpointPolicy = (service: EndpointService, location: AwsLocation, args: Args): PlannedDocument => ({
    kind: "boundary",
    document: document(...statementsOf[service](location, args).map(anybody)),
});

import { allow, document, type Conditions, type Statement } from "../../policypack/iam";
import type { SystemsManagerEndpointsArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { awsBucketArns, awsBucketNamesOfPeople } from "../nodes/awsBuckets";
import type { EndpointService } from "./services";
import { arn, bucketArn, everyDocumentOfAws, type AwsLocation } from "../pattern/location";
import type { PlannedDocument } from "../pattern/pattern";

type Args = Unwrap<SystemsManagerEndpointsArgs>;

/** An endpoint's policy speaks to whoever comes through it. */
const anybody = (statement: Statement): Statement => ({ ...statement, Principal: { AWS: "*" } });

/** The keys that hold an account or an organization, of each of the three that a request can tell of. */
const keys = {
    principal: { account: "aws:PrincipalAccount", organization: "aws:PrincipalOrgID" },
    resource: { account: "aws:ResourceAccount", organization: "aws:ResourceOrgID" },
    node: { account: "ssm:NodeAccountId", organization: "ssm:NodeOrgId" },
} as const;

/** That these are of the own accounts, or of the own organization. */
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

/** Own principals at own resources: neither with the credentials of others, nor to what belongs to others. */
const ownToOwn =
    (service: string) =>
    (location: AwsLocation, args: Args): readonly Statement[] => [
        allow("UseOwn", [`${service}:*`], ["*"], ownAccounts(location, args, ["principal", "resource"])),
    ];

/** The actions of messages know no resource, and carry only what the own principal itself may see. */
const ownChannels =
    (service: string) =>
    (location: AwsLocation, args: Args): readonly Statement[] => [
        allow("OpenOwnChannels", [`${service}:*`], ["*"], ownAccounts(location, args, ["principal"])),
    ];

/**
 * What services of AWS do in their own name from within the VPC, mostly by an address that one of them has signed. Nobody else
 * can come as a service.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/vpc_endpoint_policies
 */
const servicesOfAws = (actions: readonly string[]): Statement =>
    allow("LetServicesOfAws", actions, ["*"], { Bool: { "aws:PrincipalIsAWSService": "true" } });

const systemsManager = (location: AwsLocation, args: Args): readonly Statement[] => [
    ...ownToOwn("ssm")(location, args),
    // A node reports on an association by the association's document, which most often is one of AWS.
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
    // The older way to name a runbook; AWS still judges by it where a policy is written so.
    allow(
        "StartDefinitionsOfAws",
        ["ssm:StartAutomationExecution"],
        [arn(location, "ssm", "automation-definition/*", { accountId: "" })],
        ownAccounts(location, args, ["principal"]),
    ),
    // Predefined baselines have an account of AWS in their ARN, which differs from Region to Region.
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
    // A node that is no instance signs these without an identity of IAM: the keys of principals are absent then.
    allow(
        "RegisterOwnNodes",
        ["ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken", "ssm:UpdateManagedInstancePublicKey"],
        ["*"],
        ownAccounts(location, args, ["node"]),
    ),
    servicesOfAws(["ssm:*"]),
];

/** Agents read the buckets of AWS without signing, or by an address that AWS has signed. */
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
 * What may pass an endpoint at most. It grants nothing: who comes through needs a permission of his own.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html
 */
export const endpointPolicy = (service: EndpointService, location: AwsLocation, args: Args): PlannedDocument => ({
    kind: "boundary",
    document: document(...statementsOf[service](location, args).map(anybody)),
});

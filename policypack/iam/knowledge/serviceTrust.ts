/**
 * Which AWS services send the source keys (`aws:SourceAccount`, `aws:SourceArn`) when they assume a role. AWS publishes
 * no list (AWS Support confirms this in Prowler issue 2810), so each entry has its source and a confidence. Sources
 * were read in 2026, each at its date.
 */
import { serviceOf } from "./servicePrincipals";

/**
 * `required`: documented to send the source keys. `unsupported`: a condition on them breaks the service. `conflicting`:
 * reports differ, so rules neither require nor forbid the keys. `unlisted`: nothing is known.
 */
export type SourceKeySupport = "required" | "unsupported" | "conflicting" | "unlisted";

/**
 * `page`: a named page of an AWS guide shows it. `scan`: a trust policy in the service's guide shows it, but the page
 * was not recorded. `report`: reported by users, or the guide and user reports differ.
 */
export type TrustConfidence = "page" | "scan" | "report";

/** How one service behaves as the principal of a trust policy. */
export interface ServiceTrust {
    readonly service: string;
    readonly class: SourceKeySupport;
    /**
     * The `aws:SourceArn`, with the placeholders PARTITION, REGION and ACCOUNT; absent where no ARN fits every feature.
     */
    readonly sourceArn?: string;
    /** Whether the service's page documents `aws:SourceArn` alone: it may not send `aws:SourceAccount`. */
    readonly isArnAlone?: true;
    /**
     * What a trust policy without the keys leaves open, for a service that takes a role only from somebody who may pass
     * it: a noun phrase.
     *
     * @default - the page does not tell.
     */
    readonly leavesOpen?: string;
    /** What the author should know before applying the fix. */
    readonly note?: string;
    readonly source: string;
    readonly confidence: TrustConfidence;
    /** The date the source was read. */
    readonly date: string;
}

const read2026 = "2026-11-22";
const readAgain = "2026-12-01";

/** Services that one page shows with the source keys, each with its `aws:SourceArn`, if one fits. */
const required = (source: string, services: Readonly<Record<string, string | undefined>>): readonly ServiceTrust[] =>
    Object.entries(services).map(([service, sourceArn]) => ({
        service,
        class: "required",
        ...(sourceArn === undefined ? {} : { sourceArn }),
        source,
        confidence: "page",
        date: read2026,
    }));

/** Services whose guide shows the keys on the usual page about confused deputy prevention. */
const onOwnPage = (guides: Readonly<Record<string, string>>): readonly ServiceTrust[] =>
    Object.entries(guides).flatMap(([service, guide]) => required(`${guide}, ${page}`, { [service]: undefined }));

/** Services whose page was read in the second round, each with its `aws:SourceArn`, if one fits. */
const confirmed = (source: string, services: Readonly<Record<string, string | undefined>>): readonly ServiceTrust[] =>
    required(source, services).map((fact) => ({ ...fact, date: readAgain }));

const reported = (
    kind: "unsupported" | "conflicting",
    service: string,
    source: string,
    note: string,
): ServiceTrust => ({
    service,
    class: kind,
    note,
    source,
    confidence: "report",
    date: read2026,
});

const page = "cross-service-confused-deputy-prevention";

/** The facts, grouped by source. */
export const serviceTrusts: readonly ServiceTrust[] = [
    {
        service: "ssm",
        class: "required",
        note:
            "Automation also supports aws:SourceArn arn:PARTITION:ssm:REGION:ACCOUNT:automation-execution/*, hybrid " +
            "activations arn:PARTITION:ssm:REGION:ACCOUNT:*. AWS documents no source key for maintenance windows, " +
            "Default Host Management and Run Command notifications: test one window, node or notification, and " +
            "exempt the role if it fails.",
        leavesOpen: "every runbook, maintenance window and activation of the account that is given the role",
        source: `AWS Systems Manager User Guide, ${page}, automation-setup-iam, hybrid-multicloud-service-role`,
        confidence: "page",
        date: read2026,
    },
    ...required("Incident Manager User Guide, confused deputy prevention", {
        "ssm-incidents": "arn:PARTITION:ssm-incidents:*:ACCOUNT:incident-record/*",
    }),
    ...required("AWS Step Functions Developer Guide, procedure-create-iam-role", {
        states: "arn:PARTITION:states:REGION:ACCOUNT:stateMachine:*",
    }).map((fact) => ({ ...fact, leavesOpen: "every state machine of the account, in any Region, that has the role" })),
    ...required("Amazon EventBridge User Guide, confused deputy prevention", {
        events: "arn:PARTITION:events:REGION:ACCOUNT:rule/*",
        pipes: "arn:PARTITION:pipes:REGION:ACCOUNT:pipe/*",
    }),
    ...required(`EventBridge Scheduler User Guide, ${page} (a schedule group, never a schedule)`, {
        scheduler: "arn:PARTITION:scheduler:REGION:ACCOUNT:schedule-group/*",
    }),
    ...required("Amazon VPC User Guide, flow-logs-iam-role", {
        "vpc-flow-logs": "arn:PARTITION:ec2:REGION:ACCOUNT:vpc-flow-log/*",
    }),
    ...required("Amazon ECS Developer Guide, task-iam-roles (a cluster ARN is not supported)", {
        "ecs-tasks": "arn:PARTITION:ecs:REGION:ACCOUNT:*",
    }).map((fact) => ({
        ...fact,
        leavesOpen: "every task of the account, in any cluster and Region, that has the role",
    })),
    ...required("AWS Fault Injection Service User Guide, getting-started-iam-service-role", {
        fis: "arn:PARTITION:fis:REGION:ACCOUNT:experiment/*",
    }),
    ...required(`AWS CloudFormation User Guide, ${page}`, {
        "resources.cloudformation": "arn:PARTITION:cloudformation:REGION:ACCOUNT:type/resource/*",
        "hooks.cloudformation": undefined,
        "cloudformation.sync.codeconnections": undefined,
    }),
    ...required("AWS CodeBuild User Guide, setting-up-service-role", {
        codebuild: "arn:PARTITION:codebuild:REGION:ACCOUNT:project/*",
    }),
    ...required("AWS Control Tower User Guide, conditions-for-role-trust", { controltower: undefined }),
    ...required("Amazon EMR Management Guide, emr-iam-role-automatic-scaling", { elasticmapreduce: undefined }),
    ...required("Amazon RDS User Guide, USER_Monitoring.OS.Enabling (confused deputy)", {
        "monitoring.rds": undefined,
    }),
    ...required("AWS Transfer Family User Guide, confused-deputy", { transfer: undefined }),
    ...required("Amazon AppStream 2.0 Developer Guide, example-fleet-machine", { appstream: undefined }),
    ...required("AWS IoT Device Defender Developer Guide, dd-cross-service-confused-deputy-prevention", {
        iot: undefined,
    }),
    ...required("Amazon Transcribe Developer Guide, security_iam_id-based-policy-examples (confused deputy)", {
        transcribe: undefined,
    }),
    ...required("Amazon Fraud Detector User Guide, confused-deputy-prevention", { frauddetector: undefined }),
    ...required("Amazon Q Business User Guide, create-application-iam-role, kendra-retriever-iam-role", {
        qbusiness: undefined,
    }),
    ...required("Amazon Bedrock User Guide, batch-iam-sr (the ARN differs by kind of job)", {
        bedrock: undefined,
    }),
    ...onOwnPage({
        batch: "AWS Batch User Guide",
        dms: "AWS DMS User Guide",
        ds: "AWS Directory Service Administration Guide",
        rds: "Amazon RDS User Guide",
        datasync: "AWS DataSync User Guide",
        autoscaling: "Amazon EC2 Auto Scaling User Guide",
        airflow: "Amazon MWAA User Guide",
        "airflow-env": "Amazon MWAA User Guide",
        kafkaconnect: "Amazon MSK Developer Guide",
        es: "Amazon OpenSearch Service Developer Guide",
        mediaconvert: "AWS Elemental MediaConvert User Guide",
        mediatailor: "AWS Elemental MediaTailor User Guide",
        greengrass: "AWS IoT Greengrass Developer Guide",
        iotevents: "AWS IoT Events Developer Guide",
        iotsitewise: "AWS IoT SiteWise User Guide",
        comprehend: "Amazon Comprehend Developer Guide",
        personalize: "Amazon Personalize Developer Guide",
        textract: "Amazon Textract Developer Guide",
        proton: "AWS Proton User Guide",
        opsworks: "AWS OpsWorks User Guide",
        "opsworks-cm": "AWS OpsWorks User Guide",
    }),
    ...confirmed("AWS CodeDeploy User Guide, cross-service confused deputy (the ARN differs by kind of deployment)", {
        codedeploy: undefined,
    }),
    ...confirmed("Amazon SageMaker AI Developer Guide, security-confused-deputy-prevention", { sagemaker: undefined }),
    ...confirmed("Amazon Athena User Guide, notebooks-spark: the role of a Spark workgroup", {
        athena: "arn:PARTITION:athena:REGION:ACCOUNT:workgroup/*",
    }),
    ...confirmed("Amazon RDS User Guide, USER_SQLServerWinAuth (the ARN of the instance)", {
        "directoryservice.rds": "arn:PARTITION:rds:REGION:ACCOUNT:db:*",
    }),
    ...confirmed("AWS AppSync Developer Guide, attaching-a-data-source (either key, or both)", { appsync: undefined }),
    ...confirmed("Amazon EC2 User Guide, spot-fleet-prerequisites", {
        spotfleet: "arn:PARTITION:ec2:REGION:ACCOUNT:spot-fleet-request/sfr-*",
    }),
    ...confirmed(
        "Amazon CloudFront Developer Guide, the role of a real-time log configuration; the page was not recorded",
        {
            cloudfront: undefined,
        },
    ).map((fact) => ({ ...fact, confidence: "scan" as const })),
    ...confirmed("Amazon S3 User Guide, access-grants-location-register", {
        "access-grants.s3": "arn:PARTITION:s3:REGION:ACCOUNT:access-grants/default",
    }),
    ...confirmed("Amazon Kendra Developer Guide, iam-roles", { kendra: "arn:PARTITION:kendra:REGION:ACCOUNT:index/*" }),
    ...confirmed("Amazon Transcribe Developer Guide, call analytics in real time", {
        "transcribe.streaming": "arn:PARTITION:transcribe:REGION:ACCOUNT:*",
    }).map((fact) => ({
        ...fact,
        note: "The page of AWS HealthScribe streaming shows no condition: test it there, and exempt the role if it fails.",
    })),
    ...confirmed("Amazon Connect Administrator Guide, cross-service-confused-deputy-prevention", {
        voiceid: "arn:PARTITION:voiceid:REGION:ACCOUNT:domain/*",
    }),
    ...confirmed("Amazon CloudWatch User Guide, Investigations-GetStarted", {
        aiops: "arn:PARTITION:aiops:REGION:ACCOUNT:*",
    }),
    ...confirmed("Amazon Q Developer User Guide, plugins: the service role of a plugin", {
        q: "arn:PARTITION:codewhisperer:REGION:ACCOUNT:profile/*",
    }),
    ...confirmed("AWS Cost Management User Guide, cross-service-confused-deputy-prevention (budget actions)", {
        budgets: "arn:PARTITION:budgets::ACCOUNT:budget/*",
    }),
    ...confirmed("Amazon Q Business User Guide, integrations: IAM roles and trust policy; web experience role", {
        "application.qbusiness": "arn:PARTITION:qbusiness:REGION:ACCOUNT:application/*",
        "integrations.qbusiness": "arn:PARTITION:qbusiness:REGION:ACCOUNT:application/*",
    }),
    ...[
        ...confirmed("Amazon EKS User Guide, pod-execution-role (a cluster's name in place of the first wildcard)", {
            "eks-fargate-pods": "arn:PARTITION:eks:REGION:ACCOUNT:fargateprofile/*/*",
        }),
        ...confirmed(
            "IAM Roles Anywhere User Guide, trust-model (the ID of the trust anchor in place of the wildcard)",
            {
                rolesanywhere: "arn:PARTITION:rolesanywhere:REGION:ACCOUNT:trust-anchor/*",
            },
        ),
        ...confirmed("Amazon CloudWatch Logs User Guide, SubscriptionFilters (Kinesis and Firehose)", {
            logs: "arn:PARTITION:logs:REGION:ACCOUNT:*",
        }),
    ].map((fact) => ({ ...fact, isArnAlone: true as const })),
    {
        service: "swf",
        class: "required",
        note: "SWF also supports aws:SourceArn arn:PARTITION:swf:*:ACCOUNT:/domain/DOMAIN instead.",
        source: "Amazon SWF Developer Guide: aws:SourceArn or aws:SourceAccount; the page was not recorded",
        confidence: "scan",
        date: readAgain,
    },
    reported(
        "unsupported",
        "ec2",
        "Prowler issue 2810 (AWS Support) and field reports",
        "The role of an instance profile is assumed without source keys; a condition on them locks out every instance.",
    ),
    reported(
        "unsupported",
        "lambda",
        "AWS Lambda Developer Guide, lambda-intro-execution-role; Prowler issue 2314",
        "An execution role is assumed without source keys; a condition on them stops the function.",
    ),
    reported(
        "unsupported",
        "elastictranscoder",
        "Prowler issue 4714",
        "A condition on the source keys breaks its pipelines.",
    ),
    reported(
        "conflicting",
        "cloudtrail",
        "AWS CloudTrail User Guide, cloudtrail-required-policy-for-cloudwatch-logs (no condition); Prowler issue 4714",
        "A condition on the source keys stops delivery to CloudWatch Logs.",
    ),
    reported(
        "conflicting",
        "amplify",
        "AWS Amplify Hosting User Guide",
        "The guide shows a condition on the source keys; the SSR logging role does not work with it.",
    ),
    reported(
        "conflicting",
        "bedrock-agentcore",
        "Amazon Bedrock AgentCore Developer Guide",
        "The guide shows a condition on the source keys; gateways reportedly do not send them.",
    ),
];

const byService = new Map(serviceTrusts.map((fact) => [fact.service, fact]));

/** The entry for this service principal, if any. */
export const serviceTrust = (host: string): ServiceTrust | undefined => byService.get(serviceOf(host));

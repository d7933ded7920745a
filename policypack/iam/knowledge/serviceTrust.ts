/**
 * Which AWS services say on whose behalf they assume a role. AWS publishes no list (its Support says so in Prowler
 * issue 2810), so each line names where it was read, and how sure that is. Read in 2026, up to 2026-11-22.
 */
import { serviceOf } from "./servicePrincipals";

/**
 * `required`: documented to send the source keys. `unsupported`: a guard breaks the service. `conflicting`: reports
 * differ, so nothing is said either way. `unlisted`: nothing is known.
 */
export type SourceKeySupport = "required" | "unsupported" | "conflicting" | "unlisted";

/**
 * `page`: a page of AWS's own guide shows it, and is named. `scan`: a trust policy of the service's guide shows it, of
 * which the page was not noted. `report`: users told of it, or guides and users differ.
 */
export type TrustConfidence = "page" | "scan" | "report";

/** What is known of one service as a principal of role trusts. */
export interface ServiceTrust {
    readonly service: string;
    readonly class: SourceKeySupport;
    /** The `aws:SourceArn` to write, with PARTITION, REGION and ACCOUNT to fill in; absent where none fits all features. */
    readonly sourceArn?: string;
    /** What the author should know before pasting. */
    readonly note?: string;
    readonly source: string;
    readonly confidence: TrustConfidence;
    /** When the source was read. */
    readonly date: string;
}

const read2026 = "2026-11-22";

/** Services that one page shows with the keys, each with the `aws:SourceArn` to write, if one fits. */
const required = (source: string, services: Readonly<Record<string, string | undefined>>): readonly ServiceTrust[] =>
    Object.entries(services).map(([service, sourceArn]) => ({
        service,
        class: "required",
        ...(sourceArn === undefined ? {} : { sourceArn }),
        source,
        confidence: "page",
        date: read2026,
    }));

/** Services whose guide shows the keys on the page that most guides have for it. */
const onOwnPage = (guides: Readonly<Record<string, string>>): readonly ServiceTrust[] =>
    Object.entries(guides).flatMap(([service, guide]) => required(`${guide}, ${page}`, { [service]: undefined }));

/** Services that a reading of some sixty guides found with the keys, without a note of the page. */
const scanned = (...services: readonly string[]): readonly ServiceTrust[] =>
    services.map((service) => ({
        service,
        class: "required",
        source: "a trust policy of the service's own guide, found when sixty guides were read; its page was not noted",
        confidence: "scan",
        date: read2026,
    }));

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

/** The table, by source. */
export const serviceTrusts: readonly ServiceTrust[] = [
    {
        service: "ssm",
        class: "required",
        note:
            "Automation also takes aws:SourceArn arn:PARTITION:ssm:REGION:ACCOUNT:automation-execution/*, hybrid activations " +
            "arn:PARTITION:ssm:REGION:ACCOUNT:*. For maintenance windows, Default Host Management and Run Command " +
            "notifications AWS documents no key: test one window, node or notification, and exempt the role if it fails.",
        source: `AWS Systems Manager User Guide, ${page}, automation-setup-iam, hybrid-multicloud-service-role`,
        confidence: "page",
        date: read2026,
    },
    ...required("Incident Manager User Guide, confused deputy prevention", {
        "ssm-incidents": "arn:PARTITION:ssm-incidents:*:ACCOUNT:incident-record/*",
    }),
    ...required("AWS Step Functions Developer Guide, procedure-create-iam-role", {
        states: "arn:PARTITION:states:REGION:ACCOUNT:stateMachine:*",
    }),
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
    }),
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
    ...required("Amazon Bedrock User Guide, batch-iam-sr (the ARN is another for each kind of job)", {
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
    ...scanned("codedeploy", "sagemaker", "athena", "directoryservice.rds", "appsync", "spotfleet", "cloudfront"),
    ...scanned("access-grants.s3", "kendra", "transcribe.streaming", "voiceid", "aiops", "q", "budgets"),
    ...scanned("application.qbusiness", "integrations.qbusiness"),
    {
        service: "logs",
        class: "required",
        sourceArn: "arn:PARTITION:logs:REGION:ACCOUNT:*",
        source: "Amazon CloudWatch Logs User Guide, subscriptions to Kinesis and Firehose; its page was not noted",
        confidence: "scan",
        date: read2026,
    },
    reported(
        "unsupported",
        "ec2",
        "Prowler issue 2810 (AWS Support) and field reports",
        "An instance profile's role is assumed without source keys; a guard locks every instance out.",
    ),
    reported(
        "unsupported",
        "lambda",
        "AWS Lambda Developer Guide, lambda-intro-execution-role; Prowler issue 2314",
        "An execution role is assumed without source keys; a guard stops the function.",
    ),
    reported("unsupported", "elastictranscoder", "Prowler issue 4714", "A guard breaks its pipelines."),
    reported("conflicting", "cloudtrail", "Prowler issue 4714", "A guard stops delivery to CloudWatch Logs."),
    reported(
        "conflicting",
        "amplify",
        "AWS Amplify Hosting User Guide",
        "The guide shows a guard; the SSR logging role does not work with one.",
    ),
    reported(
        "conflicting",
        "bedrock-agentcore",
        "Amazon Bedrock AgentCore Developer Guide",
        "The guide shows a guard; gateways are reported not to send the keys.",
    ),
];

const byService = new Map(serviceTrusts.map((fact) => [fact.service, fact]));

/** What is known of this principal. */
export const serviceTrust = (host: string): ServiceTrust | undefined => byService.get(serviceOf(host));

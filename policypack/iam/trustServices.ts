/**
 * Which AWS services say on whose behalf they assume a role. AWS publishes no list (its Support says so in Prowler
 * issue 2810), so each line names where it was read. Read in 2026, up to 2026-11-22.
 */
import { serviceOf } from "./serviceHost";

/**
 * `required`: documented to send the source keys. `unsupported`: a guard breaks the service. `conflicting`: reports
 * differ, so nothing is said either way. `unlisted`: nothing is known.
 */
export type TrustClass = "required" | "unsupported" | "conflicting" | "unlisted";

/** What is known of one service as a principal of role trusts. */
export interface TrustFact {
    readonly service: string;
    readonly class: TrustClass;
    /** The `aws:SourceArn` to write, with PARTITION, REGION and ACCOUNT to fill in; absent where none fits all features. */
    readonly sourceArn?: string;
    /** What the author should know before pasting. */
    readonly note?: string;
    readonly source: string;
    /** When the source was read. */
    readonly date: string;
}

const read2026 = "2026-11-22";

const required = (source: string, services: Readonly<Record<string, string | undefined>>): readonly TrustFact[] =>
    Object.entries(services).map(([service, sourceArn]) => ({
        service,
        class: "required",
        ...(sourceArn === undefined ? {} : { sourceArn }),
        source,
        date: read2026,
    }));

const reported = (kind: "unsupported" | "conflicting", service: string, source: string, note: string): TrustFact => ({
    service,
    class: kind,
    note,
    source,
    date: read2026,
});

const page = "cross-service confused deputy prevention";

/** The table, by source. */
export const trustServices: readonly TrustFact[] = [
    {
        service: "ssm",
        class: "required",
        note:
            "Automation also takes aws:SourceArn arn:PARTITION:ssm:REGION:ACCOUNT:automation-execution/*, hybrid activations " +
            "arn:PARTITION:ssm:REGION:ACCOUNT:*. For maintenance windows, Default Host Management and Run Command " +
            "notifications AWS documents no key: test one window, node or notification, and exempt the role if it fails.",
        source: `AWS Systems Manager User Guide, ${page}, automation-setup-iam, hybrid-multicloud-service-role`,
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
    ...required(`the service's own guide, ${page} or its role page`, {
        codebuild: "arn:PARTITION:codebuild:REGION:ACCOUNT:project/*",
        codedeploy: undefined,
        controltower: undefined,
        batch: undefined,
        sagemaker: undefined,
        elasticmapreduce: undefined,
        athena: undefined,
        dms: undefined,
        ds: undefined,
        "directoryservice.rds": undefined,
        rds: undefined,
        "monitoring.rds": undefined,
        datasync: undefined,
        transfer: undefined,
        appsync: undefined,
        appstream: undefined,
        autoscaling: undefined,
        spotfleet: undefined,
        logs: "arn:PARTITION:logs:REGION:ACCOUNT:*",
        cloudfront: undefined,
        "access-grants.s3": undefined,
        airflow: undefined,
        "airflow-env": undefined,
        kafkaconnect: undefined,
        es: undefined,
        mediaconvert: undefined,
        mediatailor: undefined,
        greengrass: undefined,
        iot: undefined,
        iotevents: undefined,
        iotsitewise: undefined,
        comprehend: undefined,
        kendra: undefined,
        personalize: undefined,
        textract: undefined,
        transcribe: undefined,
        "transcribe.streaming": undefined,
        voiceid: undefined,
        frauddetector: undefined,
        proton: undefined,
        opsworks: undefined,
        "opsworks-cm": undefined,
        aiops: undefined,
        q: undefined,
        qbusiness: undefined,
        "application.qbusiness": undefined,
        "integrations.qbusiness": undefined,
        bedrock: undefined,
        budgets: undefined,
    }),
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

const byService = new Map(trustServices.map((fact) => [fact.service, fact]));

/** What is known of this principal. */
export const trustFact = (host: string): TrustFact | undefined => byService.get(serviceOf(host));

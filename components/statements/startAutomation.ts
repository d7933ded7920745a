import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { arn, documentArn, type AwsLocation } from "../pattern/location";

/** The runbooks to start, and how to limit them. */
export interface Start {
    readonly runbooks: readonly string[];
    /** Limits the runbooks to these versions. */
    readonly versions?: readonly string[] | undefined;
    /** Also allows the automation-definition ARN, which AWS is phasing out. Bypasses `versions`, so never set both. */
    readonly legacyDefinitions?: boolean | undefined;
}

/** All executions in the location. */
export const executionArn = (location: AwsLocation): string => arn(location, "ssm", "automation-execution/*");

/** The automation-definition ARN of a runbook, for one version or all versions. */
export const definitionArn = (location: AwsLocation, runbook: string, version = "*"): string =>
    `${documentArn(location, runbook).replace(":document/", ":automation-definition/")}:${version}`;

/** Limits the document version. The key is multivalued, hence the set operator. */
const versionCondition = (versions: Start["versions"]): Conditions | undefined =>
    versions && { "ForAnyValue:StringEquals": { "ssm:DocumentVersion": versions } };

/**
 * Allows starting named runbooks. The document and the execution are in separate statements, because a version
 * condition on the document would deny the execution.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup-identity-based-policies.html
 */
export const startAutomation = (
    location: AwsLocation,
    { runbooks, versions, legacyDefinitions = false }: Start,
): readonly Statement[] => [
    allow(
        "StartRunbooks",
        ["ssm:StartAutomationExecution"],
        runbooks.map((runbook) => documentArn(location, runbook)),
        versionCondition(versions),
    ),
    allow("StartExecutions", ["ssm:StartAutomationExecution"], [executionArn(location)]),
    ...(legacyDefinitions
        ? [
              allow(
                  "StartDefinitions",
                  ["ssm:StartAutomationExecution"],
                  runbooks.map((runbook) => definitionArn(location, runbook)),
              ),
          ]
        : []),
];

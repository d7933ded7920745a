import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { arn, documentArn, type AwsLocation } from "../pattern/location";

/** Which runbooks are started, and how narrowly. */
export interface Start {
    readonly runbooks: readonly string[];
    /** Only these versions of the runbooks. */
    readonly versions?: readonly string[] | undefined;
    /** Also by the definition's ARN, which AWS is giving up; never together with a pin, which it would go around. */
    readonly legacyDefinitions?: boolean | undefined;
}

/** Every execution of the location. */
export const executionArn = (location: AwsLocation): string => arn(location, "ssm", "automation-execution/*");

/** The ARN of a runbook as an automation definition, in the version given or in any. */
export const definitionArn = (location: AwsLocation, runbook: string, version = "*"): string =>
    `${documentArn(location, runbook).replace(":document/", ":automation-definition/")}:${version}`;

/** One of the versions; the key holds a list, hence the set operator. */
const pinned = (versions: Start["versions"]): Conditions | undefined =>
    versions && { "ForAnyValue:StringEquals": { "ssm:DocumentVersion": versions } };

/**
 * What starting named runbooks takes: the document and the execution, in two statements, because a pin on the document
 * would deny the execution.
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
        pinned(versions),
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

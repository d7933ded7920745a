/** AWS managed policies that allow iam:PassRole on every role, by ARN. */

import { anyService, dataOf, namedServices } from "./managedPolicyTable";

/** Deprecated by AWS, so no published list has their documents; existing attachments remain. */
export const retired: readonly string[] = [
    "AWSDataPipelineRole",
    "AWSElasticBeanstalkFullAccess",
    "AWSLambdaFullAccess",
    "AWSOpsWorksFullAccess",
    "AWSOpsWorksRegisterCLI",
    "AWSOpsWorksRole",
    "AmazonEC2ContainerServiceFullAccess",
    "AmazonEC2SpotFleetRole",
    "ServerMigrationServiceRole",
];

/** The name without the path: names of AWS managed policies are unique across paths. */
const nameOf = (text: string): string => text.split("/").at(-1) ?? text;

const any = new Set([...anyService, ...retired].map(nameOf));
const named = new Set(namedServices.map(nameOf));

/** A managed policy that allows passing every role. */
export interface PassesEveryRole {
    readonly name: string;
    /** To any service, or only to the services its condition names. */
    readonly to: "any service" | "named services";
    /** The date of the newest policy document in the source of the table. */
    readonly dataOf: string;
}

/** The name of an AWS managed policy, without its path; undefined for other ARNs. */
export const awsManagedPolicyName = (arn: string): string | undefined =>
    /^\s*arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+?)\s*$/.exec(arn)?.[1];

/** Looks up an AWS managed policy by ARN; undefined for other policies and those that do not pass every role. */
export const passesEveryRole = (arn: string): PassesEveryRole | undefined => {
    const name = awsManagedPolicyName(arn);
    if (name === undefined) {
        return undefined;
    }
    if (any.has(name)) {
        return { name, to: "any service", dataOf };
    }
    return named.has(name) ? { name, to: "named services", dataOf } : undefined;
};

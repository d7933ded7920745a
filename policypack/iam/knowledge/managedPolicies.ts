/** AWS managed policies that pass every role, known by their ARN. */

import { anyService, dataOf, namedServices } from "./managedPolicyTable";

/** Taken back by AWS, so that no list has their texts any more; what attached them keeps them. */
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

/** No two managed policies of AWS have one name, whatever the path. */
const nameOf = (text: string): string => text.split("/").at(-1) ?? text;

const any = new Set([...anyService, ...retired].map(nameOf));
const named = new Set(namedServices.map(nameOf));

/** What is known of a managed policy that passes every role. */
export interface PassesEveryRole {
    readonly name: string;
    /** To any service, or only to those its own condition names. */
    readonly to: "any service" | "named services";
    /** The day of the newest text the table was made from. */
    readonly dataOf: string;
}

/** What an ARN of a managed policy of AWS lets its holder pass; undefined for other policies and those that pass less. */
export const passesEveryRole = (arn: string): PassesEveryRole | undefined => {
    const [, name = ""] = /^\s*arn:[^:]+:iam::aws:policy\/(?:.*\/)?([^/]+?)\s*$/.exec(arn) ?? [];
    return any.has(name)
        ? { name, to: "any service", dataOf }
        : named.has(name)
          ? { name, to: "named services", dataOf }
          : undefined;
};

/** `npm run urns`: records the URNs and physical names of the example stacks. `upgrade.test.ts` fails if they change. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PreviewReport } from "../../program/preview/report";
import { previewReport } from "./previewReport";
import { pluralize } from "../../policypack/iam/syntax/pluralize";

/** Physical names in AWS by URN; null for resources without one. */
export type Names = Readonly<Record<string, string | null>>;

export const stacks = ["complete", "hybrid", "strict"] as const;
type RecordedStack = (typeof stacks)[number];

/** The inputs that identify a resource in AWS, by type. A change of one makes it another resource. */
const naming: Readonly<Record<string, readonly string[]>> = {
    "aws:cloudwatch/eventRule:EventRule": ["name"],
    "aws:cloudwatch/eventTarget:EventTarget": ["rule", "targetId"],
    "aws:cloudwatch/logGroup:LogGroup": ["name"],
    "aws:ec2/securityGroup:SecurityGroup": ["name"],
    "aws:ecs/cluster:Cluster": ["name"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceName"],
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["group", "policyArn"],
    "aws:iam/instanceProfile:InstanceProfile": ["path", "name"],
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
    "aws:iam/policy:Policy": ["path", "name"],
    "aws:iam/role:Role": ["path", "name"],
    "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": ["awsServiceName"],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["user", "policyArn"],
    "aws:scheduler/schedule:Schedule": ["groupName", "name"],
    "aws:scheduler/scheduleGroup:ScheduleGroup": ["name"],
    "aws:kms/alias:Alias": ["name"],
    "aws:kms/key:Key": [],
    "aws:s3/bucket:Bucket": ["bucket"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket"],
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket"],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket"],
    "aws:sns/topic:Topic": ["name"],
    "aws:ssm/activation:Activation": ["name"],
    "aws:ssm/document:Document": ["name"],
    "aws:ssm/maintenanceWindow:MaintenanceWindow": ["name"],
    "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget": ["name"],
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": ["name"],
    "aws:ssm/resourceDataSync:ResourceDataSync": ["name"],
    "aws:ssm/serviceSetting:ServiceSetting": ["settingId"],
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["cidrIpv4", "prefixListId"],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["cidrIpv4"],
};

const physicalName = ({ type, urn, inputs }: PreviewReport["resources"][number]): string | null => {
    if (!type.startsWith("aws:")) {
        return null;
    }
    const parts = naming[type];
    if (parts === undefined) {
        throw new Error(
            `test/upgrade/urns.ts has no row for ${type}, the type of ${urn}. Add the inputs that identify it in AWS.`,
        );
    }
    return parts.flatMap((part) => (typeof inputs[part] === "string" ? [inputs[part]] : [])).join(" ");
};

/** The current names, from the offline preview. */
export const namesNow = async (stack: RecordedStack): Promise<Names> => {
    const { resources } = JSON.parse(await previewReport(stack)) as PreviewReport;
    return Object.fromEntries(resources.map((resource) => [resource.urn, physicalName(resource)]));
};

const file = (stack: RecordedStack): string => join(__dirname, `urns.${stack}.json`);

/** The recorded names. */
export const namesWritten = (stack: RecordedStack): Names => JSON.parse(readFileSync(file(stack), "utf8")) as Names;

const label = (urn: string): string => {
    const [, , type = "", name = ""] = urn.split("::");
    return `${type.split("$").at(-1) ?? type} "${name}"`;
};

/** One message for each change: what it is, and what the next `pulumi up` of an existing stack does. */
export const changesBetween = (before: Names, now: Names): readonly string[] => {
    const gone = Object.keys(before).filter((urn) => !(urn in now));
    const fresh = Object.keys(now).filter((urn) => !(urn in before));
    const sameName = (urn: string, name: string | null, other: string): boolean =>
        name !== null && now[other] === name && label(urn).split(" ")[0] === label(other).split(" ")[0];
    return [
        ...Object.entries(before).flatMap(([urn, name]) => {
            if (!(urn in now) || now[urn] === name) {
                return [];
            }
            const change = `${label(urn)} is renamed from ${String(name)} to ${String(now[urn])} in AWS: \`pulumi up\` `;
            // AWS identifies these by id.
            return label(urn).startsWith("aws:ssm/maintenanceWindow")
                ? [`${change}updates it in place.`]
                : [`${change}replaces it. References to the old name or ARN break.`];
        }),
        ...gone.map((urn) => {
            const name = before[urn] ?? null;
            const moved = fresh.find((other) => sameName(urn, name, other));
            return moved === undefined
                ? `${urn} is removed: \`pulumi up\` deletes ${name === null ? "it" : `${name} in AWS`}.`
                : `${urn} is now ${moved}, still ${String(name)} in AWS: \`pulumi up\` creates it before it deletes the old one, ` +
                      "and AWS rejects the duplicate name. Add an alias for the old URN.";
        }),
        ...fresh
            .filter((urn) => !gone.some((other) => sameName(other, before[other] ?? null, urn)))
            .map((urn) => `${urn} is new: \`pulumi up\` creates ${now[urn] ?? "it"} and replaces nothing.`),
    ];
};

const main = async (): Promise<void> => {
    for (const stack of stacks) {
        const names = await namesNow(stack);
        writeFileSync(file(stack), `${JSON.stringify(names, undefined, 4)}\n`);
        console.log(
            `Wrote ${pluralize(Object.keys(names).length, "URN")} of ${stack} to test/upgrade/urns.${stack}.json.`,
        );
    }
};

if (require.main === module) {
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    });
}

